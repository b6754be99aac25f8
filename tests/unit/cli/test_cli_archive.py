"""What the command tells while it runs and at its end."""

import io
import subprocess
import sys
from collections.abc import Iterator

import pytest
from rich.console import Console

from service.archive.summary import Summary
from service.cli.archive_progress import Meter, describe
from service.cli.archive_summary import render

WITHOUT = """
import sys
sys.modules["ray"] = None
from service.cli import main
sys.exit(main(["archive", "in", "out"], environ={}))
"""


def console(*, terminal: bool) -> Console:
    """Return a console in memory."""
    return Console(file=io.StringIO(), force_terminal=terminal, width=100)


def shown(on: Console) -> str:
    """Return what was written."""
    assert isinstance(on.file, io.StringIO)
    return on.file.getvalue()


@pytest.mark.parametrize(
    ("done", "earlier", "words", "seconds", "expected"),
    [
        (0, 0, 0, 0.0, "0 of 4,000 articles"),
        (1_000, 1_000, 0, 9.0, "1,000 of 4,000 articles"),
        (1_000, 0, 50_000, 60.0, "1,000 of 4,000 articles, 833 words/s, 0:03:00 left"),
        (
            2_000,
            1_000,
            50_000,
            60.0,
            "2,000 of 4,000 articles, 833 words/s, 0:02:00 left",
        ),
        (4_000, 0, 9_000, 2.0, "4,000 of 4,000 articles, 4,500 words/s, 0:00:00 left"),
    ],
)
def test_progress(
    done: int, earlier: int, words: int, seconds: float, expected: str
) -> None:
    """Articles, speed and time left; what earlier runs did tells nothing of speed."""
    told = describe(done, 4_000, earlier=earlier, words=words, seconds=seconds)

    assert told == expected


def test_log() -> None:
    """Without a terminal, a line a minute is told."""
    times: Iterator[float] = iter(range(0, 10_000, 20))
    on = console(terminal=False)

    with Meter(on, total=40, done=10, clock=lambda: next(times)) as meter:
        for _ in range(6):
            meter.advance(5, 1_000)

    lines = shown(on).splitlines()
    assert len(lines) == 3
    assert all("of 40 articles" in line and "left" in line for line in lines)


def test_bar() -> None:
    """On a terminal the bar is there with the same words."""
    on = console(terminal=True)

    with Meter(on, total=40, done=0) as meter:
        meter.advance(40, 1_000)

    assert "40 of 40 articles" in shown(on)


def test_summary() -> None:
    """The end tells counts, types, speakers and outlets, without control characters."""
    on = console(terminal=False)
    on.print(
        render(
            Summary(
                articles=1_200,
                errors=3,
                words=70_000,
                types=(("direct", 4_000), ("mixed", 5)),
                speakers=(("Ida\x1b[2J Holm", 9),),
                outlets=(),
            )
        )
    )

    lines = [" ".join(line.split()) for line in shown(on).splitlines()]
    assert (
        lines[0] == "1,200 articles, 3 of them errors; 70,000 words; 4,005 attributions"
    )
    assert lines[1:] == [
        "type attributions",
        "direct 4,000",
        "mixed 5",
        "most quoted attributions",
        "Ida [2J Holm 9",
    ]


def test_without_the_extra() -> None:
    """Where Ray is not installed, the command says what to install."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "archive needs the extra whosaid[archive]: there is no ray" in done.stderr

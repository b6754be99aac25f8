"""The progress of long commands."""

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from service.cli.progress import Meter, pace


def console(*, terminal: bool) -> Console:
    """Return a console in memory."""
    return Console(file=io.StringIO(), force_terminal=terminal, width=100)


def shown(on: Console) -> str:
    """Return what was written."""
    assert isinstance(on.file, io.StringIO)
    return on.file.getvalue()


@pytest.mark.parametrize(
    ("done", "words", "seconds", "expected"),
    [
        (0, 0, 9.0, ""),
        (1_000, 50_000, 0.0, ""),
        (1_000, 50_000, 60.0, ", 833 words/s, 0:03:00 left"),
        (2_000, 50_000, 60.0, ", 833 words/s, 0:01:30 left"),
        (1_000, 0, 60.0, ", 0:03:00 left"),
    ],
)
def test_pace(done: int, words: int, seconds: float, expected: str) -> None:
    """Speed and time left, as far as they are known."""
    assert pace(done=done, left=3_000, words=words, seconds=seconds) == expected


def test_log() -> None:
    """Without a terminal, a line is printed every minute."""
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


def test_earlier_runs() -> None:
    """Items of earlier runs count as done but not for the speed."""
    times = iter([0.0, 60.0, 60.0])
    on = console(terminal=False)

    with Meter(on, total=40, done=20, unit="lines", clock=lambda: next(times)) as meter:
        meter.advance(10)

    assert shown(on) == "30 of 40 lines, 0:01:00 left\n"

"""A batch: files in and out, killed and continued."""

import argparse
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from service.cli.batch_output import error_line, id_of, resume
from service.cli.commands.batch import open_output, run
from service.cli.terminal import CommandFailed, Terminal
from service.errors import InvalidField, TextTooLong
from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[4]
SLOW_BATCH = """
import sys
from tests.unit.cli.commands.test_batch import batch
from pathlib import Path
if __name__ == "__main__":
    batch(Path(sys.argv[1]), Path(sys.argv[2]), workers=2)
"""


def batch(source: Path, target: Path, *, workers: int = 1) -> str:
    """Run a batch of echoes and return what it tells its user."""
    errors = io.StringIO()
    terminal = Terminal(
        environ={"WHOSAID_UNIT_WORDS": "50"},
        stdin=io.BytesIO(),
        stdout=io.BytesIO(),
        console=Console(file=io.StringIO()),
        errors=Console(file=errors, soft_wrap=True),
    )
    args = argparse.Namespace(input=source, output=target, workers=workers)
    run(args, terminal, factory="tests.support.fake_readers:echo")
    return errors.getvalue()


def write_requests(path: Path, count: int, **more: object) -> Path:
    """Write a file of requests and return its path."""
    lines = (json.dumps({"id": f"r{n}", **more}) + "\n" for n in range(count))
    path.write_text("".join(lines))
    return path


def ids(path: Path) -> list[str]:
    """Return the ids of the lines of a file."""
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


def test_whole(tmp_path: Path) -> None:
    """Every line is answered, in order; a last line needs no newline."""
    source = write_requests(tmp_path / "in", 5)
    source.write_bytes(source.read_bytes().rstrip())
    target = tmp_path / "out"

    told = batch(source, target, workers=2)

    assert ids(target) == ids(source)
    assert told == "5 lines\n"


def test_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody watches a bar, a line a minute tells how far it is."""
    monkeypatch.setattr("service.cli.progress.LINE_SECONDS", 0.0)
    source = write_requests(tmp_path / "in", 3)
    (tmp_path / "out").write_bytes(b'{"id":"r0"}\n')

    told = batch(source, tmp_path / "out").splitlines()

    assert told[0].startswith("2 of 3 lines, 0:00:0")
    assert told[1:] == [
        "3 of 3 lines, 0:00:00 left",
        "3 lines, 1 of them by an earlier run",
    ]


def test_second_run_goes_on(tmp_path: Path) -> None:
    """Complete lines are kept as they are, a torn last line is done again."""
    source = write_requests(tmp_path / "in", 4)
    target = tmp_path / "out"
    target.write_bytes(b'{"id":"r0","kept":1}\n{"id":"r1"}\n{"id":"r2","to')

    told = batch(source, target)

    assert ids(target) == ids(source)
    assert target.read_bytes().startswith(b'{"id":"r0","kept":1}\n{"id":"r1"}\n{"id":"')
    assert told == "4 lines, 2 of them by an earlier run\n"


def test_finished_batch_starts_no_worker(tmp_path: Path) -> None:
    """A third run has nothing to do and changes nothing."""
    source = write_requests(tmp_path / "in", 2)
    target = tmp_path / "out"
    batch(source, target)
    before = target.read_bytes()

    assert batch(source, target) == "2 lines, 2 of them by an earlier run\n"
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    "lines",
    [
        b'{"id":"other"}\n',
        b"not ours\n",
        b"not ours",
        b'{"id":"r0"}\n{"id":"r1"}\n{"id":"r2"}\n',
    ],
)
def test_foreign_output(tmp_path: Path, lines: bytes) -> None:
    """An output that does not answer the input is refused and left alone."""
    source = write_requests(tmp_path / "in", 2)
    target = tmp_path / "out"
    target.write_bytes(lines)

    with pytest.raises(CommandFailed, match="does not hold the results"):
        batch(source, target)

    assert target.read_bytes() == lines


def test_output_is_input(tmp_path: Path) -> None:
    """The input is never written to."""
    source = write_requests(tmp_path / "in", 2)

    with pytest.raises(CommandFailed, match="is the input"):
        batch(source, source)

    assert ids(source) == ["r0", "r1"]


def test_two_runs_at_once(tmp_path: Path) -> None:
    """A second run on the same output is refused while the first one writes."""
    source = write_requests(tmp_path / "in", 1)

    with (
        open_output(tmp_path / "out", source=source),
        pytest.raises(CommandFailed, match="another run"),
        open_output(tmp_path / "out", source=source),
    ):
        pass


def test_killed_and_continued(tmp_path: Path) -> None:
    """A batch killed with SIGKILL leaves no process and loses no finished line."""
    source = write_requests(tmp_path / "in", 60, sleep=0.1)
    target = tmp_path / "out"
    script = tmp_path / "script.py"
    script.write_text(SLOW_BATCH)
    with subprocess.Popen(
        [sys.executable, script, source, target],
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
        start_new_session=True,
    ) as process:
        wait_until(lambda: target.exists() and len(target.read_bytes()) > 200)
        process.send_signal(signal.SIGKILL)
    finished = target.read_bytes().rpartition(b"\n")[0]
    assert 0 < len(finished.splitlines()) < 60
    wait_until(lambda: not session_members(process.pid))

    write_requests(source, 60)
    told = batch(source, target)

    assert ids(target) == ids(source)
    assert target.read_bytes().startswith(finished)
    assert told == f"60 lines, {len(finished.splitlines())} of them by an earlier run\n"


def session_members(session: int) -> list[int]:
    """Return the processes of a session, dead ones aside."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(stat[3]) == session and stat[0] != "Z":
                found.append(int(entry.name))
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"id": "a", "text": 3}', "a"),
        (b'{"text": "b"}', None),
        (b'{"id": 3}', None),
        (b"{", None),
        (b"[]", None),
        (b'{"id": "\xff"}', None),
        (b"[" * 100_000, None),
    ],
    ids=lambda value: str(value)[:30],
)
def test_ids(line: bytes, expected: str | None) -> None:
    """The id of a line is found even where the rest of it is wrong."""
    assert id_of(line) == expected


def test_error_lines() -> None:
    """An error line has the id, the code, the reason and the field at fault."""
    line = b'{"id": "a", "text": 3}'
    wrong = InvalidField("Expected `str`", path="$.text")

    assert msgspec.json.decode(error_line(line, wrong)) == {
        "id": "a",
        "error": {
            "code": "invalid_field",
            "detail": "Expected `str`",
            "path": "$.text",
        },
    }
    assert msgspec.json.decode(error_line(b"", TextTooLong(length=2, limit=1))) == {
        "id": None,
        "error": {
            "code": "text_too_long",
            "detail": "the text has 2 characters; the limit is 1",
            "path": None,
        },
    }


@pytest.mark.parametrize(
    ("output", "done", "kept"),
    [
        (b"", 0, b""),
        (b'{"id"', 0, b""),
        (b'{"id":null}\n', 1, b'{"id":null}\n'),
        (b'{"id":null}\n{"', 1, b'{"id":null}\n'),
    ],
)
def test_resume(tmp_path: Path, output: bytes, done: int, kept: bytes) -> None:
    """Only complete lines count, and writing goes on behind them."""
    source = tmp_path / "in"
    source.write_bytes(b"bad\nbad\n")
    path = tmp_path / "out"
    path.write_bytes(output)

    with path.open("a+b") as file:
        assert resume(file, source) == done
        file.write(b"next")

    assert path.read_bytes() == kept + b"next"

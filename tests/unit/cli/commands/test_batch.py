"""A batch: files in and out, killed and continued."""

import argparse
import io
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from rich.console import Console

from service.cli.batch_output import Progress, resume
from service.cli.commands import batch as command
from service.cli.commands.batch import open_output, run
from service.cli.terminal import CommandFailed, Terminal
from service.errors import StartError
from service.serving.capacity import PROCESS_MEMORY
from service.serving.pool import Pool, PoolLimits
from service.settings import Settings
from tests.support.fake_models import FACTORY
from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[4]
TEXT = "“We won,” said Ida."
SLOW_BATCH = """
import sys
from tests.unit.cli.commands.test_batch import batch
from pathlib import Path
if __name__ == "__main__":
    batch(Path(sys.argv[1]), Path(sys.argv[2]), workers=2)
"""


def make_terminal(stdin: bytes = b"") -> Terminal:
    """Return a terminal in memory."""
    return Terminal(
        environ={"WHOSAID_UNIT_WORDS": "50", "WHOSAID_THREADS": "1"},
        stdin=io.BytesIO(stdin),
        stdout=io.BytesIO(),
        console=Console(file=io.StringIO()),
        errors=Console(file=io.StringIO(), soft_wrap=True),
    )


def batch(
    source: Path,
    target: Path,
    *,
    terminal: Terminal | None = None,
    factory: str = FACTORY,
    **options: object,
) -> str:
    """Run a batch with fake models and return what it tells its user."""
    terminal = terminal or make_terminal()
    args = {"input": source, "output": target, "workers": 1, "strict": False}
    run(argparse.Namespace(**args | options), terminal, factory=factory)
    return told_by(terminal)


def told_by(terminal: Terminal) -> str:
    """Return what was written to standard error."""
    assert isinstance(terminal.errors.file, io.StringIO)
    return terminal.errors.file.getvalue()


def write_requests(path: Path, count: int, *, text: str = TEXT) -> Path:
    """Write a file of requests and return its path."""
    lines = (json.dumps({"id": f"r{n}", "text": text}) + "\n" for n in range(count))
    path.write_text("".join(lines))
    return path


def line(number: int, name: str | None = "") -> str:
    """Return the start of an output line, and enough of it for a later run."""
    known = f"r{number - 1}" if name == "" else name
    return f'{{"line":{number},"id":{json.dumps(known)}}}\n'


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
    (tmp_path / "out").write_text(line(1))

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
    kept = line(1) + line(2)
    target.write_text(kept + '{"line":3,"id":"r2","to')

    told = batch(source, target)

    assert ids(target) == ids(source)
    assert target.read_text().startswith(kept + '{"line":3,"id":"r2","status":200,')
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
        line(1, "other"),
        line(2),
        "not ours\n",
        "not ours",
        '{"line":1}x\n',
        '{"line":-1}\n',
        '{"line":10000000000000000000}\n',
        line(1) + line(2) + line(3),
    ],
)
def test_foreign_output(tmp_path: Path, lines: str) -> None:
    """An output that does not answer the input is refused and left alone."""
    source = write_requests(tmp_path / "in", 2)
    target = tmp_path / "out"
    target.write_text(lines)

    with pytest.raises(CommandFailed, match="does not hold the results"):
        batch(source, target)

    assert target.read_text() == lines


@pytest.mark.parametrize("old", ['{"id":"r0","offset_unit":"codepoint"}\n', '{"id":'])
def test_output_of_an_earlier_version(tmp_path: Path, old: str) -> None:
    """An output that 0.1 began is refused with a sentence that says so."""
    source = write_requests(tmp_path / "in", 2)
    target = tmp_path / "out"
    target.write_text(old)

    with pytest.raises(CommandFailed, match=r"was begun by Whosaid 0\.1, whose lines"):
        batch(source, target)

    assert target.read_text() == old


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
        open_output(tmp_path / "out", make_terminal(), source=source),
        pytest.raises(CommandFailed, match="another run"),
        open_output(tmp_path / "out", make_terminal(), source=source),
    ):
        pass


def test_killed_and_continued(tmp_path: Path) -> None:
    """A batch killed with SIGKILL leaves no process and loses no finished line."""
    source = write_requests(tmp_path / "in", 60, text="SLOW" + " word" * 20)
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
    ("output", "done", "kept"),
    [
        ("", 0, ""),
        ('{"line"', 0, ""),
        (line(1, None), 1, line(1, None)),
        (line(1, None) + '{"', 1, line(1, None)),
    ],
)
def test_resume(tmp_path: Path, output: str, done: int, kept: str) -> None:
    """Only complete lines count, and writing goes on behind them."""
    source = tmp_path / "in"
    source.write_bytes(b"bad\nbad\n")
    path = tmp_path / "out"
    path.write_text(output)

    with path.open("a+b") as file, source.open("rb") as requests:
        assert resume(file, requests, name="in") == Progress(done, done)
        file.write(b"next")

    assert path.read_text() == kept + "next"


def test_deadly_article(tmp_path: Path) -> None:
    """An article that kills two processes gets an error line; the others responses."""
    source = tmp_path / "in"
    texts = [TEXT, "DIE", TEXT, "RAISE"]
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    target = tmp_path / "out"

    told = batch(source, target)

    lines = [json.loads(one) for one in target.read_text().splitlines()]
    assert [one["status"] for one in lines] == [200, 500, 200, 500]
    assert [one["error"]["detail"] for one in lines if one["error"]] == [
        "two inference processes died with the article",
        "ZeroDivisionError while reading",
    ]
    assert told == "2 processes died and were replaced\n4 lines, 2 failed\n"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("build_damaged", "is damaged"), ("build_dying", "ended while they loaded")],
)
def test_failed_start(tmp_path: Path, fault: str, reason: str) -> None:
    """Processes that cannot load the models end the batch with a reason, not a hang."""
    source = write_requests(tmp_path / "in", 2)

    with pytest.raises(StartError, match=reason):
        batch(source, tmp_path / "out", factory=f"tests.support.fake_models:{fault}")

    assert (tmp_path / "out").read_bytes() == b""


@pytest.mark.parametrize(
    ("workers", "lines", "expected"), [(None, 9, 3), (None, 2, 2), (5, 9, 5)]
)
def test_number_of_processes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workers: int | None,
    lines: int,
    expected: int,
) -> None:
    """As many as cores and memory allow unless it is set, and at most one a line."""
    monkeypatch.setattr(command, "available_cores", lambda: 4)
    monkeypatch.setattr(command, "available_memory", lambda: 3 * PROCESS_MEMORY)
    asked: list[int] = []

    def build(settings: Settings, *, processes: int, factory: str) -> Pool:
        del settings, factory
        asked.append(processes)
        return Pool([], limits=PoolLimits(), check=lambda _: None)

    async def answer_nothing(*_: object, **__: object) -> int:
        """Do nothing."""
        return 0

    monkeypatch.setattr(command, "build_batch_pool", build)
    monkeypatch.setattr(command, "answer_lines", answer_nothing)
    batch(write_requests(tmp_path / "in", lines), tmp_path / "out", workers=workers)

    assert asked == [expected]


def test_blank_lines(tmp_path: Path) -> None:
    """Blank lines are skipped but numbered, also where a run goes on behind them."""
    source = write_requests(tmp_path / "in", 3)
    first, second, third = source.read_bytes().splitlines(keepends=True)
    source.write_bytes(b"\n" + first + b" \r\n" + second + b"\n\n" + third + b"\n")
    target = tmp_path / "out"

    told = batch(source, target)
    whole = target.read_bytes()
    target.write_bytes(b"".join(whole.splitlines(keepends=True)[:2]))
    again = batch(source, target)

    assert [json.loads(one)["line"] for one in whole.splitlines()] == [2, 4, 7]
    assert target.read_bytes() == whole
    assert told == "3 lines\n"
    assert again == "3 lines, 2 of them by an earlier run\n"


def test_strict(tmp_path: Path) -> None:
    """Failed lines are counted, of earlier runs too, and are a failure if asked for."""
    source = tmp_path / "in"
    source.write_text('{"text": 1}\n{"text": "Ann left."}\n{"text": ""}\n')
    target = tmp_path / "out"

    assert batch(source, target) == "3 lines, 2 failed\n"
    terminal = make_terminal()
    with pytest.raises(CommandFailed, match="2 of 3 lines failed"):
        batch(source, target, strict=True, terminal=terminal)

    assert told_by(terminal) == "3 lines, 3 of them by an earlier run, 2 failed\n"
    source.write_text('{"text": "Ann left."}\n')
    assert batch(source, tmp_path / "good", strict=True) == "1 line\n"


@pytest.mark.parametrize(("stdin", "stdout"), [(1, 1), (1, 0), (0, 1)])
def test_streams(tmp_path: Path, stdin: int, stdout: int) -> None:
    """``-`` is standard input and standard output; a file output is continued."""
    source = write_requests(tmp_path / "in", 3)
    target = tmp_path / "out"
    target.write_text(line(1))
    terminal = make_terminal(source.read_bytes())

    told = batch(
        Path("-") if stdin else source,
        Path("-") if stdout else target,
        terminal=terminal,
    )

    assert isinstance(terminal.stdout, io.BytesIO)
    written = terminal.stdout.getvalue() if stdout else target.read_bytes()
    assert [json.loads(one)["id"] for one in written.splitlines()] == ["r0", "r1", "r2"]
    assert (
        told == "3 lines" + ("" if stdout else ", 1 of them by an earlier run") + "\n"
    )


def test_pipe(tmp_path: Path) -> None:
    """A pipe in place of a file is read once."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    body = write_requests(tmp_path / "in", 2).read_bytes()
    writer = threading.Thread(target=pipe.write_bytes, args=(body,))
    writer.start()

    assert batch(pipe, tmp_path / "out") == "2 lines\n"
    writer.join()

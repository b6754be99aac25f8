"""Distribution of lines over processes that may be killed."""

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from service.cli.batch_workers import (
    READY,
    BatchPool,
    BatchProcess,
    _decode,
    _encode,
    _tasks,
    serve_lines,
)
from service.cli.terminal import CommandFailed
from service.settings import Settings


def line(name: str, **more: object) -> bytes:
    """Return a request line."""
    return json.dumps({"id": name, **more}).encode()


ALONE = Settings(threads=1, unit_words=1)
"""Every line is a task of its own."""


def answers(
    lines: list[bytes], *, size: int = 2, settings: Settings = ALONE
) -> list[dict[str, Any]]:
    """Return the output lines of a pool of echo workers."""
    with BatchPool("tests.support.fake_readers:echo", settings, size=size) as pool:
        return [json.loads(answer) for answer in pool.answer(lines)]


@pytest.mark.parametrize("size", [1, 3])
def test_order(size: int) -> None:
    """Answers come in the order of the lines, however long each takes."""
    lines = [line(str(n), sleep=0.2 if n == 0 else 0) for n in range(50)]

    found = answers(lines, size=size)

    assert [item["id"] for item in found] == [str(n) for n in range(50)]
    assert len({item["pid"] for item in found}) <= size


def test_no_lines() -> None:
    """No lines, no answers, and no hang."""
    assert answers([]) == []


def test_death_is_forgiven_once(tmp_path: Path) -> None:
    """The line of a killed worker is answered by another one."""
    lines = [line("a"), line("b", die_once=str(tmp_path / "died")), line("c")]

    found = answers(lines, size=1)

    assert [item["id"] for item in found] == ["a", "b", "c"]
    assert found[0]["pid"] != found[1]["pid"]


def test_deadly_line() -> None:
    """A line that kills every worker gets an error line; the others get answers."""
    found = answers([line("a"), line("b", die=True), line("c")])

    assert [item["id"] for item in found] == ["a", "b", "c"]
    assert found[1]["error"]["code"] == "inference_failed"
    assert "error" not in found[0] | found[2]


def test_short_lines_share_a_task() -> None:
    """Lines go to a worker together, up to a number of words; a long one goes alone."""
    lines = [line(str(n)) for n in range(7)]  # eleven bytes each, and so two words
    lines.insert(4, line("long", text="word " * 20))

    found = answers(lines, settings=Settings(threads=1, unit_words=6))

    assert [item["id"] for item in found] == ["0", "1", "2", "3", "long", "4", "5", "6"]
    assert [item["together"] for item in found] == [3, 3, 3, 1, 1, 3, 3, 3]


def test_blank_lines_are_no_company() -> None:
    """Not even empty lines go to a worker without a bound."""
    tasks = list(_tasks([b"\n"] * 25, 10))

    assert [(task.number, len(task.lines)) for task in tasks] == [
        (0, 10),
        (10, 10),
        (20, 5),
    ]


def test_deadly_line_in_company() -> None:
    """After a death each line is read alone: only the one that kills twice is lost."""
    lines = [
        line("a"),
        line("b", die=True),
        line("c"),
        line("d"),
    ]

    found = answers(lines, size=1, settings=Settings(threads=1))

    assert [item["id"] for item in found] == ["a", "b", "c", "d"]
    assert found[1]["error"]["code"] == "inference_failed"
    assert [item.get("together") for item in found] == [1, None, 1, 1]


@pytest.mark.parametrize(
    ("factory", "reason"),
    [
        ("tests.support.fake_readers:broken", "the file is missing"),
        ("tests.support.fake_readers:dead", "with 3"),
    ],
)
def test_start_failures(factory: str, reason: str) -> None:
    """A worker that cannot load ends the batch with its reason, not a hang."""
    with (
        pytest.raises(CommandFailed, match=reason),
        BatchPool(factory, Settings(), size=1) as pool,
    ):
        list(pool.answer([line("a")]))


def kill(worker: BatchProcess) -> None:
    """Kill a worker and wait for its end."""
    worker.process.kill()
    worker.process.join()


def test_death_before_a_line() -> None:
    """A worker killed while idle is replaced, and its next line is answered."""
    with BatchPool("tests.support.fake_readers:echo", ALONE, size=1) as pool:

        def lines() -> Iterator[bytes]:
            yield line("a")
            kill(pool._workers[0])
            yield line("b")

        found = [json.loads(answer)["id"] for answer in pool.answer(lines())]

    assert found == ["a", "b"]


def test_death_without_a_line() -> None:
    """A worker killed when no line is left is replaced."""
    with BatchPool("tests.support.fake_readers:echo", ALONE, size=2) as pool:

        def lines() -> Iterator[bytes]:
            while not all(worker.ready for worker in pool._workers):
                yield line("warm", sleep=0.05)
            yield line("slow", sleep=1)
            idle = next(worker for worker in pool._workers if worker.task is None)
            kill(idle)

        found = [json.loads(answer)["id"] for answer in pool.answer(lines())]

    assert found[-1] == "slow"
    assert set(found[:-1]) <= {"warm"}  # none where both were ready at once


def shut(pipe: Connection) -> None:
    """Close the sending side of a pipe."""
    with socket.socket(fileno=os.dup(pipe.fileno())) as end:
        end.shutdown(socket.SHUT_WR)


def test_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker reports that it is ready, answers, and ends with the pipe."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    ours, theirs = Pipe()
    ours.send_bytes(_encode([line("a")]))
    shut(ours)

    serve_lines(theirs, "tests.support.fake_readers:echo", Settings(threads=2))

    assert ours.recv_bytes() == READY
    (answer,) = _decode(ours.recv_bytes())
    assert json.loads(answer)["threads"] == 2


def test_worker_without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that cannot load sends the reason and ends."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    ours, theirs = Pipe()

    serve_lines(theirs, "tests.support.fake_readers:broken", Settings())

    assert b"the file is missing" in ours.recv_bytes()


def test_workers_end_with_the_crew() -> None:
    """No process is left behind, not even one that is at work."""
    with BatchPool("tests.support.fake_readers:echo", ALONE, size=2) as pool:
        first = next(pool.answer([line("a"), line("b", sleep=60), line("c")]))
        pid = json.loads(first)["pid"]

    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)

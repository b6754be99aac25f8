"""The fork server, with functions in place of ``os.fork``."""

import gc
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.attributor import Attributor
from service.serving.workers import child, fork_server_process
from service.serving.workers.fork_server import FORK, FORKED, UNABLE
from service.serving.workers.message_frames import Handshake, to_frame
from service.settings import Settings, pack
from tests.support import fake_models

HANDSHAKE = Handshake(fake_models.FACTORY, pack(Settings()))


class Control:
    """The HTTP worker's end of a fork server's socket, and the fork server."""

    def __init__(self) -> None:
        self.ours, theirs = socket.socketpair()
        self._descriptor = theirs.detach()
        self.ours.sendall(to_frame(HANDSHAKE))

    def ask(self) -> socket.socket:
        """Request a process; return our end of its socket."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.ours, [FORK], [theirs.fileno()])
        return ours

    def run(self, fork: Callable[[], int]) -> list[int]:
        """Run the fork server until it ends; return its status."""
        statuses: list[int] = []
        fork_server_process.main(self._descriptor, fork=fork, end=statuses.append)
        return statuses


@pytest.fixture
def control(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Control]:
    """Return a fork server that sees one thread."""
    monkeypatch.setattr(child, "prepare", lambda: None)
    monkeypatch.setattr(child, "configure", lambda _: None)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(fork_server_process, "TASKS", tmp_path)
    (tmp_path / "1").touch()
    control = Control()
    with control.ours:
        yield control


def test_number_and_descriptor_are_answered(control: Control) -> None:
    """The answer has process number and pidfd; the fork server closes the socket."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1)
    ours = control.ask()
    control.ours.shutdown(socket.SHUT_WR)

    assert control.run(lambda: process.pid) == [0]

    answer, descriptors, _, _ = socket.recv_fds(control.ours, 16, 1)
    assert answer == FORKED + process.pid.to_bytes(4)
    [descriptor] = descriptors
    os.close(descriptor)
    assert ours.recv(1) == b""
    ours.close()
    process.communicate(b"\n")


def test_process_serves_with_what_was_loaded(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new process closes the fork server's socket and has loaded models."""
    served: list[tuple[int, Attributor]] = []

    def serve(descriptor: int, build: child.Build) -> None:
        served.append((control.ours.recv(1) == b"", build(HANDSHAKE)))
        os.close(descriptor)

    monkeypatch.setattr(child, "serve", serve)
    monkeypatch.setattr(os, "_exit", _leave)
    with control.ask(), pytest.raises(SystemExit, match="1"):
        control.run(lambda: 0)

    [(closed, attributor)] = served
    assert closed
    assert attributor.attribute("The ferry is late.").words == 4


def _leave(status: int) -> None:
    raise SystemExit(status)


def test_other_threads_are_not_forked(control: Control, tmp_path: Path) -> None:
    """With a second thread the fork server answers that it cannot fork."""
    (tmp_path / "2").touch()
    with control.ask():
        assert control.run(_never) == [0]

    assert control.ours.recv(1) == UNABLE


def _never() -> int:
    raise AssertionError


def test_dead_are_let_go() -> None:
    """Reaping without a child process is no error."""
    subprocess.Popen([sys.executable, "-c", ""]).wait()

    fork_server_process._reap()


def test_failure_is_told_by_a_process(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the models cannot be loaded, the next process reports it; the server ends."""
    monkeypatch.setattr(child, "load_attributor", _broken)
    raised: list[Exception] = []

    def serve(_: int, build: child.Build) -> None:
        try:
            build(HANDSHAKE)
        except ZeroDivisionError as error:
            raised.append(error)

    monkeypatch.setattr(child, "serve", serve)
    monkeypatch.setattr(os, "_exit", _leave)
    with control.ask(), pytest.raises(SystemExit):
        control.run(lambda: 0)

    assert len(raised) == 1


def _broken(_: Handshake) -> Attributor:
    raise ZeroDivisionError


def test_unneeded_fork_server_ends(control: Control) -> None:
    """The fork server ends when its socket closes before the first request."""
    threading.Timer(0.05, control.ours.shutdown, [socket.SHUT_RDWR]).start()

    assert control.run(_never) == [0]


TRIM = """
import sys
from pathlib import Path
from service.serving.workers.fork_server_process import trim_heap

def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])

blocks = [bytes(10_000) for _ in range(10_000)]
full = pages()
blocks[:-1] = []
freed = pages()
trim_heap()
print((full - freed) // 256, (freed - pages()) // 256)
"""


@pytest.mark.skipif("gnu" not in sys.implementation._multiarch, reason="of glibc")
def test_freed_memory_is_returned() -> None:
    """Freed memory below a block in use is returned to the system: 95 MiB of it.

    It would be shared by all forked processes, and copied by each that writes to it.
    """
    command = [sys.executable, "-c", TRIM]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    kept, returned = map(int, done.stdout.split())
    assert kept < 20
    assert returned > 70


def test_heap_is_trimmed_before_the_first_fork(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The models are loaded, then the heap is trimmed, then a process is forked."""
    done: list[str] = []
    monkeypatch.setattr(fork_server_process, "trim_heap", lambda: done.append("trim"))

    def fork() -> int:
        done.append("fork")
        return os.getpid()

    with control.ask():
        control.ours.shutdown(socket.SHUT_WR)
        control.run(fork)

    assert done == ["trim", "fork"]

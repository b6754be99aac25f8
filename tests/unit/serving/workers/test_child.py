"""An inference process: handshake, work units, end of the socket."""

import os
import queue
import signal
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from service.serving.work_units import (
    EncodedReading,
    ReadArticle,
    UnitFailed,
    decode_reading,
)
from service.serving.workers import child
from service.serving.workers.message_frames import (
    BEGUN,
    HEADER,
    PING_FRAME,
    Handshake,
    HandshakeReply,
    Ready,
    StartFailed,
    body_length,
    decode_handshake_reply,
    decode_reply,
    to_frame,
)
from service.settings import Settings, pack
from tests.support import fake_models

TEXT = "The ferry is late."


class Parent:
    """The other end of the socket."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel

    def greet(self, factory: str) -> HandshakeReply:
        """Send a handshake; return the reply."""
        self.channel.sendall(to_frame(Handshake(factory, pack(Settings()))))
        return decode_handshake_reply(self.read())

    def read(self) -> bytes:
        """Return the body of the next frame."""
        header = self.channel.recv(HEADER, socket.MSG_WAITALL)
        return self.channel.recv(body_length(header), socket.MSG_WAITALL)


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Parent, int]]:
    """Return a parent and the descriptor for its child."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(child, "configure", lambda _: None)
    monkeypatch.setattr(os, "nice", lambda _: None)
    ours, theirs = socket.socketpair()
    with ours:
        yield Parent(ours), theirs.detach()


def run(descriptor: int, parent: Callable[[], None]) -> list[int]:
    """Run a child against a parent; return the statuses it ended with."""
    statuses: list[int] = []
    ended = threading.Event()

    def end(status: int) -> None:
        statuses.append(status)
        ended.set()

    thread = threading.Thread(target=parent)
    thread.start()
    child.main(descriptor, end=end)
    thread.join()
    assert ended.wait(5)
    return statuses


def test_child_that_cannot_start_says_why(sockets: tuple[Parent, int]) -> None:
    """The reply to the handshake has the reason and a trace without messages."""
    parent, descriptor = sockets
    answers: list[HandshakeReply] = []

    def act() -> None:
        answers.append(parent.greet("tests.support.fake_models:build_damaged"))

    assert run(descriptor, act) == [0]
    [answer] = answers
    assert isinstance(answer, StartFailed)
    assert answer.reason.endswith("x.pt: is damaged")
    assert answer.trace[0].startswith("InvalidModels < ")


def test_child_works_until_its_socket_closes(sockets: tuple[Parent, int]) -> None:
    """Each unit is acknowledged and answered; one that raises fails alone."""
    parent, descriptor = sockets
    seen: list[object] = []

    def act() -> None:
        seen.append(parent.greet(fake_models.FACTORY))
        for text in (TEXT, "RAISE", TEXT):
            parent.channel.sendall(to_frame(ReadArticle(text)))
            assert parent.channel.recv(HEADER, socket.MSG_WAITALL) == BEGUN
            seen.append(decode_reply(parent.read()))
        parent.channel.shutdown(socket.SHUT_WR)

    assert run(descriptor, act) == [0]
    ready, first, bad, second = seen
    assert isinstance(ready, Ready)
    assert isinstance(bad, UnitFailed)
    assert isinstance(first, EncodedReading)
    assert first == second
    assert decode_reading(first).words == 4


def test_idle_child_answers_a_ping(sockets: tuple[Parent, int]) -> None:
    """A ping is acknowledged, before and after a unit, and has no other reply."""
    parent, descriptor = sockets
    seen: list[object] = []

    def act() -> None:
        parent.greet(fake_models.FACTORY)
        for frame in (PING_FRAME, to_frame(ReadArticle(TEXT)), PING_FRAME):
            parent.channel.sendall(frame)
            seen.append(parent.channel.recv(HEADER, socket.MSG_WAITALL))
            if frame is not PING_FRAME:
                parent.read()
        parent.channel.shutdown(socket.SHUT_WR)

    assert run(descriptor, act) == [0]
    assert seen == [BEGUN] * 3


def test_broken_stream_ends_the_child() -> None:
    """A frame with an invalid length ends the process."""
    ours, theirs = socket.socketpair()
    statuses: list[int] = []
    with ours, theirs:
        ours.sendall(b"\xff\xff\xff\xff")
        child.listen(theirs, queue.SimpleQueue(), statuses.append)

    assert statuses == [0]

"""An inference process: ``python -m service.serving.child DESCRIPTOR``.

It owns one pipeline and does one unit after the other. Its life hangs on the socket:
when that closes, because the HTTP worker stopped it or died, the process ends at once,
in the middle of a unit if need be. Signals that a terminal or a supervisor sends to the
whole group are ignored, so that a graceful stop can finish what was accepted.
"""

import os
import queue
import signal
import socket
import sys
import threading
from collections.abc import Callable
from functools import partial

from service.attributor import Attributor
from service.errors import StartError
from service.logs import configure, describe_error
from service.serving.frames import (
    BEGUN,
    HEADER,
    Ready,
    Refused,
    body_length,
    decode_hello,
    decode_unit,
    to_frame,
)
from service.serving.threads import load
from service.serving.units import work
from service.serving.wiring import resolve
from service.settings import Settings, unpack

NICENESS = 5
"""The HTTP worker goes first: refusing a request takes it milliseconds, if it may."""
LAST = b""
"""Ends the queue, where the process is not in the middle of a unit anyway."""


def main(descriptor: int, *, end: Callable[[int], object] = os._exit) -> None:
    """Serve the socket until it closes; then ``end`` with a status, from any depth."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    os.nice(NICENESS)
    frames: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    with socket.socket(fileno=descriptor) as channel:
        listener = threading.Thread(
            target=listen, args=(channel, frames, end), daemon=True
        )
        listener.start()
        hello = decode_hello(frames.get())
        settings = unpack(hello.settings)
        configure(settings.log_level)
        attributor = _load(channel, hello.factory, settings)
        if attributor is not None:
            for frame in iter(frames.get, LAST):
                unit = decode_unit(frame)
                channel.sendall(BEGUN)
                channel.sendall(to_frame(work(attributor, unit)))
        channel.shutdown(socket.SHUT_RDWR)
        listener.join()


def listen(
    channel: socket.socket,
    frames: queue.SimpleQueue[bytes],
    end: Callable[[int], object],
) -> None:
    """Put every frame into the queue; end the process when there are no more."""
    try:
        while True:
            frames.put(_read(channel, body_length(_read(channel, HEADER))))
    except (OSError, ValueError):
        frames.put(LAST)
        end(0)


def _load(
    channel: socket.socket, factory: str, settings: Settings
) -> Attributor | None:
    """Build and warm up; tell how it went."""
    try:
        attributor = load(partial(resolve, factory, settings))
    except Exception as error:  # noqa: BLE001 - told to the parent, which logs it
        reason = str(error) if isinstance(error, StartError) else "the warm-up failed"
        channel.sendall(to_frame(Refused(reason, tuple(describe_error(error)))))
        return None
    channel.sendall(to_frame(Ready(attributor.info)))
    return attributor


def _read(channel: socket.socket, size: int) -> bytes:
    body = bytearray()
    while len(body) < size:
        piece = channel.recv(min(size - len(body), 1 << 20))
        if not piece:
            raise ConnectionResetError
        body += piece
    return bytes(body)


if __name__ == "__main__":
    main(int(sys.argv[1]))

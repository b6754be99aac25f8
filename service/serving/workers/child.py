"""An inference process: ``python -m service.serving.workers.child DESCRIPTOR``.

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
from service.serving.wiring import build_from_path
from service.serving.work_units import run_unit
from service.serving.workers.message_frames import (
    BEGUN,
    HEADER,
    Handshake,
    Ready,
    StartFailed,
    body_length,
    decode_handshake,
    decode_unit,
    to_frame,
)
from service.serving.workers.threads import load
from service.settings import unpack

NICENESS = 5
"""The HTTP worker goes first: refusing a request takes it milliseconds, if it may."""
LAST = b""
"""Ends the queue, where the process is not in the middle of a unit anyway."""


Build = Callable[[Handshake], Attributor]
End = Callable[[int], object]


def main(descriptor: int, *, end: End = os._exit) -> None:
    """Serve the socket until it closes; then ``end`` with a status, from any depth."""
    prepare()
    serve(descriptor, load_attributor, end=end)


def prepare() -> None:
    """Have the process outlive signals to its group, and give way to the worker."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    os.nice(NICENESS)


def load_attributor(handshake: Handshake) -> Attributor:
    """Return what the handshake asks for, warm."""
    settings = unpack(handshake.settings)
    configure(settings.log_level)
    return load(partial(build_from_path, handshake.factory, settings))


def serve(descriptor: int, build: Build, *, end: End = os._exit) -> None:
    """Do unit after unit with what ``build`` returns."""
    frames: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    with socket.socket(fileno=descriptor) as channel:
        listener = threading.Thread(
            target=listen, args=(channel, frames, end), daemon=True
        )
        listener.start()
        attributor = _load(channel, build, decode_handshake(frames.get()))
        if attributor is not None:
            for frame in iter(frames.get, LAST):
                unit = decode_unit(frame)
                channel.sendall(BEGUN)
                channel.sendall(to_frame(run_unit(attributor, unit)))
        channel.shutdown(socket.SHUT_RDWR)
        listener.join()


def listen(channel: socket.socket, frames: queue.SimpleQueue[bytes], end: End) -> None:
    """Put every frame into the queue; end the process when there are no more."""
    try:
        while True:
            frames.put(read_frame(channel))
    except (OSError, ValueError):
        frames.put(LAST)
        end(0)


def read_frame(channel: socket.socket) -> bytes:
    """Return the body of the next frame.

    Raises:
        OSError: there is none.
        ValueError: the stream is broken.
    """
    return _read(channel, body_length(_read(channel, HEADER)))


def _load(
    channel: socket.socket, build: Build, handshake: Handshake
) -> Attributor | None:
    """Build and warm up; tell how it went."""
    try:
        attributor = build(handshake)
    except Exception as error:  # noqa: BLE001 - told to the parent, which logs it
        reason = str(error) if isinstance(error, StartError) else "the warm-up failed"
        channel.sendall(to_frame(StartFailed(reason, tuple(describe_error(error)))))
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

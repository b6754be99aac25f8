"""An inference process: ``python -m service.serving.workers.child DESCRIPTOR``.

The process has one attributor and runs one work unit after another. When the socket
closes, because the HTTP worker stopped the process or died, the process ends at once,
also in the middle of a unit. Signals that a terminal or a supervisor sends to the
process group are ignored, so that a graceful stop can finish the accepted requests.
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
from service.serving.workers.message_frames import (
    BEGUN,
    HEADER,
    PING,
    Handshake,
    Ready,
    StartFailed,
    body_length,
    decode_handshake,
    decode_unit,
    to_frame,
)
from service.serving.workers.threads import load
from service.serving.workers.unit_runner import UnitRunner
from service.settings import unpack

END_OF_FRAMES = b""
"""The last element of the queue, after the socket has closed."""

Build = Callable[[Handshake], Attributor]
"""Returns the attributor of the process."""
End = Callable[[int], object]
"""Ends the process with a status; ``os._exit``, but for tests."""


def main(descriptor: int, *, end: End = os._exit) -> None:
    """Run work units from a socket until it closes, then end the process.

    Args:
        descriptor: of the socket, which is inherited.
        end: called with the exit status, from any thread.
    """
    prepare()
    serve(descriptor, load_attributor, end=end)


def prepare() -> None:
    """Ignore the signals of the process group."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)


def load_attributor(handshake: Handshake) -> Attributor:
    """Lower the priority; return the attributor of the handshake, warmed up."""
    os.nice(handshake.niceness)
    settings = unpack(handshake.settings)
    configure(settings.log_level)
    return load(partial(build_from_path, handshake.factory, settings))


def serve(descriptor: int, build: Build, *, end: End = os._exit) -> None:
    """Answer the handshake, then run work units until the socket closes.

    Args:
        descriptor: of the socket.
        build: returns the attributor.
        end: called with the exit status when the socket closes.
    """
    frames: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    with socket.socket(fileno=descriptor) as channel:
        listener = threading.Thread(
            target=listen, args=(channel, frames, end), daemon=True
        )
        listener.start()
        attributor = _load(channel, build, decode_handshake(frames.get()))
        if attributor is not None:
            runner = UnitRunner(attributor)
            for frame in iter(frames.get, END_OF_FRAMES):
                channel.sendall(BEGUN)
                if frame != PING:
                    channel.sendall(to_frame(runner.run(decode_unit(frame))))
        channel.shutdown(socket.SHUT_RDWR)
        listener.join()


def listen(channel: socket.socket, frames: queue.SimpleQueue[bytes], end: End) -> None:
    """Put each frame into the queue; end the process when the socket closes."""
    try:
        while True:
            frames.put(read_frame(channel))
    except (OSError, ValueError):
        frames.put(END_OF_FRAMES)
        end(0)


def read_frame(channel: socket.socket) -> bytes:
    """Return the body of the next frame.

    Raises:
        OSError: the socket is closed.
        ValueError: the length of the frame is invalid.
    """
    return _read(channel, body_length(_read(channel, HEADER)))


def _load(
    channel: socket.socket, build: Build, handshake: Handshake
) -> Attributor | None:
    """Send the reply to the handshake; return the attributor, or None if it failed."""
    try:
        attributor = build(handshake)
    except Exception as error:  # noqa: BLE001 - sent to the parent, which logs it
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

"""The fork server: a process that loads the models and forks the inference processes.

Run as ``python -m service.serving.workers.fork_server_process DESCRIPTOR``. Each
message on its socket carries the socket of one new process; the answer is the new
process's number and a descriptor (pidfd) of it. The fork server ends when its own
socket closes; the processes that it forked end when theirs close.
"""

import ctypes
import gc
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from service.attributor import Attributor
from service.serving.workers import child
from service.serving.workers.fork_server import FORKED, UNABLE
from service.serving.workers.message_frames import Handshake, decode_handshake
from service.serving.workers.threads import load

TASKS = Path("/proc/self/task")
"""Has an entry for each thread of the process, also those of libraries."""

Fork = Callable[[], int]
"""Like ``os.fork``."""


def main(descriptor: int, *, fork: Fork = os.fork, end: child.End = os._exit) -> None:
    """Load the models and fork a process for each message, until the socket closes.

    If the models cannot be loaded, the next process reports the error.

    Args:
        descriptor: of the socket, which is inherited.
        fork: like ``os.fork``.
        end: called with the exit status.
    """
    child.prepare()
    with socket.socket(fileno=descriptor) as control:
        handshake = decode_handshake(child.read_frame(control))
        try:
            build = partial(_warm, child.load_attributor(handshake))
        except Exception as error:  # noqa: BLE001 - the next process reports it
            _fork_next(control, partial(_fail, error), fork)
        else:
            gc.collect()
            trim_heap()
            gc.freeze()  # else the garbage collector writes to shared memory
            while _fork_next(control, build, fork):
                _reap()
    end(0)


def trim_heap() -> None:
    """Return the freed memory of the heap to the system, where the C library can.

    Loading frees some MiB between blocks that stay, which are otherwise kept.
    """
    with suppress(AttributeError):  # the function is of the GNU C library
        ctypes.CDLL(None).malloc_trim(0)


def _fork_next(control: socket.socket, build: child.Build, fork: Fork) -> bool:
    """Wait for a message and fork; return whether to continue."""
    message, channels, _, _ = socket.recv_fds(control, 1, 1)
    if not message:
        return False
    if len(list(TASKS.iterdir())) > 1:
        control.sendall(UNABLE)
        return False
    pid = fork()
    if not pid:
        control.close()
        try:
            child.serve(channels[0], build)
        finally:
            os._exit(1)
    process = os.pidfd_open(pid)
    socket.send_fds(control, [FORKED + pid.to_bytes(4)], [process])
    os.close(process)
    os.close(channels[0])
    return True


def _reap() -> None:
    """Reap the child processes that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _warm(attributor: Attributor, _: Handshake) -> Attributor:
    """Return the loaded attributor after a warm-up in the forked process."""
    return load(lambda: attributor)


def _fail(error: Exception, _: Handshake) -> Attributor:
    raise error


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""Inference processes forked from a fork server: the side of the HTTP worker.

The fork server has loaded the models (``fork_server_process``). Forked processes share
its memory (models, libraries, interpreter) until they write to it, and a replaced
process is ready at once.

``multiprocessing``'s forkserver with a preloaded module was tried and left. It saves no
memory: the service with two and three inference processes had a PSS of 529 to 535 and
565 to 573 MiB here, of 531 to 551 and 576 to 579 MiB there, with one process more, a
resource tracker (``python -m load_tests.start --processes 2 3``, twice each in turns on
a busy machine, 30 November 2026; ready after 8.7 to 17.4 s here, 10.4 to 26.2 s there).
And promises would be lost:

- it forks whatever threads the preloaded module has started;
- ``Process.start`` blocks until the models are loaded, so that it needs a thread, which
  no deadline can end if they hang; the server has no public way to be restarted;
- damaged models end the server: the HTTP worker gets an ``EOFError`` in place of the
  reason, and an ``ImportError`` is ignored;
- environment and preloaded modules are global state of the HTTP worker.
"""

import asyncio
import os
import signal
import socket
from asyncio.subprocess import Process
from contextlib import suppress
from typing import NamedTuple

from service.serving.inference_worker import WorkerLost
from service.serving.workers.message_frames import Handshake, to_frame
from service.serving.workers.process_sources import FreshProcesses, ProcessHandle
from service.settings import Settings, pack

FORK_SERVER = "service.serving.workers.fork_server_process"
FORK = b"f"
FORKED = b"y"
UNABLE = b"n"
"""Messages on the fork server's socket: the request and the two answers."""

FORK_SECONDS = 3.0
"""Within which a fork server with loaded models forks; one that does not was stopped
(SIGSTOP) or is stuck."""


def can_fork(settings: Settings) -> bool:
    """Whether processes of these settings can be forked.

    Only the calling thread survives a fork, so that the process must have no other
    thread and no device context: one thread, on the CPU, where pidfds are available.
    """
    on_cpu = settings.device == "cpu"
    return on_cpu and settings.threads == 1 and _has_pidfds()


def _has_pidfds() -> bool:
    """Whether the system has descriptors of processes (pidfd); a sandbox may not."""
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        return False
    return True


class ForkedProcess:
    """A process that is not a child of this one, controlled by its pidfd."""

    def __init__(self, pid: int, descriptor: int) -> None:
        self.pid = pid
        self._descriptor = descriptor
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(descriptor, self._end)

    @property
    def returncode(self) -> int | None:
        """0 once the process has ended; only the fork server knows the real status."""
        return 0 if self._ended.done() else None

    def kill(self) -> None:
        """Kill the process."""
        if not self._ended.done():
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)

    async def wait(self) -> None:
        """Return when the process has ended."""
        await asyncio.shield(self._ended)

    def _end(self) -> None:
        self._loop.remove_reader(self._descriptor)
        os.close(self._descriptor)
        self._ended.set_result(None)


class _ServerConnection(NamedTuple):
    process: Process
    control: socket.socket


class ForkServer:
    """A ``ProcessSource`` that forks; the fork server starts with the first process."""

    def __init__(self, factory: str, settings: Settings, *, niceness: int = 0) -> None:
        self._handshake = Handshake(factory, pack(settings), niceness)
        self._fresh = FreshProcesses(settings.threads)
        self._server_source = FreshProcesses(settings.threads, FORK_SERVER)
        self._lock = asyncio.Lock()
        self._link: _ServerConnection | None = None
        self._unable = False
        self._loaded = False

    @property
    def pid(self) -> int | None:
        """The process number of the fork server, or None if it is not running."""
        return self._link.process.pid if self._link else None

    async def spawn(self, channel: socket.socket) -> ProcessHandle:
        """Return a forked process that serves ``channel``.

        Where forking is impossible, the process is started anew.

        Raises:
            WorkerLost: the fork server has died or does not answer.
        """
        async with self._lock:
            forked = None if self._unable else await self._fork(channel)
        return forked or await self._fresh.spawn(channel)

    async def close(self) -> None:
        """Kill the fork server; the processes that it forked keep running."""
        link, self._link = self._link, None
        self._loaded = False
        if link is None:
            return
        link.control.close()
        if link.process.returncode is None:
            with suppress(ProcessLookupError):
                link.process.kill()
        await link.process.wait()

    async def _fork(self, channel: socket.socket) -> ForkedProcess | None:
        """Return a forked process, or None where the fork server cannot fork."""
        if self._link and self._link.process.returncode is not None:
            await self.close()
        try:
            link = self._link or await self._start_server()
            socket.send_fds(link.control, [FORK], [channel.fileno()])
            async with asyncio.timeout(FORK_SECONDS if self._loaded else None):
                answer, descriptors = await _receive(link.control)
        except BaseException as error:
            await self.close()
            if isinstance(error, TimeoutError):
                raise WorkerLost("the fork server does not answer") from error
            if isinstance(error, OSError):
                raise WorkerLost("the fork server is gone") from error
            raise
        kind, number = answer[:1], answer[1:]
        if kind == FORKED:
            self._loaded = True
            return ForkedProcess(int.from_bytes(number), descriptors[0])
        await self.close()
        if kind != UNABLE:
            raise WorkerLost("the fork server is gone")
        self._unable = True
        return None

    async def _start_server(self) -> _ServerConnection:
        ours, theirs = socket.socketpair()
        ours.sendall(to_frame(self._handshake))
        try:
            with theirs:
                process = await self._server_source.spawn(theirs)
        except BaseException:
            ours.close()
            raise
        self._link = _ServerConnection(process, ours)
        return self._link


async def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    """Return the next message with its descriptors; empty when the socket is closed."""
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    loop.add_reader(control, _wake, ready)
    try:
        await ready
    finally:
        loop.remove_reader(control)
    answer, descriptors, _, _ = socket.recv_fds(control, 16, 1)
    return answer, descriptors


def _wake(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)

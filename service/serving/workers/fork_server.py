"""Inference processes forked from one that has loaded the models: the worker's side.

Models, libraries and the interpreter's own memory are then shared until one writes to
them, and a process that is replaced is ready at once. ``template`` is the other side.
"""

import asyncio
import os
import signal
import socket
from asyncio.subprocess import Process
from contextlib import suppress
from typing import NamedTuple

from service.serving.pool import WorkerLost
from service.serving.workers.message_frames import Handshake, to_frame
from service.serving.workers.process_sources import FreshProcesses, ProcessHandle
from service.settings import Settings, pack

TEMPLATE = "service.serving.workers.fork_server_process"
FORK = b"f"
FORKED = b"y"
UNABLE = b"n"
"""What is said on the template's socket: to it, and by it."""


def can_fork(settings: Settings) -> bool:
    """Tell whether processes of these settings can come from a template.

    A fork has the one thread that called it. What a device or other threads were about
    to do is then lost in the middle, so that there must be none.
    """
    on_cpu = settings.device == "cpu"
    return on_cpu and settings.threads == 1 and _has_descriptors()


def _has_descriptors() -> bool:
    """Tell whether processes have descriptors: a sandbox may not allow them."""
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        return False
    return True


class ForkedProcess:
    """A process of which only a descriptor is known: it is not our child."""

    def __init__(self, pid: int, descriptor: int) -> None:
        self.pid = pid
        self._descriptor = descriptor
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(descriptor, self._end)

    @property
    def returncode(self) -> int | None:
        """Zero once it has ended; its true status is known to the template alone."""
        return 0 if self._ended.done() else None

    def kill(self) -> None:
        """End it at once."""
        if not self._ended.done():
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)

    async def wait(self) -> None:
        """Return when it has ended."""
        await asyncio.shield(self._ended)

    def _end(self) -> None:
        self._loop.remove_reader(self._descriptor)
        os.close(self._descriptor)
        self._ended.set_result(None)


class _Link(NamedTuple):
    process: Process
    control: socket.socket


class ForkServer:
    """Has processes forked; keeps the process that they are forked from."""

    def __init__(self, factory: str, settings: Settings) -> None:
        self._handshake = Handshake(factory, pack(settings))
        self._fresh = FreshProcesses(settings.threads)
        self._start = FreshProcesses(settings.threads, TEMPLATE)
        self._lock = asyncio.Lock()
        self._link: _Link | None = None
        self._unable = False

    @property
    def pid(self) -> int | None:
        """The process that others are forked from, while there is one."""
        return self._link.process.pid if self._link else None

    async def spawn(self, channel: socket.socket) -> ProcessHandle:
        """Have a process forked that serves ``channel``."""
        async with self._lock:
            forked = None if self._unable else await self._fork(channel)
        return forked or await self._fresh.spawn(channel)

    async def close(self) -> None:
        """End the process that others are forked from; they live on."""
        link, self._link = self._link, None
        if link is None:
            return
        link.control.close()
        if link.process.returncode is None:
            with suppress(ProcessLookupError):
                link.process.kill()
        await link.process.wait()

    async def _fork(self, channel: socket.socket) -> ForkedProcess | None:
        """Return the process, or nothing where none can be forked here."""
        if self._link and self._link.process.returncode is not None:
            await self.close()
        try:
            link = self._link or await self._begin()
            socket.send_fds(link.control, [FORK], [channel.fileno()])
            answer, descriptors = await _receive(link.control)
        except BaseException as error:
            await self.close()
            if isinstance(error, OSError):
                raise WorkerLost("the template is gone") from error
            raise
        kind, number = answer[:1], answer[1:]
        if kind == FORKED:
            return ForkedProcess(int.from_bytes(number), descriptors[0])
        await self.close()
        if kind != UNABLE:
            raise WorkerLost("the template is gone")
        self._unable = True
        return None

    async def _begin(self) -> _Link:
        ours, theirs = socket.socketpair()
        ours.sendall(to_frame(self._handshake))
        try:
            with theirs:
                process = await self._start.spawn(theirs)
        except BaseException:
            ours.close()
            raise
        self._link = _Link(process, ours)
        return self._link


async def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    """Return the next message, empty at the end, with the descriptors in it."""
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

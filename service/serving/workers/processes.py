"""Inference in separate processes, which are replaced when they hang or die.

A process is connected by a socket pair. gunicorn's dirty workers (27.0) are not used,
for three reasons: an action that times out continues in its thread, whose worker is not
replaced; requests are distributed round-robin to unbounded queues, one per worker, so
that a request waits for a hung worker while another is idle; and the requests in the
queue of a worker that dies are never answered.
"""

import asyncio
import socket
from typing import NamedTuple

from service.errors import StartError
from service.provenance import AttributorInfo
from service.serving.inference_worker import WorkerLost
from service.serving.work_units import Reply, Unit
from service.serving.workers.message_frames import (
    HEADER,
    PING_FRAME,
    Handshake,
    Ready,
    body_length,
    decode_handshake_reply,
    decode_reply,
    to_frame,
)
from service.serving.workers.process_sources import (
    FreshProcesses,
    ProcessHandle,
    ProcessSource,
)
from service.settings import Settings, pack

ANSWER_SECONDS = 4.0
"""Within which a process answers a ping or begins a unit, also on a busy machine; a
process that does not was stopped (SIGSTOP) or is stuck."""


class _ProcessConnection(NamedTuple):
    process: ProcessHandle
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class ProcessWorker:
    """An ``InferenceWorker`` that runs work units in another process."""

    def __init__(
        self,
        factory: str,
        settings: Settings,
        source: ProcessSource | None = None,
        *,
        niceness: int = 0,
    ) -> None:
        self._handshake = Handshake(factory, pack(settings), niceness)
        self._source = source or FreshProcesses(settings.threads)
        self._link: _ProcessConnection | None = None

    @property
    def pid(self) -> int | None:
        """The process number, or None if no process is running."""
        return self._link.process.pid if self._link else None

    async def start(self) -> AttributorInfo:
        """Start the process and wait until its models are loaded.

        Raises:
            StartError: the models cannot be loaded.
            WorkerLost: the process died while loading.
        """
        link = self._link = await self._spawn()
        link.writer.write(to_frame(self._handshake))
        answer = decode_handshake_reply(await self._receive(link))
        if not isinstance(answer, Ready):
            raise StartError(f"{answer.reason} ({'; '.join(answer.trace)})")
        return answer.info

    async def run(self, unit: Unit, /) -> Reply:
        """Run one work unit in the process.

        Raises:
            WorkerLost: the process died, or did not begin the unit.
        """
        link = await self._send(to_frame(unit))
        return decode_reply(await self._receive(link))

    async def responds(self) -> bool:
        """Whether the idle process answers in time."""
        try:
            await self._send(PING_FRAME)
        except WorkerLost:
            return False
        return True

    async def died(self) -> None:
        """Return when the process has ended."""
        if self._link is not None:
            await self._link.process.wait()

    async def stop(self) -> None:
        """Kill the process, also in the middle of a work unit; may be repeated."""
        link = self._link
        if link is None:
            return
        link.writer.close()
        if link.process.returncode is None:
            link.process.kill()
        await link.process.wait()  # where this is cancelled, the next stop waits again
        self._link = None

    async def _spawn(self) -> _ProcessConnection:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                process = await self._source.spawn(theirs)
        except BaseException:
            ours.close()
            raise
        reader, writer = await asyncio.open_connection(sock=ours)
        return _ProcessConnection(process, reader, writer)

    async def _send(self, frame: bytes) -> _ProcessConnection:
        """Send a frame and return when the process has begun to answer it."""
        if self._link is None:
            raise WorkerLost("the worker was not started")
        self._link.writer.write(frame)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._receive(self._link)
        except (WorkerLost, TimeoutError) as error:
            reason = str(error) or "the inference process does not answer"
            raise WorkerLost(reason, begun=False) from error
        return self._link

    async def _receive(self, link: _ProcessConnection) -> bytes:
        try:
            header = await link.reader.readexactly(HEADER)
            return await link.reader.readexactly(body_length(header))
        except (OSError, EOFError, ValueError) as error:
            raise WorkerLost("the inference process is gone") from error

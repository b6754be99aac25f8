"""Inference in processes of their own, which may hang or die and are replaced.

A process has one end of a socket pair. gunicorn's dirty workers were the first choice
and were read for this (27.0): an action that times out goes on in its thread and its
worker is not replaced; requests go round robin into unbounded queues, one per worker,
so that one waits behind a hung worker while another is idle; and those in the queue of
a worker that dies are never answered. None of this can be changed from outside.
"""

import asyncio
import socket
from typing import NamedTuple

from service.errors import StartError
from service.nlp.annotator import AnnotatorInfo
from service.serving.pool import WorkerLost
from service.serving.work_units import Reply, Unit
from service.serving.workers.message_frames import (
    HEADER,
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


class _Link(NamedTuple):
    process: ProcessHandle
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class ProcessWorker:
    """Runs units in another process; see ``InferenceWorker``."""

    def __init__(
        self, factory: str, settings: Settings, source: ProcessSource | None = None
    ) -> None:
        self._handshake = Handshake(factory, pack(settings))
        self._source = source or FreshProcesses(settings.threads)
        self._link: _Link | None = None

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._link.process.pid if self._link else None

    async def start(self) -> AnnotatorInfo:
        """Start the process and wait until it is warm."""
        link = self._link = await self._spawn()
        link.writer.write(to_frame(self._handshake))
        greeting = decode_handshake_reply(await self._receive(link))
        if not isinstance(greeting, Ready):
            raise StartError(f"{greeting.reason} ({'; '.join(greeting.trace)})")
        return greeting.info

    async def run(self, unit: Unit, /) -> Reply:
        """Do one unit in the process."""
        if self._link is None:
            raise WorkerLost("the worker was not started")
        self._link.writer.write(to_frame(unit))
        try:
            await self._receive(self._link)
        except WorkerLost as error:
            raise WorkerLost(str(error), begun=False) from error
        return decode_reply(await self._receive(self._link))

    async def died(self) -> None:
        """Return when the process is gone."""
        if self._link is not None:
            await self._link.process.wait()

    async def stop(self) -> None:
        """Kill the process, whatever it is doing."""
        link, self._link = self._link, None
        if link is None:
            return
        link.writer.close()
        if link.process.returncode is None:
            link.process.kill()
        await link.process.wait()

    async def _spawn(self) -> _Link:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                process = await self._source.spawn(theirs)
        except BaseException:
            ours.close()
            raise
        reader, writer = await asyncio.open_connection(sock=ours)
        return _Link(process, reader, writer)

    async def _receive(self, link: _Link) -> bytes:
        try:
            header = await link.reader.readexactly(HEADER)
            return await link.reader.readexactly(body_length(header))
        except (OSError, EOFError, ValueError) as error:
            raise WorkerLost("the inference process is gone") from error

"""A batch: lines in, lines out, both at once.

One task owns ``receive`` and takes the whole input whatever the output does, so that a
client may send everything before it reads. A window of lines is in work; their answers
leave in order, as soon as they exist. A client that leaves cancels all of it.
"""

import asyncio
from collections.abc import Awaitable, Callable

from service.api.middleware.request_envelope import Send
from service.api.routes.request_body import Receive
from service.errors import NotReady, WhosaidError
from service.serving.stopping import Stopping
from service.wire.line_splitter import LineSplitter
from service.wire.request_errors import BodyTooSlow, ClientLeft

NDJSON = "application/x-ndjson"
DRAIN = 4
"""Times the size limit up to which an excess is still read, and thrown away."""

Answer = Callable[[int, bytes], Awaitable[bytes]]
"""From a line's number and bytes to the bytes of its answer; it must not raise."""
Refuse = Callable[[int, WhosaidError], bytes]
"""From a line's number and an error of the whole input to the bytes of its answer."""
Task = asyncio.Task[bytes]


class Conversation:
    """One batch on its way."""

    def __init__(
        self,
        *,
        splitter: LineSplitter,
        answer: Answer,
        refuse: Refuse,
        window: int,
        stopping: Stopping,
    ) -> None:
        self._splitter = splitter
        self._answer = answer
        self._refuse = refuse
        self._stopping = stopping
        self._lines: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._pending: asyncio.Queue[Task | None] = asyncio.Queue(window)
        self._started = False

    async def hold(self, receive: Receive, send: Send, *, seconds: float) -> None:
        """Answer the whole input, which may take ``seconds`` to arrive.

        Raises:
            RequestError: the input is at fault, and no answer has begun.
            NotReady: a stop did not wait for the input, and no answer has begun.
        """
        try:
            async with asyncio.TaskGroup() as group:
                reader = group.create_task(self._read(receive, seconds=seconds))
                group.create_task(self._work(group))
                await self._write(send)
                reader.cancel()
        except ExceptionGroup as failed:
            error = failed.exceptions[0]
            if not (self._started and isinstance(error, ClientLeft)):
                raise error from None

    async def _read(self, receive: Receive, *, seconds: float) -> None:
        """Take in the input, then wait for the client to leave."""
        try:
            async with self._stopping.limit(seconds):
                await self._take_in(receive)
        except TimeoutError:
            self._splitter.error = self._late(seconds)
        except ClientLeft:
            raise
        except WhosaidError as error:
            self._splitter.error = error
        self._lines.put_nowait(None)
        while (await receive())["type"] != "http.disconnect":
            pass
        raise ClientLeft("the client left before its answer")

    def _late(self, seconds: float) -> WhosaidError:
        """Return whose fault it is that the input is not complete."""
        if self._stopping.begun:
            return NotReady("the service is stopping")
        return BodyTooSlow(seconds=seconds)

    async def _take_in(self, receive: Receive) -> None:
        more = True
        while more and self._splitter.size <= DRAIN * self._splitter.most_bytes:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientLeft("the client left before its body was complete")
            for line in self._splitter.feed(message.get("body", b"")):
                self._lines.put_nowait(line)
            more = message.get("more_body", False)
        for line in self._splitter.finish():
            self._lines.put_nowait(line)

    async def _work(self, group: asyncio.TaskGroup) -> None:
        """Begin lines while the window has room."""
        number = 0
        while (line := await self._lines.get()) is not None:
            number += 1
            work = self._give(number, line)
            await self._pending.put(group.create_task(work))
        await self._pending.put(None)

    async def _give(self, number: int, line: bytes) -> bytes:
        return await self._answer(number, line)

    async def _write(self, send: Send) -> None:
        """Send the answers in order; the headers go with the first."""
        number = 0
        while (task := await self._pending.get()) is not None:
            body = await task
            number += 1
            await self._start(send)
            await _send_part(send, body, more=True)
        await self._start(send)
        error = self._splitter.error
        last = self._refuse(number + 1, error) if error else b""
        await _send_part(send, last, more=False)

    async def _start(self, send: Send) -> None:
        if self._started:
            return
        if self._splitter.error is not None:
            raise self._splitter.error
        self._started = True
        headers = [(b"content-type", NDJSON.encode()), (b"vary", b"Accept")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _send_part(send: Send, body: bytes, *, more: bool) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})

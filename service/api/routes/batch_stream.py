"""The bidirectional stream of a batch: request lines in, response lines out.

One task reads the whole input independently of the output, so that a client may send
everything before it reads anything. Up to ``window`` lines are processed at a time and
their responses are sent in order, each as soon as it is ready. A client that
disconnects cancels all of it.
"""

import asyncio
from collections.abc import Awaitable, Callable

from service.api.middleware.request_envelope import Send
from service.api.routes.request_body import Receive
from service.errors import NotReady, WhosaidError
from service.serving.stopping import Stopping
from service.wire.line_splitter import LineSplitter, NumberedLine
from service.wire.request_errors import BodyTooSlow, ClientLeft

NDJSON = "application/x-ndjson"
LINE_TYPES = (NDJSON, "application/jsonl")
"""Media types of the same format: a JSON value a line."""
DRAIN_FACTOR = 4
"""An input over its size limit is still read, and discarded, up to this multiple."""

Answer = Callable[[int, bytes], Awaitable[bytes]]
"""From the number and bytes of a line to its response line; must not raise."""
Refuse = Callable[[int, WhosaidError], bytes]
"""From a line number and an error of the whole input to a response line."""
Task = asyncio.Task[bytes]


class BatchStream:
    """The processing of one batch request."""

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
        self._media = NDJSON
        self._lines: asyncio.Queue[NumberedLine | None] = asyncio.Queue()
        self._pending: asyncio.Queue[Task | None] = asyncio.Queue(window)
        self._started = False

    async def run(
        self, receive: Receive, send: Send, *, seconds: float, media: str = NDJSON
    ) -> None:
        """Read the input, which must arrive within ``seconds``, and send the responses.

        ``media`` is the media type of the responses.

        Raises:
            RequestError: the input is invalid and the response has not begun.
            NotReady: a graceful stop ended the input and the response has not begun.
        """
        self._media = media
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
        """Read the input, then wait for the client to disconnect."""
        try:
            async with self._stopping.limit(seconds):
                await self._read_lines(receive)
        except TimeoutError:
            self._splitter.error = self._timeout_error(seconds)
        except ClientLeft:
            raise
        except WhosaidError as error:
            self._splitter.error = error
        self._lines.put_nowait(None)
        while (await receive())["type"] != "http.disconnect":
            pass
        raise ClientLeft("the client disconnected before the response")

    def _timeout_error(self, seconds: float) -> WhosaidError:
        """Return the error for input that is incomplete at its time limit."""
        if self._stopping.begun:
            return NotReady("the service is stopping")
        return BodyTooSlow(seconds=seconds)

    async def _read_lines(self, receive: Receive) -> None:
        more = True
        while more and self._splitter.size <= DRAIN_FACTOR * self._splitter.max_bytes:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientLeft("the client disconnected before its body was complete")
            for line in self._splitter.feed(message.get("body", b"")):
                self._lines.put_nowait(line)
            more = message.get("more_body", False)
        for line in self._splitter.finish():
            self._lines.put_nowait(line)

    async def _work(self, group: asyncio.TaskGroup) -> None:
        """Start the processing of lines while the window has room."""
        while (line := await self._lines.get()) is not None:
            await self._pending.put(group.create_task(self._answer_line(line)))
        await self._pending.put(None)

    async def _answer_line(self, line: NumberedLine) -> bytes:
        return await self._answer(line.number, line.body)

    async def _write(self, send: Send) -> None:
        """Send the response lines in order; the headers precede the first."""
        while (task := await self._pending.get()) is not None:
            body = await task
            await self._start(send)
            await _send_part(send, body, more=True)
        await self._start(send)
        error = self._splitter.error
        last = self._refuse(self._splitter.lines + 1, error) if error else b""
        await _send_part(send, last, more=False)

    async def _start(self, send: Send) -> None:
        if self._started:
            return
        if self._splitter.error is not None:
            raise self._splitter.error
        self._started = True
        headers = [(b"content-type", self._media.encode()), (b"vary", b"Accept")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _send_part(send: Send, body: bytes, *, more: bool) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})

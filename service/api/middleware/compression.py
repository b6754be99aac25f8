"""gzip in both directions, in small steps so that no bomb goes off.

What a client sends is inflated a piece at a time, so the limits on bodies hold for the
inflated size and nothing past them is ever inflated. What it gets is flushed with each
part, so that a batch's lines are not held back.
"""

import asyncio
import zlib
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from service.wire.request_errors import MalformedBody, UnsupportedCoding

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

STEP = 65_536
"""Bytes that are inflated at once."""
SMALLEST = 500
"""Bytes of an answer below which gzip gains nothing."""
GZIP_FORMAT = 31
"""What zlib calls the gzip format with the largest window."""
LEVEL = 5
CODINGS = frozenset({b"gzip", b"x-gzip"})
COMPRESSIBLE = (b"application/json", b"application/x-ndjson", b"application/ld+json")


def header(headers: Headers, name: bytes) -> bytes:
    """Return the value of a header; of a repeated one all, with commas."""
    found = [value for given, value in headers if given.lower() == name]
    return b",".join(found)


def inflated(headers: Headers, receive: Receive) -> Receive:
    """Return a ``receive`` whose body is not compressed, whatever the client's is."""
    coding = header(headers, b"content-encoding").strip().lower()
    return receive if coding in {b"", b"identity"} else Inflating(receive, coding)


def deflated(headers: Headers, send: Send) -> Send:
    """Return a ``send`` that compresses what is worth it, if the client can read it."""
    accepted = accepts_gzip(header(headers, b"accept-encoding"))
    return Deflating(send) if accepted else send


def accepts_gzip(accepted: bytes) -> bool:
    """Return whether an Accept-Encoding allows gzip; its own range decides."""
    allowed: dict[str, bool] = {}
    for item in accepted.decode("latin-1").lower().split(","):
        name, _, weight = item.partition(";")
        value = weight.strip().removeprefix("q=")
        allowed[name.strip()] = not weight or value.strip("0.") != ""
    return allowed.get("gzip", allowed.get("*", False))


class Inflating:
    """An ASGI ``receive`` that inflates."""

    def __init__(self, receive: Receive, coding: bytes) -> None:
        self._receive = receive
        self._known = coding in CODINGS
        self._engine = zlib.decompressobj(GZIP_FORMAT)
        self._tail = b""
        self._full = False
        self._more = True
        self._over = False

    async def __call__(self) -> Message:
        """Return the next piece, or what is not a body as it is.

        Raises:
            RequestError: the body is compressed otherwise, or damaged.
        """
        if not self._known:
            raise UnsupportedCoding
        while not self._over:
            if self._more and not self._tail and not self._full:
                message = await self._receive()
                if message["type"] != "http.request":
                    return message
                self._tail = message.get("body", b"")
                self._more = message.get("more_body", False)
            piece = self._inflate()
            self._over = not (self._tail or self._full or self._more)
            if piece or self._over:
                await asyncio.sleep(0)  # a long body must not stop the loop
                return self._part(piece)
        return await self._receive()

    def _part(self, piece: bytes) -> Message:
        if self._over and not self._engine.eof:
            raise MalformedBody("the gzip data ends too early")
        return {"type": "http.request", "body": piece, "more_body": not self._over}

    def _inflate(self) -> bytes:
        if self._engine.eof and self._tail:
            self._engine = zlib.decompressobj(GZIP_FORMAT)
        try:
            piece = self._engine.decompress(self._tail, STEP)
        except zlib.error as error:
            raise MalformedBody("the body is not gzip data") from error
        self._tail = self._engine.unconsumed_tail or self._engine.unused_data
        self._full = len(piece) == STEP
        return piece


class Deflating:
    """An ASGI ``send`` that compresses; the first part of the body decides."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._engine: Any = None

    async def __call__(self, message: Message) -> None:
        """Pass a message on, smaller if that is worth it."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            await self._begin(self._start, message)
        if self._engine is not None:
            message = {**message, "body": self._deflate(message)}
        await self._send(message)

    async def _begin(self, start: Message, first: Message) -> None:
        self._start = None
        headers = list(start.get("headers", ()))
        large = first.get("more_body", False) or len(first["body"]) >= SMALLEST
        if is_compressible(headers):
            headers.append((b"vary", b"Accept-Encoding"))
            if large:
                self._engine = zlib.compressobj(LEVEL, wbits=GZIP_FORMAT)
                headers = [h for h in headers if h[0].lower() != b"content-length"]
                headers.append((b"content-encoding", b"gzip"))
        await self._send({**start, "headers": headers})

    def _deflate(self, message: Message) -> bytes:
        more = message.get("more_body", False)
        part: bytes = self._engine.compress(message.get("body", b""))
        rest: bytes = self._engine.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)
        return part + rest


def is_compressible(headers: Headers) -> bool:
    """Return whether an answer is text that changes, with no coding or tag so far."""
    media = header(headers, b"content-type").partition(b";")[0]
    names = {name.lower() for name, _ in headers}
    return media in COMPRESSIBLE and not names & {b"content-encoding", b"etag"}

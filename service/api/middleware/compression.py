"""gzip compression of request and response bodies, in small pieces.

A request body is decompressed one piece at a time, so that the size limits apply to the
decompressed size and a decompression bomb is refused at the limit. A response is
flushed after each part, so that the compressor does not delay the lines of a batch.
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

PIECE_BYTES = 65_536
"""Most bytes of one decompressed piece."""
MIN_COMPRESSED_BYTES = 500
"""Size of a response, in bytes, from which it is compressed."""
GZIP_FORMAT = 31
"""zlib's ``wbits`` for the gzip format with the largest window."""
LEVEL = 5
CODINGS = frozenset({b"gzip", b"x-gzip"})
COMPRESSIBLE = (
    b"application/json",
    b"application/x-ndjson",
    b"application/jsonl",
    b"application/ld+json",
)


def header_value(headers: Headers, name: bytes) -> bytes:
    """Return the value of a header, or b""; repeated values are joined by commas."""
    found = [value for given, value in headers if given.lower() == name]
    return b",".join(found)


def decompress_receive(headers: Headers, receive: Receive) -> Receive:
    """Return a ``receive`` that yields the request body decompressed."""
    coding = header_value(headers, b"content-encoding").strip().lower()
    return receive if coding in {b"", b"identity"} else GzipReceiver(receive, coding)


def compress_send(headers: Headers, send: Send) -> Send:
    """Return a ``send`` that compresses the response if Accept-Encoding allows gzip."""
    accepted = accepts_gzip(header_value(headers, b"accept-encoding"))
    return GzipSender(send) if accepted else send


def accepts_gzip(accepted: bytes) -> bool:
    """Whether an Accept-Encoding allows gzip: by its own entry, else by ``*``."""
    allowed: dict[str, bool] = {}
    for item in accepted.decode("latin-1").lower().split(","):
        name, _, weight = item.partition(";")
        value = weight.strip().removeprefix("q=")
        allowed[name.strip()] = not weight or value.strip("0.") != ""
    return allowed.get("gzip", allowed.get("*", False))


class GzipReceiver:
    """An ASGI ``receive`` that decompresses a gzip body piece by piece."""

    def __init__(self, receive: Receive, coding: bytes) -> None:
        self._receive = receive
        self._known = coding in CODINGS
        self._codec = zlib.decompressobj(GZIP_FORMAT)
        self._pending = b""
        self._piece_full = False
        self._more_input = True
        self._finished = False

    async def __call__(self) -> Message:
        """Return the next decompressed piece; pass other messages through.

        Raises:
            UnsupportedCoding: the Content-Encoding is not gzip.
            MalformedBody: the body is not valid gzip data.
        """
        if not self._known:
            raise UnsupportedCoding
        while not self._finished:
            if self._more_input and not self._pending and not self._piece_full:
                message = await self._receive()
                if message["type"] != "http.request":
                    return message
                self._pending = message.get("body", b"")
                self._more_input = message.get("more_body", False)
            piece = self._inflate()
            self._finished = not (self._pending or self._piece_full or self._more_input)
            if piece or self._finished:
                await asyncio.sleep(0)  # a long body must not block the event loop
                return self._part(piece)
        return await self._receive()

    def _part(self, piece: bytes) -> Message:
        if self._finished and not self._codec.eof:
            raise MalformedBody("the gzip data is truncated")
        return {"type": "http.request", "body": piece, "more_body": not self._finished}

    def _inflate(self) -> bytes:
        if self._codec.eof and self._pending:
            self._codec = zlib.decompressobj(GZIP_FORMAT)
        try:
            piece = self._codec.decompress(self._pending, PIECE_BYTES)
        except zlib.error as error:
            raise MalformedBody("the body is not gzip data") from error
        self._pending = self._codec.unconsumed_tail or self._codec.unused_data
        self._piece_full = len(piece) == PIECE_BYTES
        return piece


class GzipSender:
    """An ASGI ``send`` that compresses a response of several parts or of enough bytes.

    The start of the response is held back until the first part of the body is known.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._codec: Any = None

    async def __call__(self, message: Message) -> None:
        """Send a message, with its body compressed if the response is."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            await self._begin(self._start, message)
        if self._codec is not None:
            message = {**message, "body": self._deflate(message)}
        await self._send(message)

    async def _begin(self, start: Message, first: Message) -> None:
        self._start = None
        headers = list(start.get("headers", ()))
        size = len(first["body"])
        large = first.get("more_body", False) or size >= MIN_COMPRESSED_BYTES
        if is_compressible(headers):
            headers.append((b"vary", b"Accept-Encoding"))
            if large:
                self._codec = zlib.compressobj(LEVEL, wbits=GZIP_FORMAT)
                headers = [h for h in headers if h[0].lower() != b"content-length"]
                headers.append((b"content-encoding", b"gzip"))
        await self._send({**start, "headers": headers})

    def _deflate(self, message: Message) -> bytes:
        more = message.get("more_body", False)
        part: bytes = self._codec.compress(message.get("body", b""))
        rest: bytes = self._codec.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)
        return part + rest


def is_compressible(headers: Headers) -> bool:
    """Whether a response has a compressible type and no Content-Encoding or ETag."""
    media = header_value(headers, b"content-type").partition(b";")[0]
    names = {name.lower() for name, _ in headers}
    return media in COMPRESSIBLE and not names & {b"content-encoding", b"etag"}

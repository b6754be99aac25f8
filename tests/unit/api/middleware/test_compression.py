"""gzip bodies are decompressed and compressed piece by piece."""

import asyncio
import gzip
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.middleware.compression import (
    GzipReceiver,
    GzipSender,
    Message,
    accepts_gzip,
)
from service.wire.request_errors import MalformedBody


def test_each_part_is_flushed() -> None:
    """Each part of a response can be decompressed before the next is sent."""
    sent: list[Message] = []
    engine = zlib.decompressobj(31)

    async def send(message: Message) -> None:
        sent.append(message)

    async def scenario() -> None:
        out = GzipSender(send)
        headers = [(b"content-type", b"application/x-ndjson")]
        await out({"type": "http.response.start", "status": 200, "headers": headers})
        for part in (b"one\n", b"two\n"):
            await out({"type": "http.response.body", "body": part, "more_body": True})
            assert engine.decompress(sent[-1]["body"]) == part
        await out({"type": "http.response.body", "body": b""})
        engine.decompress(sent[-1]["body"])

    asyncio.run(scenario())
    assert engine.eof


@given(
    st.binary(max_size=300).map(lambda data: data * 700),
    st.integers(1, 5_000),
)
def test_inflating_in_parts(data: bytes, size: int) -> None:
    """A body in parts of any size is decompressed to the same bytes in small pieces."""
    packed = gzip.compress(data)
    parts = [packed[at : at + size] for at in range(0, len(packed), size)]

    async def receive() -> dict[str, Any]:
        body = parts.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(parts)}

    async def read() -> bytes:
        found, inflating = [], GzipReceiver(receive, b"gzip")
        more = True
        while more:
            message = await inflating()
            found.append(message["body"])
            more = message["more_body"]
        assert all(len(piece) <= 65_536 for piece in found)
        return b"".join(found)

    assert asyncio.run(read()) == data


def test_client_that_leaves_is_seen() -> None:
    """A disconnect is passed through before and after the end of a body."""
    messages: list[Message] = [
        {"type": "http.request", "body": gzip.compress(b"a"), "more_body": False},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Message:
        return messages.pop(0)

    async def scenario() -> None:
        inflating = GzipReceiver(receive, b"gzip")
        assert (await inflating())["body"] == b"a"
        assert (await inflating())["type"] == "http.disconnect"
        messages.append({"type": "http.disconnect"})
        assert (await GzipReceiver(receive, b"gzip")())["type"] == "http.disconnect"
        messages.append(
            {"type": "http.request", "body": b"not gzip", "more_body": True}
        )
        with pytest.raises(MalformedBody):
            await GzipReceiver(receive, b"gzip")()

    asyncio.run(scenario())


ACCEPTED = [
    (b"gzip", True),
    (b"br, GZIP;q=0.5", True),
    (b"*", True),
    (b"*;q=0", False),
    (b"gzip;q=0, *", False),
    (b"gzip; q=0.0", False),
    (b"gzip;q=1.0", True),
    (b"", False),
    (b"br", False),
]


@pytest.mark.parametrize(("header", "expected"), ACCEPTED)
def test_accept_encoding(header: bytes, expected: bool) -> None:  # noqa: FBT001
    """The weight of gzip decides, else that of ``*``."""
    assert accepts_gzip(header) is expected

"""Reading a request body within limits, and detecting that the client disconnects."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

from service.wire.request_errors import BodyTooLarge, BodyTooSlow, ClientLeft

T = TypeVar("T")
Receive = Callable[[], Awaitable[Mapping[str, Any]]]


async def read_body(
    receive: Receive, *, content_length: str, limit: int, seconds: float
) -> bytes:
    """Return the whole body.

    Args:
        receive: the ASGI callable; nothing else may call it meanwhile.
        content_length: the Content-Length header, or an empty string.
        limit: maximum size in bytes.
        seconds: time limit for the whole body, which also ends a slow trickle.

    Raises:
        RequestError: it is too large or too slow, or the client disconnected.
    """
    if content_length.isdecimal() and int(content_length) > limit:
        raise BodyTooLarge(limit=limit)
    try:
        async with asyncio.timeout(seconds):
            return await _read(receive, limit=limit)
    except TimeoutError:
        raise BodyTooSlow(seconds=seconds) from None


async def _read(receive: Receive, *, limit: int) -> bytes:
    body = bytearray()  # millions of tiny parts would take long to join at once
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeft("the client disconnected before its body was complete")
        part: bytes = message.get("body", b"")
        if len(body) + len(part) > limit:
            raise BodyTooLarge(limit=limit)
        body += part
        if not message.get("more_body", False):
            return bytes(body)


async def while_connected(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """Return the result of ``work``; cancel it if the client disconnects.

    The body must have been read, so that the next ASGI message is the disconnect.

    Raises:
        ClientLeft: the client disconnected first.
    """
    left = asyncio.ensure_future(receive())
    task = asyncio.create_task(work)
    try:
        await asyncio.wait((left, task), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientLeft("the client disconnected before the response")
        return task.result()
    finally:
        for pending in (left, task):
            pending.cancel()

"""Reading what a client sends, and noticing when it leaves."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

from service.wire.request_errors import BodyTooLarge, BodyTooSlow, ClientLeft

T = TypeVar("T")
Receive = Callable[[], Awaitable[Mapping[str, Any]]]


async def read_body(
    receive: Receive, *, announced: str, limit: int, seconds: float
) -> bytes:
    """Return the whole body.

    Args:
        receive: the ASGI callable; nobody else may call it.
        announced: the Content-Length header, or an empty string.
        limit: most bytes.
        seconds: deadline for the whole body, so that a trickle ends too.

    Raises:
        RequestError: it is too large or too slow, or the client left.
    """
    if announced.isdecimal() and int(announced) > limit:
        raise BodyTooLarge(limit=limit)
    try:
        async with asyncio.timeout(seconds):
            return await _read(receive, limit=limit)
    except TimeoutError:
        raise BodyTooSlow(seconds=seconds) from None


async def _read(receive: Receive, *, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeft("the client left before its body was complete")
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise BodyTooLarge(limit=limit)
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


async def while_connected(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """Return what ``work`` returns; cancel it when the client leaves.

    Call it after the body was read: then the next message is the disconnect.

    Raises:
        ClientLeft: the client left first.
    """
    left = asyncio.ensure_future(receive())
    task = asyncio.create_task(work)
    try:
        await asyncio.wait((left, task), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientLeft("the client left before its answer")
        return task.result()
    finally:
        for pending in (left, task):
            pending.cancel()

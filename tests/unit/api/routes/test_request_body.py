"""Bodies are read within limits; a disconnect cancels the work."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from service.api.routes.request_body import read_body, while_connected
from service.wire.request_errors import BodyTooLarge, BodyTooSlow, ClientLeft

Message = dict[str, object]


def receive_from(*messages: Message | float) -> Callable[[], Awaitable[Message]]:
    """Return an ASGI receive of messages; a number is a pause, the end blocks."""
    rest = list(messages)

    async def receive() -> Message:
        while rest:
            item = rest.pop(0)
            if isinstance(item, dict):
                return item
            await asyncio.sleep(item)
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    return receive


def chunk(body: bytes, *, more: bool = False) -> Message:
    """Return a piece of a body."""
    return {"type": "http.request", "body": body, "more_body": more}


LEFT: Message = {"type": "http.disconnect"}


def read(*messages: Message | float, content_length: str = "") -> bytes:
    """Read a body of at most ten bytes in 50 ms."""
    body = read_body(
        receive_from(*messages), content_length=content_length, limit=10, seconds=0.05
    )
    return asyncio.run(body)


def test_pieces_are_joined() -> None:
    """The parts of a body are joined; the limit itself is allowed."""
    assert read(chunk(b"12345", more=True), chunk(b"67890")) == b"1234567890"


def test_message_without_body() -> None:
    """A message without a body is an empty part."""
    assert read({"type": "http.request"}) == b""


def test_announced_size_is_refused_at_once() -> None:
    """A Content-Length over the limit is rejected before the body is read."""
    with pytest.raises(BodyTooLarge):
        read(content_length="11")


def test_real_size_is_refused() -> None:
    """A body without valid Content-Length is rejected at the limit."""
    with pytest.raises(BodyTooLarge):
        read(
            chunk(b"123456", more=True), chunk(b"78901", more=True), content_length="x"
        )


def test_trickle_ends() -> None:
    """The time limit is for the whole body: parts do not extend it."""
    drops: list[Message | float] = [chunk(b"1", more=True), 0.03] * 5

    with pytest.raises(BodyTooSlow):
        read(*drops)


def test_client_leaves_in_its_body() -> None:
    """A disconnect within the body raises ClientLeft."""
    with pytest.raises(ClientLeft):
        read(chunk(b"1", more=True), LEFT)


def test_answer_is_returned() -> None:
    """The result of the work is returned while the client is connected."""

    async def work() -> int:
        await asyncio.sleep(0)
        return 5

    assert asyncio.run(while_connected(receive_from(), work())) == 5


def test_error_is_raised() -> None:
    """An error of the work is raised unchanged."""

    async def work() -> int:
        raise KeyError("x")

    with pytest.raises(KeyError):
        asyncio.run(while_connected(receive_from(), work()))


def test_work_is_cancelled_when_client_leaves() -> None:
    """A disconnect cancels the work."""
    cancelled: list[bool] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    async def serve() -> None:
        with pytest.raises(ClientLeft):
            await while_connected(receive_from(0.01, LEFT), work())
        await asyncio.sleep(0)

    asyncio.run(serve())

    assert cancelled == [True]

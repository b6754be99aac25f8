"""A batch is answered while its input is read, whatever the client does."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any
from unittest.mock import patch

import pytest

from service.api.middleware.compression import Message
from service.api.routes.batch_stream import BatchStream
from service.errors import NotReady, RequestError, WhosaidError
from service.serving.stopping import Stopping
from service.settings import Settings
from service.wire.line_splitter import LineSplitter
from service.wire.request_errors import (
    BodyTooLarge,
    BodyTooSlow,
    ClientLeft,
    TooManyLines,
)

LEFT = {"type": "http.disconnect"}


def part(body: bytes, *, more: bool = True) -> Message:
    """Return a message with a part of a body."""
    return {"type": "http.request", "body": body, "more_body": more}


class Client:
    """The client's end of a connection: ``put`` sends, ``sent`` holds the responses."""

    def __init__(self, *messages: Message) -> None:
        self.inbox: asyncio.Queue[Message] = asyncio.Queue()
        self.sent: list[Message] = []
        self.put(messages)

    def put(self, messages: Iterable[Message]) -> None:
        """Send messages."""
        for message in messages:
            self.inbox.put_nowait(message)

    async def send(self, message: Message) -> None:
        """Receive a message of the response."""
        self.sent.append(message)

    @property
    def body(self) -> bytes:
        """The body of the response so far."""
        return b"".join(message.get("body", b"") for message in self.sent)


class LineWork:
    """Responds to each line in capitals; "slow" waits for an event."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.begun: list[bytes] = []
        self.cancelled = 0

    async def answer(self, number: int, line: bytes) -> bytes:
        """Return the response line of a line."""
        self.begun.append(line)
        if line == b"slow":
            try:
                await self.go.wait()
            except asyncio.CancelledError:
                self.cancelled += 1
                raise
        return b"%d%s\n" % (number, line.upper())

    def refuse(self, number: int, error: WhosaidError) -> bytes:
        """Return the response line of an error."""
        return f"{number}{error.code}\n".encode()


def run_batch(
    client: Client,
    work: LineWork,
    *,
    window: int = 2,
    seconds: float = 5,
    stopping: Stopping | None = None,
) -> Coroutine[Any, Any, None]:
    """Return the run of a batch for a client."""
    splitter = LineSplitter(max_bytes=40, max_lines=4, content_length="")
    held = BatchStream(
        splitter=splitter,
        answer=work.answer,
        refuse=work.refuse,
        window=window,
        stopping=stopping or Stopping(Settings()),
    )
    return held.run(client.inbox.get, client.send, seconds=seconds)


async def let_tasks_run() -> None:
    """Let all runnable tasks proceed."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_answers_in_order() -> None:
    """Response lines are in order, after the headers, which are sent once."""
    client = Client(part(b"a\nb"), part(b"\nc", more=False))

    asyncio.run(run_batch(client, LineWork()))

    assert client.body == b"1A\n2B\n3C\n"
    assert [m["type"] for m in client.sent].count("http.response.start") == 1
    assert client.sent[0]["status"] == 200
    assert [m.get("more_body") for m in client.sent[1:]] == [True] * 3 + [False]


def test_no_line_at_all() -> None:
    """An empty batch has an empty response."""
    client = Client(part(b"", more=False))

    asyncio.run(run_batch(client, LineWork()))

    assert (client.sent[0]["status"], client.body) == (200, b"")


def test_blank_lines() -> None:
    """Blank lines have no response, but count in the numbers."""
    client = Client(part(b"\na\n \r\n"), part(b"\nb\n\n", more=False))

    asyncio.run(run_batch(client, LineWork()))

    assert client.body == b"2A\n5B\n"


def test_early_results() -> None:
    """A response line is sent before the input is complete."""

    async def scenario() -> None:
        client, work = Client(part(b"a\n")), LineWork()
        held = asyncio.create_task(run_batch(client, work))
        await let_tasks_run()
        assert client.body == b"1A\n"
        client.put([part(b"b\n", more=False)])
        await held
        assert client.body == b"1A\n2B\n"

    asyncio.run(scenario())


def test_window_bounds_what_is_begun() -> None:
    """A slow line delays later responses, and at most a window of lines is started."""

    async def scenario() -> None:
        client, work = Client(part(b"slow\na\nb\nc", more=False)), LineWork()
        held = asyncio.create_task(run_batch(client, work, window=1))
        await let_tasks_run()
        assert client.body == b""
        assert b"c" not in work.begun
        work.go.set()
        await held
        assert client.body == b"1SLOW\n2A\n3B\n4C\n"

    asyncio.run(scenario())


def test_input_is_drained_while_output_waits() -> None:
    """The input is read although the client reads no response."""

    async def scenario() -> None:
        client = Client(part(b"a\n"), part(b"b\n"), part(b"c\n", more=False))
        held = BatchStream(
            splitter=LineSplitter(max_bytes=40, max_lines=4, content_length=""),
            answer=LineWork().answer,
            refuse=LineWork().refuse,
            window=1,
            stopping=Stopping(Settings()),
        ).run(client.inbox.get, lambda _: asyncio.sleep(60), seconds=5)
        task = asyncio.create_task(held)
        await let_tasks_run()
        assert client.inbox.empty()
        task.cancel()

    asyncio.run(scenario())


@pytest.mark.parametrize("complete", [True, False])
def test_client_that_leaves(complete: bool) -> None:  # noqa: FBT001
    """A disconnect cancels the running lines, and nothing is sent."""

    async def scenario() -> None:
        client, work = (
            Client(part(b"slow\nslow\n", more=not complete), LEFT),
            LineWork(),
        )
        with pytest.raises(ClientLeft):
            await run_batch(client, work)
        assert work.cancelled == len(work.begun)
        assert client.sent == []

    asyncio.run(scenario())


def test_client_that_leaves_in_the_middle() -> None:
    """A disconnect after the first response line is not an error."""

    async def scenario() -> None:
        client, work = Client(part(b"a\nslow\n", more=False)), LineWork()
        held = asyncio.create_task(run_batch(client, work))
        await let_tasks_run()
        client.put([LEFT])
        await held
        assert client.body == b"1A\n"
        assert work.cancelled == 1

    asyncio.run(scenario())


REFUSED = [
    ([part(b"a\n" * 5, more=False)], TooManyLines),
    ([part(b"x" * 41, more=False)], BodyTooLarge),
    ([part(b"x" * 200)], BodyTooLarge),
]


@pytest.mark.parametrize(("messages", "kind"), REFUSED)
def test_excess_before_the_first_answer(
    messages: list[Message], kind: type[Exception]
) -> None:
    """A batch found too large before the first response line is rejected as a whole."""
    client = Client(*messages)

    with pytest.raises(kind):
        asyncio.run(run_batch(client, LineWork()))
    assert client.sent == []


def test_excess_after_the_first_answer() -> None:
    """A batch found too large later ends with a response line for the error."""

    async def scenario() -> None:
        client, work = Client(part(b"a\n")), LineWork()
        held = asyncio.create_task(run_batch(client, work))
        await let_tasks_run()
        client.put([part(b"b\nc\n\nd\n\ne\n", more=False)])
        await held
        assert client.body == b"1A\n2B\n3C\n5D\n7too_many_lines\n"

    asyncio.run(scenario())


def test_slow_input() -> None:
    """Input that takes too long is rejected."""
    with pytest.raises(BodyTooSlow):
        asyncio.run(run_batch(Client(part(b"a")), LineWork(), seconds=0.01))


@pytest.mark.parametrize("answered", [True, False])
def test_stop_while_the_input_is_open(answered: bool) -> None:  # noqa: FBT001
    """A graceful stop limits the time for the rest of the input."""

    async def scenario() -> None:
        stopping = Stopping(
            Settings(deadline=1, graceful=5), clock=iter([0, 2]).__next__
        )
        client, work = Client(part(b"a\n" if answered else b"a")), LineWork()
        held = asyncio.create_task(run_batch(client, work, stopping=stopping))
        await let_tasks_run()
        stopping.begin()
        if answered:
            await held
            assert client.body == b"1A\n2not_ready\n"
        else:
            with pytest.raises(NotReady, match="stopping"):
                await held

    asyncio.run(scenario())


def test_error_of_the_input_itself() -> None:
    """An error raised while receiving is raised by the run."""

    async def fail() -> Message:
        raise RequestError("damaged")

    async def scenario() -> None:
        client = Client()
        with (
            patch.object(client.inbox, "get", fail),
            pytest.raises(RequestError, match="damaged"),
        ):
            await run_batch(client, LineWork())

    asyncio.run(scenario())

"""A batch answers while it reads, whatever the client does."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

import pytest

from service.api.routes.batch_stream import BatchStream
from service.errors import NotReady, RequestError
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


def part(body: bytes, *, more: bool = True) -> dict[str, Any]:
    """Return a message with a part of a body."""
    return {"type": "http.request", "body": body, "more_body": more}


class Client:
    """Both ends of a connection; ``put`` what it sends, read what came."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sent: list[dict[str, Any]] = []
        self.put(messages)

    def put(self, messages: Iterable[dict[str, Any]]) -> None:
        """Send messages."""
        for message in messages:
            self.inbox.put_nowait(message)

    async def send(self, message: dict[str, Any]) -> None:
        """Take a message of the answer."""
        self.sent.append(message)

    @property
    def body(self) -> bytes:
        """The answer so far."""
        return b"".join(message.get("body", b"") for message in self.sent)


class Work:
    """Answers lines in capitals; "slow" waits for a signal."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.begun: list[bytes] = []
        self.cancelled = 0

    async def answer(self, number: int, line: bytes) -> bytes:
        """Answer a line."""
        self.begun.append(line)
        if line == b"slow":
            try:
                await self.go.wait()
            except asyncio.CancelledError:
                self.cancelled += 1
                raise
        return b"%d%s\n" % (number, line.upper())

    def refuse(self, number: int, error: RequestError) -> bytes:
        """Name an error."""
        return f"{number}{error.code}\n".encode()


def talk(
    client: Client,
    work: Work,
    *,
    window: int = 2,
    seconds: float = 5,
    stopping: Stopping | None = None,
) -> Coroutine[Any, Any, None]:
    """Return the conversation with a client."""
    splitter = LineSplitter(max_bytes=40, max_lines=4, content_length="")
    held = BatchStream(
        splitter=splitter,
        answer=work.answer,
        refuse=work.refuse,
        window=window,
        stopping=stopping or Stopping(Settings()),
    )
    return held.run(client.inbox.get, client.send, seconds=seconds)


async def settle() -> None:
    """Let everything that can go on go on."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_answers_in_order() -> None:
    """Every line has its answer, in order; the headers come first and once."""
    client = Client(part(b"a\nb"), part(b"\nc", more=False))

    asyncio.run(talk(client, Work()))

    assert client.body == b"1A\n2B\n3C\n"
    assert [m["type"] for m in client.sent].count("http.response.start") == 1
    assert client.sent[0]["status"] == 200
    assert [m.get("more_body") for m in client.sent[1:]] == [True] * 3 + [False]


def test_no_line_at_all() -> None:
    """An empty batch has an empty answer."""
    client = Client(part(b"", more=False))

    asyncio.run(talk(client, Work()))

    assert (client.sent[0]["status"], client.body) == (200, b"")


def test_early_results() -> None:
    """An answer leaves before the input is complete."""

    async def scenario() -> None:
        client, work = Client(part(b"a\n")), Work()
        held = asyncio.create_task(talk(client, work))
        await settle()
        assert client.body == b"1A\n"
        client.put([part(b"b\n", more=False)])
        await held
        assert client.body == b"1A\n2B\n"

    asyncio.run(scenario())


def test_window_bounds_what_is_begun() -> None:
    """A slow line holds the answers behind it, and only a window of work."""

    async def scenario() -> None:
        client, work = Client(part(b"slow\na\nb\nc", more=False)), Work()
        held = asyncio.create_task(talk(client, work, window=1))
        await settle()
        assert client.body == b""
        assert b"c" not in work.begun
        work.go.set()
        await held
        assert client.body == b"1SLOW\n2A\n3B\n4C\n"

    asyncio.run(scenario())


def test_input_is_drained_while_output_waits() -> None:
    """The input is taken in although nobody takes an answer."""

    async def scenario() -> None:
        client = Client(part(b"a\n"), part(b"b\n"), part(b"c\n", more=False))
        held = BatchStream(
            splitter=LineSplitter(max_bytes=40, max_lines=4, content_length=""),
            answer=Work().answer,
            refuse=Work().refuse,
            window=1,
            stopping=Stopping(Settings()),
        ).run(client.inbox.get, lambda _: asyncio.sleep(60), seconds=5)
        task = asyncio.create_task(held)
        await settle()
        assert client.inbox.empty()
        task.cancel()

    asyncio.run(scenario())


@pytest.mark.parametrize("complete", [True, False])
def test_client_that_leaves(complete: bool) -> None:  # noqa: FBT001
    """What is in work is cancelled when the client leaves, and no answer is tried."""

    async def scenario() -> None:
        client, work = Client(part(b"slow\nslow\n", more=not complete), LEFT), Work()
        with pytest.raises(ClientLeft):
            await talk(client, work)
        assert work.cancelled == len(work.begun)
        assert client.sent == []

    asyncio.run(scenario())


def test_client_that_leaves_in_the_middle() -> None:
    """After the first answer a leaving client is no error."""

    async def scenario() -> None:
        client, work = Client(part(b"a\nslow\n", more=False)), Work()
        held = asyncio.create_task(talk(client, work))
        await settle()
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
    messages: list[dict[str, Any]], kind: type[Exception]
) -> None:
    """A batch that is known to be too large is refused as a whole."""
    client = Client(*messages)

    with pytest.raises(kind):
        asyncio.run(talk(client, Work()))
    assert client.sent == []


def test_excess_after_the_first_answer() -> None:
    """A batch that turns out to be too large ends with a line that says so."""

    async def scenario() -> None:
        client, work = Client(part(b"a\n")), Work()
        held = asyncio.create_task(talk(client, work))
        await settle()
        client.put([part(b"b\nc\nd\ne\n", more=False)])
        await held
        assert client.body == b"1A\n2B\n3C\n4D\n5too_many_lines\n"

    asyncio.run(scenario())


def test_trickle() -> None:
    """Input that takes too long is refused."""
    with pytest.raises(BodyTooSlow):
        asyncio.run(talk(Client(part(b"a")), Work(), seconds=0.01))


@pytest.mark.parametrize("answered", [True, False])
def test_stop_while_the_input_is_open(answered: bool) -> None:  # noqa: FBT001
    """A stop waits for the rest of the input only so long, and says so."""

    async def scenario() -> None:
        stopping = Stopping(
            Settings(deadline=1, graceful=5), clock=iter([0, 2]).__next__
        )
        client, work = Client(part(b"a\n" if answered else b"a")), Work()
        held = asyncio.create_task(talk(client, work, stopping=stopping))
        await settle()
        stopping.begin()
        if answered:
            await held
            assert client.body == b"1A\n2not_ready\n"
        else:
            with pytest.raises(NotReady, match="stopping"):
                await held

    asyncio.run(scenario())


def test_error_of_the_input_itself() -> None:
    """An error that receiving raises is the answer."""

    async def fail() -> dict[str, Any]:
        raise RequestError("damaged")

    async def scenario() -> None:
        client = Client()
        client.inbox.get = fail
        with pytest.raises(RequestError, match="damaged"):
            await talk(client, Work())

    asyncio.run(scenario())

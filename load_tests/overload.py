"""Overload the service: more clients come than it can serve, whatever it answers.

    python -m load_tests.overload

It starts ``python -m service serve`` and first measures its best throughput: a few
clients that always have a request under way. Then clients come at four times that rate
(an open loop: they come whether others were answered or not). Each posts one article
and is done when it is answered 200; one that is refused waits as long as Retry-After
says and comes again. In the end the best throughput is measured once more, because a
shared machine drifts.

It prints the throughput of both phases in words per second, and how long refusals took,
from connecting to their last byte. The exit status is 1 where less than 90 % of the
throughput is left, a median refusal takes more than 50 ms or the 99th percentile more
than 250 ms, or anything but 200 and 503 was answered.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from itertools import cycle

import msgspec

from load_tests.machine import describe
from load_tests.recipe import article
from load_tests.servers import Server, serve

WORDS = 250
ARTICLES = 500
FACTOR = 4
CLOSED_CLIENTS = 6
TIMEOUT = 60.0
TIMES_BEST = 0.9
MEDIAN = 0.05
LAST_PERCENT = 0.25
OK = 200
REFUSED = 503


class Answer(msgspec.Struct, frozen=True):
    """One answer: when it came, how long it took, and for how many words."""

    status: int
    came: float
    seconds: float
    words: int
    retry_after: float


class Phase(msgspec.Struct, frozen=True):
    """The answers of a while."""

    answers: list[Answer]
    begun: float
    ended: float

    @property
    def words(self) -> float:
        """Words that were answered, per second."""
        done = [a.words for a in self._within() if a.status == OK]
        return sum(done) / (self.ended - self.begun)

    @property
    def refusals(self) -> list[float]:
        """How long each refusal took, in order."""
        return sorted(a.seconds for a in self._within() if a.status == REFUSED)

    @property
    def statuses(self) -> Counter[int]:
        """How many answers each status had."""
        return Counter(a.status for a in self._within())

    def _within(self) -> list[Answer]:
        return [a for a in self.answers if self.begun <= a.came <= self.ended]


Ask = Callable[[], Awaitable[Answer]]


def main() -> None:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--factor", type=float, default=FACTOR)
    args = parser.parse_args()
    settings = {"WHOSAID_DEADLINE": "20"}
    with serve(settings) as server:
        before, over, after = asyncio.run(run(server, args.seconds, args.factor))
    best = max(before.words, after.words)
    slow = over.refusals
    median, last = statistics.median(slow), slow[int(0.99 * len(slow))]
    sys.stdout.write(
        f"{describe()}\n"
        f"best throughput {before.words:.0f} words/s before, {after.words:.0f} after\n"
        f"arrivals at {args.factor:g} times the better rate: {over.words:.0f} words/s "
        f"({over.words / best:.0%}); answers {dict(sorted(over.statuses.items()))}\n"
        f"{len(slow)} refusals: median {1000 * median:.0f} ms, "
        f"99th percentile {1000 * last:.0f} ms, longest {1000 * slow[-1]:.0f} ms\n"
    )
    kept = over.words >= TIMES_BEST * best and median <= MEDIAN and last <= LAST_PERCENT
    sys.exit(0 if kept and set(over.statuses) <= {OK, REFUSED} else 1)


async def run(server: Server, seconds: float, factor: float) -> list[Phase]:
    """Return the phases before, under and after the overload."""
    requests = cycle([prepare(article(WORDS, seed=seed)) for seed in range(ARTICLES)])

    async def ask() -> Answer:
        return await post(server.port, next(requests))

    await closed(ask, 5)
    before = await closed(ask, seconds / 2)
    over = await opened(ask, seconds, rate=factor * before.words / WORDS)
    await asyncio.sleep(20)
    return [before, over, await closed(ask, seconds / 2)]


async def closed(ask: Ask, seconds: float) -> Phase:
    """Keep a few requests under way."""
    answers: list[Answer] = []
    begun = time.monotonic()

    async def client() -> None:
        while time.monotonic() < begun + seconds:
            answers.append(await ask())

    await asyncio.gather(*(client() for _ in range(CLOSED_CLIENTS)))
    return Phase(answers, begun, begun + seconds)


async def opened(ask: Ask, seconds: float, *, rate: float) -> Phase:
    """Let clients come at a rate; the first tenth of the time is no measurement."""
    answers: list[Answer] = []
    chance = random.Random(4)  # noqa: S311 - repeatable, not secret
    begun = time.monotonic()

    async def client() -> None:
        while True:
            answer = await ask()
            answers.append(answer)
            if answer.status != REFUSED:
                return
            await asyncio.sleep(answer.retry_after)

    async with asyncio.TaskGroup() as group:
        clients: list[asyncio.Task[None]] = []
        comes = begun
        while comes < begun + seconds:
            await asyncio.sleep(max(0.0, comes - time.monotonic()))
            clients.append(group.create_task(client()))
            comes += chance.expovariate(rate)
        for waiting in clients:
            waiting.cancel()
    return Phase(answers, begun + seconds / 10, begun + seconds)


class Prepared(msgspec.Struct, frozen=True):
    """A request as it goes over the wire, made before the cores are measured."""

    wire: bytes
    words: int


def prepare(text: str) -> Prepared:
    """Return the request for the records of an article."""
    body = json.dumps({"text": text}).encode()
    head = (
        "POST /v1/attributions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Prepared(head.encode() + body, len(text.split()))


async def post(port: int, request: Prepared) -> Answer:
    """Post an article on a connection of its own, with as little work as can be."""
    begun = time.monotonic()
    async with asyncio.timeout(TIMEOUT):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request.wire)
        answer = await reader.read(-1)
        writer.close()
    ended = time.monotonic()
    headers, _, _ = answer.partition(b"\r\n\r\n")
    lines = headers.decode("ascii").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:])
    return Answer(
        status=int(lines[0].split()[1]),
        came=ended,
        seconds=ended - begun,
        words=request.words,
        retry_after=float(fields.get("retry-after", 0)),
    )


if __name__ == "__main__":
    main()

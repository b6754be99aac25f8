"""Overload the service with an open loop of clients and measure what remains.

    python -m load_tests.overload [--runs 2] [--seconds 60]

Each run starts ``python -m service serve`` and first measures the best throughput with
a closed loop of a few clients. Then clients arrive at four times that rate, whether or
not earlier ones were answered (an open loop). Each posts one article; a client that is
refused waits for Retry-After and tries again. Finally the best throughput is measured
once more, because the speed of a shared machine drifts.

It prints the throughput of the phases in words per second, the share of the cores that
the clients themselves took in each, which the service could not have, and the time of
refusals from connecting to their last byte. The exit status is 1 if in any run less
than 90 % of the throughput remains, the median refusal takes more than 50 ms or the
99th percentile more than 250 ms, or a response has another status than 200 and 503.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
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


class TimedAnswer(msgspec.Struct, frozen=True):
    """A response: its status, time of arrival, duration and words of the article."""

    status: int
    came: float
    seconds: float
    words: int
    retry_after: float


class Phase(msgspec.Struct, frozen=True):
    """The responses of a phase of the measurement."""

    answers: list[TimedAnswer]
    begun: float
    ended: float
    share: float = 0.0
    """Processor time of the clients, as a part of that of all usable cores."""

    @property
    def words(self) -> float:
        """Words per second that were answered with 200."""
        done = [a.words for a in self._within() if a.status == OK]
        return sum(done) / (self.ended - self.begun)

    @property
    def refusals(self) -> list[float]:
        """Sorted seconds of the refusals."""
        return sorted(a.seconds for a in self._within() if a.status == REFUSED)

    @property
    def statuses(self) -> Counter[int]:
        """Number of responses by status."""
        return Counter(a.status for a in self._within())

    def _within(self) -> list[TimedAnswer]:
        return [a for a in self.answers if self.begun <= a.came <= self.ended]


Ask = Callable[[], Awaitable[TimedAnswer]]


def main() -> None:
    """Measure, print and set the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--factor", type=float, default=FACTOR)
    args = parser.parse_args()
    sys.stdout.write(f"{describe()}\n")
    kept: list[bool] = []
    for number in range(1, args.runs + 1):
        with serve({"WHOSAID_DEADLINE": "20"}) as server:
            before, over, after = asyncio.run(run(server, args.seconds, args.factor))
        sys.stdout.write(f"run {number}: {report(before, over, after, args.factor)}\n")
        sys.stdout.flush()
        kept.append(is_kept(before, over, after))
    sys.exit(0 if all(kept) else 1)


def report(before: Phase, over: Phase, after: Phase, factor: float) -> str:
    """Return the figures of a run."""
    best = max(before.words, after.words)
    slow = over.refusals
    refusals = "no refusals"
    if slow:
        refusals = (
            f"{len(slow)} refusals: median {1000 * statistics.median(slow):.0f} ms, "
            f"99th percentile {1000 * last_percent(slow):.0f} ms, "
            f"longest {1000 * slow[-1]:.0f} ms"
        )
    shares = ", ".join(f"{one.share:.1%}" for one in (before, over, after))
    return (
        f"best throughput {before.words:.0f} words/s before, {after.words:.0f} after\n"
        f"arrivals at {factor:g} times the better rate: {over.words:.0f} words/s "
        f"({over.words / best:.0%}); answers {dict(sorted(over.statuses.items()))}\n"
        f"the clients' own share of the cores before, during and after: {shares}\n"
        f"{refusals}"
    )


def is_kept(before: Phase, over: Phase, after: Phase) -> bool:
    """Whether the service kept what is guaranteed under overload."""
    slow = over.refusals
    fast = not slow or (
        statistics.median(slow) <= MEDIAN and last_percent(slow) <= LAST_PERCENT
    )
    enough = over.words >= TIMES_BEST * max(before.words, after.words)
    return fast and enough and set(over.statuses) <= {OK, REFUSED}


def last_percent(ordered: Sequence[float]) -> float:
    """Return the 99th percentile of sorted values."""
    return ordered[int(0.99 * len(ordered))]


def used_share(begun: float, computed: float) -> float:
    """Return what part of the cores this process used.

    Args:
        begun: by ``time.monotonic``.
        computed: by ``time.process_time`` at that time.
    """
    cores = len(os.sched_getaffinity(0))
    spent = time.process_time() - computed
    return spent / (time.monotonic() - begun) / cores


async def run(server: Server, seconds: float, factor: float) -> list[Phase]:
    """Return the phases before, during and after the overload."""
    requests = cycle([prepare(article(WORDS, seed=seed)) for seed in range(ARTICLES)])

    async def ask() -> TimedAnswer:
        return await post(server.port, next(requests))

    await closed(ask, 5)
    before = await closed(ask, seconds / 2)
    over = await opened(ask, seconds, rate=factor * before.words / WORDS)
    await asyncio.sleep(20)
    return [before, over, await closed(ask, seconds / 2)]


async def closed(ask: Ask, seconds: float) -> Phase:
    """Run a closed loop: a few clients, each with one request at a time."""
    answers: list[TimedAnswer] = []
    begun, computed = time.monotonic(), time.process_time()

    async def client() -> None:
        while time.monotonic() < begun + seconds:
            answers.append(await ask())

    await asyncio.gather(*(client() for _ in range(CLOSED_CLIENTS)))
    return Phase(answers, begun, begun + seconds, used_share(begun, computed))


async def opened(ask: Ask, seconds: float, *, rate: float) -> Phase:
    """Run an open loop: clients arrive at ``rate`` per second.

    The first tenth of the time is not measured.
    """
    answers: list[TimedAnswer] = []
    chance = random.Random(4)  # noqa: S311 - repeatable, not secret
    begun, computed = time.monotonic(), time.process_time()

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
        share = used_share(begun, computed)
        for waiting in clients:
            waiting.cancel()
    return Phase(answers, begun + seconds / 10, begun + seconds, share)


class Prepared(msgspec.Struct, frozen=True):
    """An encoded HTTP request, prepared before the measurement."""

    wire: bytes
    words: int


def prepare(text: str) -> Prepared:
    """Return the encoded request for an article."""
    body = json.dumps({"text": text}).encode()
    head = (
        "POST /v1/attributions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Prepared(head.encode() + body, len(text.split()))


async def post(port: int, request: Prepared) -> TimedAnswer:
    """Send a request on a new connection, with little work for the client."""
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
    return TimedAnswer(
        status=int(lines[0].split()[1]),
        came=ended,
        seconds=ended - begun,
        words=request.words,
        retry_after=float(fields.get("retry-after", 0)),
    )


if __name__ == "__main__":
    main()

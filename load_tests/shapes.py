"""Compare divisions of the cores, processes x threads, in one interleaved run.

    python -m load_tests.shapes [1x2 2x1] [--rounds 4] [--articles 20] [--words 600]

Each shape is a server of its own, started before the measurement; all but one are idle
at a time. A round sends the articles to each shape one after the other, then twice as
many from eight clients at once. The output has the time per article for one client, the
throughput and time for eight, and the memory (PSS) of all processes.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import msgspec

from load_tests import machine, servers
from load_tests.recipe import article
from load_tests.requests_http import post

CLIENTS = 8


class Shape(msgspec.Struct):
    """A server and its measurements."""

    name: str
    server: servers.Server
    alone: list[float] = msgspec.field(default_factory=list)
    beside: list[float] = msgspec.field(default_factory=list)
    rates: list[float] = msgspec.field(default_factory=list)

    def measure(self, texts: Sequence[str], *, counts: bool) -> None:
        """Send the articles one by one, then from ``CLIENTS`` clients at once."""
        address = self.server.address
        alone = [post(address, text) for text in texts]
        begun = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            beside = list(pool.map(lambda text: post(address, text), [*texts, *texts]))
        busy = time.perf_counter() - begun
        if counts:
            self.alone += alone
            self.beside += beside
            self.rates.append(2 * sum(len(text.split()) for text in texts) / busy)

    def row(self) -> str:
        """Return the measurements as a row in Markdown."""
        memory = sum(map(servers.pss, servers.family(self.server.pid)))
        cells = [
            *(f"{one:.2f} s" for one in (*middle(self.alone), *middle(self.beside))),
            f"{statistics.median(self.rates):,.0f}",
            f"{memory:.0f} MiB",
        ]
        return "| " + " | ".join([self.name, *cells]) + " |"


def middle(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Start the servers, measure them in turns and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shapes", nargs="*", default=["1x2", "2x1"])
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--words", type=int, default=600)
    args = parser.parse_args()
    texts = [article(args.words, seed=seed) for seed in range(args.articles)]
    with ExitStack() as stack:
        shapes = [start(stack, name) for name in args.shapes]
        for number in range(args.rounds + 1):
            for shape in shapes:
                given = texts if number else texts[:4]
                shape.measure(given, counts=number > 0)
        rows = "\n".join(shape.row() for shape in shapes)
    sys.stdout.write(
        f"{machine.describe()}\n{args}\n\n"
        f"| | one client, p50 | p95 | {CLIENTS} clients, p50 | p95 | words/s | PSS |\n"
        f"|---|---:|---:|---:|---:|---:|---:|\n{rows}\n"
    )


def start(stack: ExitStack, name: str) -> Shape:
    """Start a server of a shape such as 2x1."""
    processes, threads = name.split("x")
    settings = {"WHOSAID_PROCESSES": processes, "WHOSAID_THREADS": threads}
    return Shape(name, stack.enter_context(servers.serve(settings)))


if __name__ == "__main__":
    main()

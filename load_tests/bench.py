"""Compare the service with Stanza and with its encoder alone, in one interleaved run.

    python -m load_tests.bench [--rounds 3] [--articles 6] [--words 600]

The contenders (``contenders.py``) take turns, each in a process of its own on one core
with one thread, so that a slow minute of the machine affects all of them. The service
over HTTP and the encoder alone (the limit of the speed) also run on all cores. spaCy
takes part where the dependency group ``bench`` is installed.
``load_tests/RESULTS.md`` has the results.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from load_tests import machine, servers
from load_tests.recipe import article
from load_tests.requests_http import post
from load_tests.spacy_small import is_installed
from service.attributor import parsed_passages
from service.text.reader import read_article

SLOW = {"c"}
"""Contenders that read one article a round, since they are slow."""


class Sample(msgspec.Struct):
    """The measurements of a contender over all rounds."""

    label: str
    cores: int = 1
    words: int = 0
    busy: float = 0.0
    """Wall-clock seconds."""
    computed: float = 0.0
    """Seconds of processor time; not measured over HTTP."""
    times: list[float] = msgspec.field(default_factory=list)
    memory: float = 0.0

    @property
    def rate(self) -> float:
        """Words per second and core."""
        return self.words / self.busy / self.cores

    @property
    def computed_rate(self) -> str:
        """Words per second of processor time, which neighbours change little."""
        return f"{self.words / self.computed:,.0f}" if self.computed else "-"


def work(pipe: Connection, key: str, core: int | None, options: dict[str, Any]) -> None:
    """Build a contender, then time the articles of every message (process target)."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    import torch  # noqa: PLC0415 - not needed in the parent

    from load_tests.contenders import CONTENDERS  # noqa: PLC0415

    torch.set_num_threads(1)
    _, build, given = CONTENDERS[key]
    run = build(**given, **options)
    pipe.send(None)
    for articles in iter(pipe.recv, None):
        begun = time.process_time()
        times = run(articles)
        pipe.send((times, time.process_time() - begun, servers.peak(os.getpid())))


@contextmanager
def contender(
    key: str, core: int | None, options: dict[str, Any]
) -> Iterator[Connection]:
    """Run a contender in a process of its own while the body runs."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=work, args=(there, key, core, options))
    process.start()
    here.recv()
    try:
        yield here
    finally:
        here.send(None)
        process.join()


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=6)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--only", default="", help="contenders, with commas")
    args = parser.parse_args()
    texts = [article(args.words, seed=seed) for seed in range(args.articles)]
    with ExitStack() as stack:
        samples = Bench(stack, texts, set(filter(None, args.only.split(",")))).run(
            args.rounds
        )
    sys.stdout.write(f"{machine.describe()}\n{args}\n\n{table(samples)}\n")


class Bench:
    """The contenders in their processes, and the servers."""

    def __init__(self, stack: ExitStack, texts: Sequence[str], only: set[str]) -> None:
        from load_tests.contenders import CONTENDERS  # noqa: PLC0415 - imports torch

        self._texts = texts
        self._cores = sorted(os.sched_getaffinity(0))
        self.samples: dict[str, Sample] = {}
        self._pipes: dict[str, list[Connection]] = {}
        self._servers: dict[str, tuple[servers.Server, int]] = {}
        for key, (label, _, _) in CONTENDERS.items():
            if (only and key not in only) or (key == "s" and not is_installed()):
                continue
            options = {"folder": _default(stack)} if key == "c" else {}
            one = stack.enter_context(contender(key, self._cores[0], options))
            self._pipes[key] = [one]
            self.samples[key] = Sample(label)
        if not only or "f" in only:
            self._pipes["f*"] = [
                stack.enter_context(contender("f", core, {})) for core in self._cores
            ]
            self.samples["f*"] = Sample("the limit on all cores", len(self._cores))
        cores = len(self._cores)
        shapes = {
            "e1": (1, 1, 1),
            "e1*": (1, cores, 1),
            "e8/1": (8, 1, 1),
            "e8": (8, cores, 1),
        }
        for key, shape in shapes.items():
            if not only or key in only:
                self._serve(stack, key, *shape)

    def _serve(
        self, stack: ExitStack, key: str, clients: int, processes: int, threads: int
    ) -> None:
        settings = {
            "WHOSAID_PROCESSES": str(processes),
            "WHOSAID_THREADS": str(threads),
        }
        server = stack.enter_context(servers.serve(settings))
        self._servers[key] = (server, clients)
        label = (
            f"over HTTP, {clients} at a time, {processes} x {threads} "
            f"thread{'s' * (threads > 1)}"
        )
        self.samples[key] = Sample(label, processes * threads)

    def run(self, rounds: int) -> dict[str, Sample]:
        """Run a warm-up round and ``rounds`` measured ones; return the samples."""
        articles = [_passages(text) for text in self._texts]
        for number in range(rounds + 1):
            for key, pipes in self._pipes.items():
                given = articles[:1] if key in SLOW or not number else articles
                self._round(self.samples[key], pipes, given, counts=number > 0)
            for key, (server, clients) in self._servers.items():
                self._ask(self.samples[key], server, clients, counts=number > 0)
        return self.samples

    def _round(
        self,
        sample: Sample,
        pipes: list[Connection],
        articles: list[Any],
        *,
        counts: bool,
    ) -> None:
        for pipe in pipes:
            pipe.send(articles)
        replies = [pipe.recv() for pipe in pipes]
        sample.memory = max(memory for _, _, memory in replies)
        if counts:
            sample.words += len(pipes) * sum(map(_count, articles))
            sample.busy += max(sum(times) for times, _, _ in replies)
            sample.computed += sum(computed for _, computed, _ in replies)
            sample.times += [one for times, _, _ in replies for one in times]

    def _ask(
        self, sample: Sample, server: servers.Server, clients: int, *, counts: bool
    ) -> None:
        texts = list(self._texts) * min(4, clients)
        begun = time.perf_counter()
        with ThreadPoolExecutor(clients) as pool:
            times = list(pool.map(lambda text: post(server.address, text), texts))
        busy = time.perf_counter() - begun
        sample.memory = sum(map(servers.pss, servers.family(server.pid)))
        if counts:
            sample.words += sum(len(text.split()) for text in texts)
            sample.busy += busy
            sample.times += times


def _default(stack: ExitStack) -> str:
    from load_tests import official_default  # noqa: PLC0415 - imports torch

    folder = stack.enter_context(tempfile.TemporaryDirectory())
    official_default.build(Path(__file__).parents[1] / "models", Path(folder))
    return folder


def _passages(text: str) -> list[Any]:
    return list(parsed_passages(read_article(text)))


def _count(passages: Sequence[Any]) -> int:
    return sum(len(passage.text.split()) for passage in passages)


def table(samples: dict[str, Sample]) -> str:
    """Return the samples as a table in Markdown."""
    names = [key for key in ("a", "b", "c", "s", "f", "f*") if key in samples]
    head = ["", "contender", "words/s per core", "words per processor second"]
    head += ["p50 s", "p95 s", "MiB"]
    head += [f"x {name}" for name in names]
    rows = [head, ["---"] * len(head)]
    for key, sample in samples.items():
        ratios = [f"{sample.rate / samples[name].rate:.2f}" for name in names]
        times = sample.times
        p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        seconds = [f"{statistics.median(sample.times):.3f}", f"{p95:.3f}"]
        rates = [f"{sample.rate:,.0f}", sample.computed_rate]
        rows.append(
            [key, sample.label, *rates, *seconds, f"{sample.memory:.0f}", *ratios]
        )
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


if __name__ == "__main__":
    main()

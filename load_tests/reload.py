"""Measure a reload (SIGHUP) under load: statuses, seconds and the peak of memory.

    python -m load_tests.reload [--clients 3] [--words 250]

Starts ``python -m service serve`` with the default number of processes, posts articles
from some clients without a pause, reloads, and prints the statuses of all requests, how
long the reload took, and the proportional set size (PSS) of all processes before,
during (the highest of some samples a second) and after it.
"""

import argparse
import itertools
import os
import signal
import sys
import threading
import time
import urllib.error
from collections import Counter
from pathlib import Path
from typing import Self

from load_tests import machine, servers
from load_tests.recipe import article
from load_tests.requests_http import post
from service.serving.gunicorn.successor_worker import LOADING_SECONDS

SAMPLE_SECONDS = 0.2
REST = 5.0
"""Seconds of load before and after the reload."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=3)
    parser.add_argument("--words", type=int, default=250)
    args = parser.parse_args()
    with servers.serve({}) as server, _Load(server.address, args) as load:
        time.sleep(REST)
        before = _memory(server.pid)
        seconds, peak = _reload(server.pid)
        time.sleep(REST)
        after = _memory(server.pid)
    sys.stdout.write(
        f"{machine.describe()}\n"
        f"{args.clients} clients, articles of {args.words} words, ready after "
        f"{server.ready:.1f} s\n"
        f"reload: {seconds:.1f} s from SIGHUP to the end of the old worker\n"
        f"statuses: {dict(load.statuses)}\n"
        f"PSS: {before:.0f} MiB before, {peak:.0f} MiB at most, {after:.0f} MiB after\n"
    )


class _Load:
    """Clients that post articles while the ``with`` block runs."""

    def __init__(self, address: str, args: argparse.Namespace) -> None:
        self.statuses: Counter[str] = Counter()
        self._address = address
        self._words: int = args.words
        self._seeds = itertools.count()
        self._done = threading.Event()
        self._threads = [
            threading.Thread(target=self._post) for _ in range(args.clients)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _post(self) -> None:
        while not self._done.is_set():
            try:
                post(self._address, article(self._words, seed=next(self._seeds)))
                status = "200"
            except urllib.error.HTTPError as error:
                status = str(error.code)
            except OSError as error:
                status = type(error).__name__
            self.statuses[status] += 1


def _reload(master: int) -> tuple[float, float]:
    """Reload; return the seconds that it took and the peak of the memory in MiB.

    Raises:
        TimeoutError: the old worker is still the only one.
    """
    old = _workers(master)
    begun = time.monotonic()
    os.kill(master, signal.SIGHUP)
    peak = 0.0
    while len(now := _workers(master)) != 1 or now == old:
        peak = max(peak, _memory(master))
        time.sleep(SAMPLE_SECONDS)
        if now == old and time.monotonic() - begun > LOADING_SECONDS:
            raise TimeoutError("the reload failed; the log says why")
    return time.monotonic() - begun, peak


def _workers(master: int) -> list[int]:
    """Return the ids of the HTTP workers."""
    children = Path(f"/proc/{master}/task/{master}/children")
    return [int(word) for word in children.read_text("ascii").split()]


def _memory(master: int) -> float:
    """Return the PSS of all processes in MiB; those that have just ended have none."""
    total = 0.0
    for worker in [master, *_workers(master)]:
        try:
            ids = [worker] if worker == master else list(servers.family(worker))
        except OSError:
            continue
        for pid in ids:
            try:
                total += servers.pss(pid)
            except OSError:
                continue
    return total


if __name__ == "__main__":
    main()

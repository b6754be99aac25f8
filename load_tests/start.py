"""Measure starts: seconds until ready, first request, memory of a second process.

    python -m load_tests.start [--starts 5] [--processes 2 3]

Starts ``python -m service serve`` repeatedly with one inference process of one thread,
and prints the median time until it is ready, the time of the first request relative to
the median of the next ones, and the proportional set size (PSS) that a second inference
process adds. ``--processes`` prints the memory for these numbers of processes instead,
and how much of it is anonymous: the rest are pages of files, of which a machine that
runs other programs with the same libraries counts only a share here.
"""

import argparse
import statistics
import sys

import msgspec

from load_tests import machine, servers
from load_tests.recipe import article
from load_tests.requests_http import post

WORDS = 600
LATER = 8
"""Number of requests after a start."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--processes", type=int, nargs="*", metavar="N")
    args = parser.parse_args()
    if args.processes:
        _measure_processes(args.processes)
        return
    ready, firsts = [], []
    for _ in range(args.starts):
        with servers.serve(_settings(1)) as server:
            ready.append(server.ready)
            times = [
                post(server.address, article(WORDS, seed=seed)) for seed in range(LATER)
            ]
            firsts.append(times[0] / statistics.median(times[1:]))
    one, two = _memory(1).size, _memory(2).size
    sys.stdout.write(
        f"{machine.describe()}\n"
        f"ready after {statistics.median(ready):.2f} s, median of "
        f"{', '.join(f'{one:.2f}' for one in sorted(ready))}\n"
        f"first request: {statistics.median(firsts):.2f} times the median of the next "
        f"{LATER - 1} (median of {args.starts} starts)\n"
        f"PSS of all processes: {one:.0f} MiB with one inference process, {two:.0f} "
        f"with two: {two - one:.0f} for one more\n"
    )


class Memory(msgspec.Struct, frozen=True):
    """The processes of a server that has read articles."""

    ready: float
    """Seconds until it was ready."""
    size: float
    """Proportional set size (PSS) of all processes in MiB."""
    anonymous: float
    """The part of it that is no page of a file, in MiB."""
    processes: int

    def __str__(self) -> str:
        """Return a sentence for a table of results."""
        return (
            f"ready after {self.ready:.1f} s, PSS of all {self.processes} processes "
            f"{self.size:.0f} MiB, of which {self.anonymous:.1f} anonymous"
        )


def _measure_processes(numbers: list[int]) -> None:
    sys.stdout.write(f"{machine.describe()}\n")
    for number in numbers:
        sys.stdout.write(f"{number} inference processes: {_memory(number)}\n")
        sys.stdout.flush()


def _memory(processes: int) -> Memory:
    with servers.serve(_settings(processes)) as server:
        for seed in range(2 * processes + 2):
            post(server.address, article(WORDS, seed=seed))
        family = list(servers.family(server.pid))
        return Memory(
            server.ready,
            sum(map(servers.pss, family)),
            sum(servers.pss(one, "Pss_Anon") for one in family),
            len(family),
        )


def _settings(processes: int) -> dict[str, str]:
    return {
        "WHOSAID_PROCESSES": str(processes),
        "WHOSAID_THREADS": "1",
        "WHOSAID_DEADLINE": "120",
        "WHOSAID_GRACEFUL": "150",
    }


if __name__ == "__main__":
    main()

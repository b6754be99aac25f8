"""Measure one client on a warm server: time per article and memory.

    python -m load_tests.warm

It starts ``python -m service serve`` with one inference process of two threads, sends 3
articles of 600 words as a warm-up and 50 others one after the other, and prints median
and 95th percentile of the time, and the proportional set size (PSS) of master, worker
and inference process together.
"""

import argparse
import statistics
import sys

from load_tests import servers
from load_tests.recipe import article
from load_tests.requests_http import post

WORDS = 600
ARTICLES = 50
SETTINGS = {"WHOSAID_PROCESSES": "1", "WHOSAID_THREADS": "2"}


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    with servers.serve(SETTINGS) as server:
        for seed in (-3, -2, -1):
            post(server.address, article(WORDS, seed=seed))
        times = [
            post(server.address, article(WORDS, seed=seed)) for seed in range(ARTICLES)
        ]
        memory = sum(map(servers.pss, servers.family(server.pid)))
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    sys.stdout.write(
        f"ready after {server.ready:.1f} s; {ARTICLES} articles of {WORDS} words: "
        f"median {median:.2f} s, p95 {p95:.2f} s; PSS {memory:.0f} MiB\n"
    )


if __name__ == "__main__":
    main()

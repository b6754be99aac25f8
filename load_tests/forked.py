"""Measure the memory of inference processes that are forked, without a server.

    OMP_NUM_THREADS=1 python -m load_tests.forked [--most 3] [--articles 3]

Loads the models as the fork server does and forks up to ``--most`` processes that read
articles of their own. The output has the anonymous part of the proportional set size
(PSS) of all of them. Unlike the PSS of a server (``load_tests/start.py``) it has no
pages of files, of which other programs take a share, and no work of an HTTP worker.
"""

import argparse
import gc
import os
import sys

from load_tests import machine, servers
from load_tests.recipe import article
from service.attributor import Attributor
from service.bootstrap import build_attributor
from service.serving.workers.fork_server_process import trim_heap
from service.serving.workers.threads import load
from service.settings import Settings

WORDS = 200


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=3)
    parser.add_argument("--articles", type=int, default=3)
    args = parser.parse_args()
    if os.environ.get("OMP_NUM_THREADS") != "1":
        sys.exit("set OMP_NUM_THREADS=1: with more threads nothing can be forked")
    attributor = load(lambda: build_attributor(Settings()))
    gc.collect()
    trim_heap()
    gc.freeze()
    sys.stdout.write(f"{machine.describe()}\n")
    for count in range(args.most + 1):
        size = measure(attributor, count, args.articles)
        sys.stdout.write(f"fork server and {count} processes: {size:.1f} MiB\n")
        sys.stdout.flush()


def measure(attributor: Attributor, count: int, articles: int) -> float:
    """Return the anonymous PSS in MiB of this process and ``count`` forked ones."""
    done, end = os.pipe(), os.pipe()
    pids = [
        os.fork() or read(attributor, number, articles, done[1], end[0])
        for number in range(count)
    ]
    for _ in pids:
        os.read(done[0], 1)
    size = sum(servers.pss(pid, "Pss_Anon") for pid in (os.getpid(), *pids))
    os.write(end[1], bytes(count))
    for pid in pids:
        os.waitpid(pid, 0)
    for descriptor in (*done, *end):
        os.close(descriptor)
    return size


def read(
    attributor: Attributor, number: int, articles: int, done: int, end: int
) -> int:
    """Read articles in a forked process and wait; the process ends here."""
    try:
        load(lambda: attributor)
        for index in range(articles):
            attributor.attribute(article(WORDS, seed=number * articles + index))
        os.write(done, b"x")
        os.read(end, 1)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()

"""Measure one client on a warm server: time per article, and memory of all processes.

    python load_tests/warm.py

It starts ``python -m service serve`` on this machine, with one inference process of two
threads, sends it a 600-word article 3 times to warm it and 50 others once, one after
the other, and prints the median and the 95th percentile of the time, and the
proportional set size (PSS) of master, worker and inference process together.
"""

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from recipe import article

WORDS = 600
ARTICLES = 50
START_SECONDS = 120


def main() -> None:
    """Start, measure, print and stop."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "WHOSAID_PROCESSES": "1",
        "WHOSAID_THREADS": "2",
        "WHOSAID_LOG_LEVEL": "error",
    }
    command = [sys.executable, "-m", "service", "serve", "--port", str(port)]
    with subprocess.Popen(command, env={**os.environ, **settings}) as server:  # noqa: S603
        try:
            ready = _wait(port)
            times = list(_times(port))
            memory = sum(_pss(pid) for pid in _family(server.pid)) / 1024
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    sys.stdout.write(
        f"ready after {ready:.1f} s; {ARTICLES} articles of {WORDS} words: "
        f"median {median:.2f} s, p95 {p95:.2f} s; PSS {memory:.0f} MiB\n"
    )


def _wait(port: int) -> float:
    begun = time.monotonic()
    while time.monotonic() - begun < START_SECONDS:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return time.monotonic() - begun
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError("the server was not ready in time")


def _times(port: int) -> Iterator[float]:
    for seed in (-3, -2, -1, *range(ARTICLES)):
        body = json.dumps({"text": article(WORDS, seed=seed)}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/v1/attributions",
            data=body,
            headers={"Content-Type": "application/json"},
        )
        begun = time.monotonic()
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - ours
            answer.read()
        if seed >= 0:
            yield time.monotonic() - begun


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _pss(pid: int) -> int:
    """Return the proportional set size of a process in KiB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


if __name__ == "__main__":
    main()

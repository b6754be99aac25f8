"""Put the service under the load of ``locustfile.py`` at 1 and 2 inference processes.

    python load_tests/load.py [--seconds 20]

Starts a server for each number of processes, one torch thread each, raises the rate of
arrival step by step, and writes the tables of ``load_tests/RESULTS.md`` that stand
between its marks, and ``docs/load.svg``. The exit status is 1 where a step but the
highest fails a threshold.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import curve
import machine
import msgspec
import servers

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
PICTURE = HERE.parent / "docs" / "load.svg"
MARKS = "<!-- load -->", "<!-- /load -->"
RATES = (0.5, 1.0, 1.5, 2.0)
"""Requests a second for each inference process."""
USERS_PER_RATE = 10
"""A user sends a request every ten seconds."""
MOST_P95 = 5_000


class Step(msgspec.Struct, frozen=True):
    """What came of one rate of arrival."""

    processes: int
    rate: float
    passed: bool
    memory: float
    measured: dict[str, Any]


def main() -> None:
    """Run every step and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=20)
    args = parser.parse_args()
    steps: list[Step] = []
    for processes in (1, 2):
        settings = {"WHOSAID_PROCESSES": str(processes), "WHOSAID_THREADS": "1"}
        with servers.serve(settings) as server:
            steps.extend(_climb(server, processes, args.seconds))
    _write(steps, args.seconds)
    failed = [one for one in steps if not one.passed and one.rate < max(RATES)]
    sys.exit(f"{len(failed)} steps failed a threshold" if failed else 0)


def _climb(server: servers.Server, processes: int, seconds: int) -> Iterator[Step]:
    for rate in RATES:
        passed, measured = _drive(server, rate * processes, seconds)
        memory = sum(map(servers.pss, servers.family(server.pid)))
        step = Step(processes, rate, passed, memory, measured)
        sys.stdout.write(f"{step}\n")
        yield step


def _drive(
    server: servers.Server, rate: float, seconds: int
) -> tuple[bool, dict[str, Any]]:
    users = str(round(rate * USERS_PER_RATE))
    with tempfile.TemporaryDirectory() as folder:
        summary = Path(folder) / "summary.json"
        options = {
            "--locustfile": str(HERE / "locustfile.py"),
            "--host": server.address,
            "--users": users,
            "--spawn-rate": users,
            "--run-time": f"{seconds}s",
            "--stop-timeout": "20s",
            "--most-p95": str(MOST_P95),
            "--summary": str(summary),
            "--loglevel": "WARNING",
        }
        flat = [word for pair in options.items() for word in pair]
        done = subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-m", "locust", "--headless", "--only-summary", *flat],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return done.returncode == 0, json.loads(summary.read_text())


def _write(steps: list[Step], seconds: int) -> None:
    heads = ("processes", "requests/s", "words/s", "p50 ms", "p95 ms", "queue ms")
    heads += ("inference ms", "failed", "PSS MiB")
    rows = [f"| {' | '.join(heads)} |", "|" + "---:|" * len(heads)]
    for one in steps:
        got = one.measured
        rows.append(
            f"| {one.processes} | {one.rate * one.processes:g} "
            f"| {got['words_per_second']:,.0f} | {got['p50']:.0f} | {got['p95']:.0f} "
            f"| {got['queue']:.0f} | {got['inference']:.0f} "
            f"| {got['failed']:.1%} | {one.memory:.0f} |"
        )
    text = RESULTS.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    told = f"\n{machine.describe()}; {seconds} s a step.\n\n" + "\n".join(rows) + "\n"
    RESULTS.write_text(f"{before}{MARKS[0]}{told}{MARKS[1]}{after}", encoding="utf-8")
    lines = {
        f"{count} process{'es' * (count > 1)}": [
            (one.measured["words_per_second"], one.measured["p95"])
            for one in steps
            if one.processes == count
        ]
        for count in (1, 2)
    }
    curve.draw(PICTURE, lines)


if __name__ == "__main__":
    main()

"""Put the service under the load of ``locustfile.py`` at 1 and 2 inference processes.

    python -m load_tests.load [--seconds 24]

Starts a server for each number of processes, with one torch thread each, and measures
its capacity with a closed loop: a few clients that send the next request when the last
is answered. Then requests arrive at constant rates, fractions of the capacity, the last
of which exceeds it. Writes the table between the marks of ``load_tests/RESULTS.md`` and
``docs/load.svg``. The exit status is 1 if a step misses the criteria of
``acceptance.py``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from load_tests import curve, machine, mix, servers
from load_tests.acceptance import Answer, Measured, Step, faults, measure

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
PICTURE = HERE.parent / "docs" / "load.svg"
MARKS = "<!-- load -->", "<!-- /load -->"
PROCESSES = (1, 2)
SHARES = (0.25, 0.5, 0.75, 1.5)
"""Rates of arrival as fractions of the capacity."""
CLOSED_USERS = 6
"""Clients per process that measure the capacity."""
EVERY = 10
"""Seconds between two requests of a user, approximately."""


def main() -> None:
    """Run every step, write the results and set the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=24)
    args = parser.parse_args()
    steps: list[Step] = []
    for processes in PROCESSES:
        settings = {"WHOSAID_PROCESSES": str(processes), "WHOSAID_THREADS": "1"}
        with servers.serve(settings) as server:
            for step in climb(server, processes, args.seconds):
                sys.stdout.write(f"{step}\n")
                sys.stdout.flush()
                steps.append(step)
    write(steps, args.seconds)
    found = [fault for step in steps for fault in faults(step)]
    sys.exit("\n".join(found) or 0)


def climb(server: servers.Server, processes: int, seconds: int) -> Iterator[Step]:
    """Measure the capacity of a server, then load it with fractions of it."""
    best = drive(server, CLOSED_USERS * processes, every=0, seconds=seconds)
    yield _step(server, processes, 1.0, best)
    for share in SHARES:
        rate = share * best.words_per_second / mix.mean_words()
        users = max(1, round(EVERY * rate))
        measured = drive(server, users, every=users / rate, seconds=seconds)
        yield _step(server, processes, share, measured)


def _step(
    server: servers.Server, processes: int, share: float, measured: Measured
) -> Step:
    return Step(
        processes=processes,
        share=share,
        memory=sum(map(servers.pss, servers.family(server.pid))),
        measured=measured,
    )


def drive(
    server: servers.Server, users: int, *, every: float, seconds: int
) -> Measured:
    """Run locust with users that each send a request every so many seconds.

    Args:
        server: to load.
        users: number of users.
        every: seconds between two requests of a user; 0 sends without a pause.
        seconds: length of the run.
    """
    with tempfile.TemporaryDirectory() as folder:
        summary = Path(folder) / "summary.json"
        options = {
            "--locustfile": str(HERE / "locustfile.py"),
            "--host": server.address,
            "--users": str(users),
            "--spawn-rate": str(users),
            "--run-time": f"{seconds}s",
            "--stop-timeout": "30s",  # more than the service lets a request take
            "--every": str(every),
            "--summary": str(summary),
            "--loglevel": "WARNING",
        }
        flat = [word for pair in options.items() for word in pair]
        subprocess.run(  # noqa: S603 - fixed command
            [sys.executable, "-m", "locust", "--headless", "--only-summary", *flat],
            env=os.environ | {"PYTHONPATH": str(HERE.parent)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,  # load.py decides from the summary
        )
        return measure(msgspec.json.decode(summary.read_bytes(), type=list[Answer]))


def write(steps: list[Step], seconds: int) -> None:
    """Write the table and the plot."""
    heads = ["processes", "load", "requests/s", "words/s", "p50 s", "p95 s", "queue s"]
    heads += ("inference s", "refused", "their p95 ms", "other failures", "PSS MiB")
    rows = [f"| {' | '.join(heads)} |", "|" + "---:|" * len(heads)]
    rows += [f"| {' | '.join(_cells(step))} |" for step in steps]
    text = RESULTS.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    table = f"\n{machine.describe()}; {seconds} s a step.\n\n" + "\n".join(rows) + "\n"
    RESULTS.write_text(f"{before}{MARKS[0]}{table}{MARKS[1]}{after}", encoding="utf-8")
    lines = {
        f"{count} process{'es' * (count > 1)}": [
            (step.measured.words_per_second, step.measured.p95)
            for step in steps
            if step.processes == count and step.share != 1
        ]
        for count in PROCESSES
    }
    curve.draw(PICTURE, lines)


def _cells(step: Step) -> Iterator[str]:
    got = step.measured
    yield str(step.processes)
    yield "all it can" if step.share == 1 else f"{step.share:.0%}"
    yield f"{got.rate:.2f}"
    yield f"{got.words_per_second:,.0f}"
    yield from (f"{one:.2f}" for one in (got.p50, got.p95, got.queue, got.inference))
    yield f"{got.refused / max(1, got.requests):.1%}"
    yield f"{1000 * got.refusal:.0f}" if got.refused else "-"
    yield f"{sum(got.errors.values()) - got.refused}"
    yield f"{step.memory:.0f}"


if __name__ == "__main__":
    main()

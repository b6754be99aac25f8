"""Measure `whosaid batch` alone and beside two busy processes.

    python -m load_tests.neighbours [--articles 60] [--words 250] [--rounds 2]

The same articles are read by ``python -m service batch`` with its defaults, alone and
beside as many processes that never sleep, in turns. Where two of them share two cores
with two workers, half of the throughput is due. The output has the words per second of
each, from the start of the command to its end; the exit status is 1 if less than
``LEAST`` of the throughput remains.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from load_tests import machine
from load_tests.recipe import article

BUSY = 2
LEAST = 0.4
OWN = ("WHOSAID_", "OMP_")
"""Beginnings of variables that `batch` does not get: its defaults are measured."""
_SPIN = "while True: pass"


def main() -> None:
    """Measure, print the rows and set the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--words", type=int, default=250)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    texts = [article(args.words, seed=seed) for seed in range(args.articles)]
    words = sum(len(text.split()) for text in texts)
    rates: dict[int, list[float]] = {0: [], BUSY: []}
    with tempfile.TemporaryDirectory() as folder:
        lines = (msgspec.json.encode({"text": text}) for text in texts)
        Path(folder, "in.jsonl").write_bytes(b"\n".join(lines))
        for _ in range(args.rounds):
            for number, found in rates.items():
                with busy(number):
                    found.append(words / read(Path(folder)))
    sys.stdout.write(f"{machine.describe()}\n{args}\n\n{table(rates)}\n")
    sys.exit(0 if share(rates) >= LEAST else 1)


@contextmanager
def busy(number: int) -> Iterator[None]:
    """Run processes that never sleep while the body runs."""
    command = [sys.executable, "-c", _SPIN]
    running = [subprocess.Popen(command) for _ in range(number)]  # noqa: S603 - fixed
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def read(folder: Path) -> float:
    """Return the seconds of ``batch`` on the articles of a folder."""
    output = folder / "out.jsonl"
    output.unlink(missing_ok=True)
    files = (str(folder / "in.jsonl"), str(output))
    command = [sys.executable, "-m", "service", "batch", *files]
    environ = {k: v for k, v in os.environ.items() if not k.startswith(OWN)}
    begun = time.perf_counter()
    subprocess.run(command, check=True, env=environ, stderr=subprocess.DEVNULL)  # noqa: S603 - fixed
    return time.perf_counter() - begun


def share(rates: dict[int, list[float]]) -> float:
    """Return the median rate beside the busy processes as a part of that alone."""
    return statistics.median(rates[BUSY]) / statistics.median(rates[0])


def table(rates: dict[int, list[float]]) -> str:
    """Return the rates in words per second as a table in Markdown."""
    names = {0: "batch alone", BUSY: "beside two busy processes"}
    rows = ["| | words/s, median | each round | of alone |", "|---|---:|---|---:|"]
    for number, found in rates.items():
        median = statistics.median(found)
        each = ", ".join(f"{rate:,.0f}" for rate in found)
        part = median / statistics.median(rates[0])
        rows.append(f"| {names[number]} | {median:,.0f} | {each} | {part:.2f} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()

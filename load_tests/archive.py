"""Measure ``archive``: speed beside ``batch``, equality with the service, memory.

    python -m load_tests.archive speed      2,000 articles of 360 words
    python -m load_tests.archive records    the same articles
    python -m load_tests.archive memory     20,000 articles of a paragraph

``speed`` generates articles by the seeded recipe, runs ``archive`` and ``batch`` on all
of them with two processes of one thread each, and ``archive`` on a quarter with one. It
prints the words per second of the whole commands, loading included, and of the time
after the first results, and compares all responses of the two. ``records`` sends every
article to a running service over HTTP and compares the responses with the tables of the
archive. ``memory`` prints the peak memory of the program (without Ray's other
processes) in the first quarter of the run and in the whole run.

With one ``--folder`` for all, ``records`` compares the tables that ``speed`` wrote.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from load_tests import machine, servers
from load_tests.archive_tables import compare
from load_tests.recipe import article
from load_tests.requests_http import ask

ENVIRON = {"WHOSAID_THREADS": "1", "OMP_NUM_THREADS": "1"}
PROGRAM = (sys.executable, "-m", "service")
INTERVAL = 0.25
TICKS = os.sysconf("SC_CLK_TCK")
KIB_PER_MIB = 1024
Measure = Callable[[Path, int | None, int | None], Iterator[str]]
SERVER = {"WHOSAID_PROCESSES": "2", "WHOSAID_DEADLINE": "110", **ENVIRON}
ASKED_AT_ONCE = 4


class Run(msgspec.Struct, frozen=True):
    """Time and samples of a run: seconds, parts or bytes written, resident KiB."""

    name: str
    words: int
    seconds: float
    cpu: float
    """Seconds of CPU time of all processes."""
    samples: tuple[tuple[float, int, int], ...]

    @property
    def start(self) -> float:
        """Seconds until the first results."""
        return next(at for at, written, _ in self.samples if written)

    @property
    def speed(self) -> float:
        """Words per second of the whole command."""
        return self.words / self.seconds

    @property
    def steady(self) -> float:
        """Words per second after the first results."""
        begun = next(written for _, written, _ in self.samples if written)
        last = self.samples[-1][1]
        return self.words * (1 - begun / last) / (self.seconds - self.start)

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.speed:.0f} words/s; {self.steady:.0f} after the "
            f"first results, which came after {self.start:.1f} s; "
            f"{self.words / self.cpu:.0f} per second of CPU time"
        )


def main() -> None:
    """Run the measurement that the command line names."""
    measures: dict[str, Measure] = {
        "speed": speed,
        "records": records,
        "memory": memory,
    }
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=measures)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--words", type=int)
    parser.add_argument("--folder", type=Path, help="keep inputs and outputs there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder: Path = args.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        sys.stdout.write(f"{machine.describe()}\n")
        for line in measures[args.what](folder, args.articles, args.words):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def speed(folder: Path, articles: int | None, words: int | None) -> Iterator[str]:
    """Compare two processes with one, and with ``batch``."""
    texts = _texts(articles, words)
    two = _run("archive", texts, folder / "two", workers=2)
    yield f"{len(texts)} articles, {two.words} words"
    yield str(two)
    batch = _run("batch", texts, folder / "batch", workers=2)
    yield str(batch)
    yield (
        f"archive: {two.speed / batch.speed:.3f} of batch, start and all; "
        f"{two.steady / batch.steady:.3f} after the first results; "
        f"{batch.cpu / two.cpu:.3f} per second of CPU time"
    )
    found = compare((folder / "batch").read_bytes().splitlines(), folder / "two")
    yield f"batch: {found}"
    one = _run("archive", texts[: len(texts) // 4], folder / "one", workers=1)
    yield str(one)
    yield (
        f"two workers: {two.speed / one.speed:.2f} times one, start and all; "
        f"{two.steady / one.steady:.2f} after the first results"
    )


def records(folder: Path, articles: int | None, words: int | None) -> Iterator[str]:
    """Compare the tables with the responses of the service."""
    texts = _texts(articles, words)
    _command("archive", _source(texts, folder / "two"), folder / "two", workers=2)
    requests = [{"id": str(n), "text": text} for n, text in enumerate(texts)]
    with servers.serve(SERVER) as server, ThreadPoolExecutor(ASKED_AT_ONCE) as threads:
        answers = list(threads.map(partial(ask, server.address), requests))
    yield f"the service: {compare(answers, folder / 'two')}"


def memory(folder: Path, articles: int | None, words: int | None) -> Iterator[str]:
    """Measure the memory of the program over many short articles."""
    count = articles or 20_000
    texts = [article(words or 1, seed=n).partition("\n")[0] for n in range(count)]
    run = _run("archive", texts, folder / "many", workers=2)
    parts = run.samples[-1][1]
    quarter = max(kib for _, written, kib in run.samples if written <= parts / 4)
    peak = max(kib for *_, kib in run.samples)
    yield f"{count} articles, {run.words} words, in {run.seconds:.0f} s"
    yield (
        f"peak memory: {quarter / KIB_PER_MIB:.1f} MiB in the first quarter, "
        f"{peak / KIB_PER_MIB:.1f} MiB in all ({peak / quarter - 1:+.1%})"
    )


def _texts(articles: int | None, words: int | None) -> list[str]:
    return [article(words or 360, seed=seed) for seed in range(articles or 2_000)]


def _source(texts: Sequence[str], output: Path) -> Path:
    """Write the input of a run, unless it exists.

    A rewritten file would have a new modification time and so be another input.
    """
    source = output.with_suffix(".jsonl")
    lines = (json.dumps({"id": str(n), "text": t}) for n, t in enumerate(texts))
    content = "".join(f"{line}\n" for line in lines)
    if not source.exists() or source.read_text() != content:
        source.write_text(content)
    return source


def _command(command: str, source: Path, output: Path, *, workers: int) -> None:
    argv: list[str | Path] = [*PROGRAM, command, source, output]
    argv += ["--workers", str(workers)]
    subprocess.run(argv, env=os.environ | ENVIRON, check=True)  # noqa: S603


def _run(command: str, texts: Sequence[str], output: Path, *, workers: int) -> Run:
    """Run a command to its end and sample output and memory."""
    source = _source(texts, output)
    samples: list[tuple[float, int, int]] = []
    spent: dict[int, float] = {}
    mark = uuid.uuid4().hex
    began = time.monotonic()
    with subprocess.Popen(  # noqa: S603
        [*PROGRAM, command, source, output, "--workers", str(workers)],
        env=os.environ | ENVIRON | {"MARK": mark},
    ) as process:
        while process.poll() is None:
            held = _resident(process.pid)
            samples.append((time.monotonic() - began, _written(output), held))
            spent |= _spent(mark)
            time.sleep(INTERVAL)
    seconds = time.monotonic() - began
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    words = sum(len(text.split()) for text in texts)
    samples.append((seconds, _written(output), 0))
    name = f"{command}, {workers} processes"
    return Run(name, words, seconds, sum(spent.values()), tuple(samples))


def _spent(mark: str) -> dict[int, float]:
    """Return the CPU seconds of each process with ``mark`` in its environment."""
    found: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        try:
            if mark.encode() in (entry / "environ").read_bytes():
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                found[int(entry.name)] = (int(fields[11]) + int(fields[12])) / TICKS
        except (OSError, ValueError):
            continue
    return found


def _written(output: Path) -> int:
    """Return the number of parts of a folder, or of bytes of a file."""
    if output.is_file():
        return output.stat().st_size
    return len(list(output.glob("articles/part-*")))


def _resident(pid: int) -> int:
    """Return the resident set size of a process in KiB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if "VmRSS" in line]
    return int(found[0]) if found else 0


if __name__ == "__main__":
    main()

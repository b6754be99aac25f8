"""Measure archives: speed against ``batch``, the same records, memory of the program.

    python load_tests/archive.py speed [ARTICLES] [WORDS]    2000 articles of 100 words
    python load_tests/archive.py memory [ARTICLES]           20000 articles

``speed`` makes articles by the seeded recipe, lets ``batch`` and ``archive`` read all
of them with two processes of one thread each, and ``archive`` half of them with one.
It prints words per second of whole commands, loading and all, and those after the
first results, and compares every response of the two. ``memory`` prints the peak
memory of the program (not of Ray's other processes) over articles of one paragraph, in
the first quarter of its work and in all.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.dataset as ds
from recipe import article

ENVIRON = {"WHOSAID_THREADS": "1", "OMP_NUM_THREADS": "1"}
PROGRAM = (sys.executable, "-m", "service")
INTERVAL = 0.25
TICKS = os.sysconf("SC_CLK_TCK")
KIB_PER_MIB = 1024
Measure = Callable[..., Iterator[str]]
SPANS = ("cue", "source", "addressee")


class Run(msgspec.Struct, frozen=True):
    """What a command did: seconds, parts or bytes written, KiB held, many times."""

    name: str
    words: int
    seconds: float
    cpu: float
    """Seconds of CPU time, of all its processes together."""
    looks: tuple[tuple[float, int, int], ...]

    @property
    def start(self) -> float:
        """Seconds until the first results."""
        return next(at for at, written, _ in self.looks if written)

    @property
    def speed(self) -> float:
        """Words per second of the whole command."""
        return self.words / self.seconds

    @property
    def steady(self) -> float:
        """Words per second after the first results."""
        begun = next(written for _, written, _ in self.looks if written)
        last = self.looks[-1][1]
        return self.words * (1 - begun / last) / (self.seconds - self.start)

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.speed:.0f} words/s; {self.steady:.0f} after the "
            f"first results, which came after {self.start:.1f} s; "
            f"{self.words / self.cpu:.0f} per second of CPU time"
        )


def main() -> None:
    """Measure what is asked for."""
    what, *numbers = sys.argv[1:] or ["speed"]
    measures: dict[str, Measure] = {"speed": speed, "memory": memory}
    with tempfile.TemporaryDirectory() as folder:
        for line in measures[what](Path(folder), *map(int, numbers)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def speed(folder: Path, articles: int = 2_000, words: int = 100) -> Iterator[str]:
    """Compare one process with two, and both with batch."""
    texts = [article(words, seed=seed) for seed in range(articles)]
    two = _run("archive", texts, folder / "two", workers=2)
    yield f"{articles} articles, {two.words} words"
    yield str(two)
    batch = _run("batch", texts, folder / "batch", workers=2)
    yield str(batch)
    yield (
        f"archive: {two.speed / batch.speed:.3f} of batch, start and all; "
        f"{two.steady / batch.steady:.3f} after the first results; "
        f"{batch.cpu / two.cpu:.3f} per second of CPU time"
    )
    yield _compare(folder / "batch", folder / "two")
    one = _run("archive", texts[: articles // 2], folder / "one", workers=1)
    yield str(one)
    yield f"two workers: {two.steady / one.steady:.2f} times one"


def memory(folder: Path, articles: int = 20_000) -> Iterator[str]:
    """Watch the program over many short articles."""
    texts = [article(1, seed=seed).partition("\n")[0] for seed in range(articles)]
    run = _run("archive", texts, folder / "out", workers=2)
    parts = run.looks[-1][1]
    quarter = max(kib for _, written, kib in run.looks if written <= parts / 4)
    peak = max(kib for *_, kib in run.looks)
    yield f"{articles} articles, {run.words} words, in {run.seconds:.0f} s"
    yield (
        f"peak memory: {quarter / KIB_PER_MIB:.1f} MiB in the first quarter, "
        f"{peak / KIB_PER_MIB:.1f} MiB in all ({peak / quarter - 1:+.1%})"
    )


def _run(command: str, texts: Sequence[str], output: Path, *, workers: int) -> Run:
    """Run a command to its end, and look at it all the while."""
    source = output.with_suffix(".jsonl")
    lines = (json.dumps({"id": str(n), "text": t}) for n, t in enumerate(texts))
    source.write_text("".join(f"{line}\n" for line in lines))
    looks: list[tuple[float, int, int]] = []
    spent: dict[int, float] = {}
    mark = uuid.uuid4().hex
    began = time.monotonic()
    with subprocess.Popen(  # noqa: S603
        [*PROGRAM, command, source, output, "--workers", str(workers)],
        env=os.environ | ENVIRON | {"MARK": mark},
    ) as process:
        while process.poll() is None:
            held = _resident(process.pid)
            looks.append((time.monotonic() - began, _written(output), held))
            spent |= _spent(mark)
            time.sleep(INTERVAL)
    seconds = time.monotonic() - began
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    words = sum(len(text.split()) for text in texts)
    looks.append((seconds, _written(output), 0))
    name = f"{command}, {workers} processes"
    return Run(name, words, seconds, sum(spent.values()), tuple(looks))


def _spent(mark: str) -> dict[int, float]:
    """Return the CPU time so far of each process with a mark in its environment."""
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
    """Return how many parts a folder has, or bytes a file."""
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


def _compare(batch: Path, archive: Path) -> str:
    """Make the responses from the tables and compare them with those of batch."""
    said = defaultdict[int, list[dict[str, Any]]](list)
    for row in _rows(archive / "attributions"):
        said[row["position"]].append(row)
    articles = {row["position"]: row for row in _rows(archive / "articles")}
    lines = batch.read_bytes().splitlines()
    wrong = sum(
        msgspec.json.decode(line) != _response(articles.pop(n, {}), said.pop(n, []))
        for n, line in enumerate(lines, 1)
    )
    same = len(lines) - wrong
    return (
        f"{same} of {len(lines)} responses are the same, {len(articles)} are too many"
    )


def _rows(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ds.dataset(folder).to_table().to_pylist()
    return rows


def _response(article_row: dict[str, Any], said: list[dict[str, Any]]) -> object:
    """Return the response that the tables hold."""
    kept = ("id", "language", "speakers", "outlets", "credits", "warnings", "model")
    fields = {name: article_row.get(name) for name in kept}
    return fields | {
        "offset_unit": "codepoint",
        "attributions": [_attribution(row) for row in said],
    }


def _attribution(row: dict[str, Any]) -> dict[str, Any]:
    plain = ("id", "type", "kind", "content", "parent", "continues", "negated")
    spans = {name: _span(row, name, name) for name in SPANS}
    if spans["cue"]:
        spans["cue"]["lemma"] = row["cue_lemma"]
    speaker = {name: row[f"speaker_{name}"] for name in ("id", "type")}
    outlet = {"id": row["outlet_id"], "name": row["outlet"]}
    mention = _span(row, "outlet", "outlet_mention")
    return {
        **{name: row[name] for name in (*plain, "confidence")},
        **spans,
        "speaker": speaker | {"name": row["speaker"]} if speaker["id"] else None,
        "outlet": outlet | {"mention": mention} if outlet["id"] else None,
        "evidence": [],
    }


def _span(row: dict[str, Any], name: str, text: str) -> dict[str, Any] | None:
    if row[text] is None:
        return None
    return {"start": row[f"{name}_start"], "end": row[f"{name}_end"], "text": row[text]}


if __name__ == "__main__":
    main()

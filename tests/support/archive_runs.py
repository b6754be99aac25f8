"""Run the archive command with fake models, and inspect its output and processes."""

import io
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
from rich.console import Console

from service.cli.commands import archive
from service.cli.parser import build_parser
from service.cli.terminal import Terminal

FACTORY = "tests.support.fake_models:build"
GPU_REPORTING_FACTORY = "tests.support.fake_models:build_gpu_reporting"
ROOT = Path(__file__).parents[2]
SMALL: Mapping[str, str] = {"WHOSAID_UNIT_WORDS": "50", "WHOSAID_THREADS": "1"}
"""Settings with which a batch has one article."""
FILLING = "x" * 12_000
"""Text of an article; three of them exceed a block."""
PROGRAM = """
import functools, sys
from tests.support.archive_runs import FACTORY
from service.cli.commands import archive
from service.cli import main
archive.run = functools.partial(archive.run, factory=FACTORY)
sys.exit(main(["archive", *sys.argv[1:]]))
"""
"""A program that runs the archive command with fake models."""


def run(argv: Sequence[str], *, factory: str = FACTORY) -> None:
    """Run the command with fake models in this process; errors are raised."""
    context = Terminal(
        environ=SMALL,
        stdin=io.BytesIO(),
        stdout=io.BytesIO(),
        console=Console(),
        errors=Console(stderr=True, soft_wrap=True),
    )
    args = build_parser().parse_args(["archive", *argv])
    archive.run(args, context, factory=factory)


def write_articles(path: Path, texts: Sequence[str]) -> Path:
    """Write a JSONL input whose ids are its line numbers; return the path."""
    lines = (json.dumps({"id": str(n), "text": t}) for n, t in enumerate(texts, 1))
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def slow_articles(count: int) -> list[str]:
    """Return articles that take half a second each; a block has two."""
    return [f"SLOW {n} {FILLING}" for n in range(count)]


def table(folder: Path, name: str, form: str = "parquet") -> list[dict[str, Any]]:
    """Return the rows of a table of an output."""
    files = sorted((folder / name).glob(f"part-*.{form}"))
    found = ds.dataset([str(path) for path in files], format=form.removesuffix("l"))
    return found.to_table().to_pylist()


def check_whole(folder: Path, count: int) -> None:
    """Assert that every article has exactly one row and no temporary part is left."""
    places = Counter(row["position"] for row in table(folder, "articles"))
    assert places == Counter(range(1, count + 1))
    assert list((folder / ".run/passing").iterdir()) == []


def parts(folder: Path) -> dict[str, int]:
    """Return the modification time of each complete part, by file name."""
    found = (folder / "articles").glob("part-*")
    return {path.name: path.stat().st_mtime_ns for path in found}


def reading(folder: Path, number: int) -> list[int]:
    """Return the blocks, from ``number`` on, that are being read."""
    notes = (folder / ".run/attempts").glob("block-*")
    numbers = (int(path.name.removeprefix("block-")) for path in notes)
    return [found for found in numbers if found >= number]


def processes(mark: str) -> Iterator[tuple[int, str]]:
    """Yield id and title of the processes with ``mark`` in their environment."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                marked = mark.encode() in (entry / "environ").read_bytes()
                title = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if marked and title:  # a zombie has no title
                yield int(entry.name), title

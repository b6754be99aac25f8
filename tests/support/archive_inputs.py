"""Inputs of archives on disk, their plans and the articles read from them."""

import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from service.archive.input.blocks import ArchivePlan, decode_block, plan_blocks
from service.archive.input.input_files import find_input_files
from service.archive.input.read_articles import InputArticle, read_block

LIMIT = 10_000


def plan_of(given: Path, *, sample: int | None = None) -> ArchivePlan:
    """Return the plan of an input, or of a sample of it."""
    sources = find_input_files(os.fspath(given), output=Path("/nowhere"))
    return plan_blocks(sources, sample=sample)


def items(plan: ArchivePlan, *, limit: int = LIMIT) -> list[InputArticle]:
    """Return all articles of a plan, in order."""
    return [
        item
        for block in plan.blocks
        for item in read_block(decode_block(block), limit=limit)
    ]


def write_lines(path: Path, count: int, *, size: int = 10) -> Path:
    """Write a JSONL file of ``count`` articles; return the path."""
    lines = (json.dumps({"id": f"a{n}", "text": "x" * size}) for n in range(count))
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def write_table(path: Path, count: int, *, group: int = 7) -> Path:
    """Write a Parquet file of ``count`` articles in row groups; return the path."""
    texts = [f"text {n}" for n in range(count)]
    table = pa.table({"url": texts, "text": texts, "id": list(range(count))})
    pq.write_table(table, path, row_group_size=group)
    return path

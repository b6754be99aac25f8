"""The input cut into blocks, and read back from them."""

import json
import os
from itertools import pairwise
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.archive.failure import ArchiveFailed
from service.archive.input import blocks as planning
from service.archive.input.blocks import Plan, decode_block, make_plan
from service.archive.input.input_files import find_sources
from service.archive.input.read_articles import Item, read_block

LIMIT = 10_000


def plan_of(given: Path, *, sample: int | None = None) -> Plan:
    """Return the plan of an input."""
    sources = find_sources(os.fspath(given), output=Path("/nowhere"))
    return make_plan(sources, sample=sample)


def items(plan: Plan, *, limit: int = LIMIT) -> list[Item]:
    """Return all articles of a plan."""
    return [
        item
        for block in plan.blocks
        for item in read_block(decode_block(block), limit=limit)
    ]


def write_lines(path: Path, count: int, *, size: int = 10) -> Path:
    """Write a file of so many articles."""
    lines = (json.dumps({"id": f"a{n}", "text": "x" * size}) for n in range(count))
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def write_table(path: Path, count: int, *, group: int = 7) -> Path:
    """Write a Parquet file in row groups."""
    texts = [f"text {n}" for n in range(count)]
    table = pa.table({"url": texts, "text": texts, "id": list(range(count))})
    pq.write_table(table, path, row_group_size=group)
    return path


def test_lines(tmp_path: Path) -> None:
    """Every line is an article; blank ones count as lines and are nothing else."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(
        b'{"id": "a", "text": "A", "date": "2024"}\n\n  \r\n{"text": "B"}\r\n'
        b'{"id": 7, "text": "C"}'
    )

    plan = plan_of(path)

    assert plan.articles == plan.total == 3
    assert items(plan) == [
        Item("in.jsonl", 1, "a", "A"),
        Item("in.jsonl", 4, None, "B"),
        Item("in.jsonl", 5, "7", "C"),
    ]


@pytest.mark.parametrize(
    ("line", "name", "code"),
    [
        (b'{"id": "a"}', "a", "invalid_field"),
        (b'{"id": "a", "text": 3}', "a", "invalid_field"),
        (b'{"id": ["a"], "text": "A"}', None, "invalid_field"),
        (b"{", None, "malformed_body"),
        (b'{"text": "\xff"}', None, "malformed_body"),
        (b'{"a":' + b"[" * 9_000, None, "malformed_body"),
        (b'{"id": "a", "text": "' + b"x" * LIMIT + b'"}', None, "body_too_large"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_lines(tmp_path: Path, line: bytes, name: str | None, code: str) -> None:
    """A line that is no article is told in its place, and the next one is read."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(line + b'\n{"id": "b", "text": "B"}\n')

    bad, good = items(plan_of(path))

    assert (bad.position, bad.id, bad.code) == (1, name, code)
    assert bad.detail
    assert good == Item("in.jsonl", 2, "b", "B")


def test_very_long_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is never held whole: it is skipped in steps."""
    monkeypatch.setattr(planning, "LINE_STEP", 16)
    monkeypatch.setattr("service.archive.input.read_articles.LINE_STEP", 16)
    path = write_lines(tmp_path / "in.jsonl", 3, size=100)

    found = items(plan_of(path), limit=40)

    assert [item.code for item in found] == ["body_too_large"] * 3
    assert [item.text for item in items(plan_of(path))] == ["x" * 100] * 3


def test_table(tmp_path: Path) -> None:
    """The columns id and text of a Parquet file are read, numbers as ids too."""
    plan = plan_of(write_table(tmp_path / "in.parquet", 20))

    assert items(plan) == [
        Item("in.parquet", n + 1, str(n), f"text {n}") for n in range(20)
    ]


def test_blocks_inside_of_row_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block may begin and end anywhere in a row group."""
    monkeypatch.setattr(planning, "MOST_ARTICLES", 3)
    monkeypatch.setattr("service.archive.input.parquet.STEP", 2)

    plan = plan_of(write_table(tmp_path / "in.parquet", 20))

    assert plan.sizes == (3, 3, 3, 3, 3, 3, 2)
    assert [item.text for item in items(plan)] == [f"text {n}" for n in range(20)]


def test_bad_rows(tmp_path: Path) -> None:
    """A null and what is not UTF-8 are told in their places."""
    raw = pa.array([b"A", None, b"\xff"], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    pq.write_table(pa.table({"text": texts}), tmp_path / "in.parquet")

    found = items(plan_of(tmp_path / "in.parquet"))

    assert [item.code for item in found] == [None, "invalid_field", "malformed_body"]
    assert [item.position for item in found] == [1, 2, 3]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"body": ["A"]}, "no column 'text'"),
        ({"text": [1]}, "no column 'text' of strings"),
        ({"text": ["A"], "id": [1.5]}, "'id' has no strings or integers"),
    ],
)
def test_other_tables(
    tmp_path: Path, columns: dict[str, list[object]], told: str
) -> None:
    """A table without the columns is refused before anything runs."""
    pq.write_table(pa.table(columns), tmp_path / "in.parquet")

    with pytest.raises(ArchiveFailed, match=told):
        plan_of(tmp_path)


def test_damaged_table(tmp_path: Path) -> None:
    """A damaged file is named: at once, or when its part is read."""
    path = write_table(tmp_path / "in.parquet", 2_000, group=100)
    plan = plan_of(path)
    data = bytearray(path.read_bytes())
    data[100:8_000] = b"\0" * 7_900
    path.write_bytes(data)

    with pytest.raises(ArchiveFailed, match=r"in\.parquet cannot be read"):
        items(plan)
    path.write_bytes(b"no Parquet")
    with pytest.raises(ArchiveFailed, match=r"in\.parquet cannot be read"):
        plan_of(path)


def test_texts(tmp_path: Path) -> None:
    """A text file is an article with the file's name as its id."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text("A\n", "utf-8")
    (tmp_path / "sub/b.txt").write_bytes(b"\xff")
    (tmp_path / "sub/c.txt").write_text("x" * (LIMIT + 1))

    good, bad, large = items(plan_of(tmp_path))

    assert good == Item("sub/a.txt", 1, "sub/a.txt", "A\n")
    assert (bad.id, bad.code) == ("sub/b.txt", "malformed_body")
    assert (large.id, large.code) == ("sub/c.txt", "body_too_large")


def test_blocks_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A block has a bounded number of articles and bytes; one article may be larger."""
    monkeypatch.setattr(planning, "LEAST_BYTES", 100)
    monkeypatch.setattr(planning, "MOST_ARTICLES", 3)
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in/a.jsonl", 7, size=1)
    write_lines(tmp_path / "in/b.jsonl", 2, size=200)

    plan = plan_of(tmp_path / "in")

    assert plan.sizes == (3, 3, 1, 1, 1)
    assert len(items(plan)) == plan.articles == 9


def test_blocks_span_files(tmp_path: Path) -> None:
    """Many small files are few blocks."""
    for n in range(50):
        write_lines(tmp_path / f"{n:02}.jsonl", 1)

    plan = plan_of(tmp_path)

    assert plan.sizes == (50,)
    assert [item.file for item in items(plan)] == [f"{n:02}.jsonl" for n in range(50)]


def test_large_inputs_have_about_as_many_blocks_as_parts(tmp_path: Path) -> None:
    """Blocks grow with the input, so that their number hardly does."""
    few = plan_of(write_lines(tmp_path / "a.jsonl", 900, size=100))
    many = plan_of(write_lines(tmp_path / "b.jsonl", 9_000, size=1_000))

    assert len(few.blocks) == 4
    assert 190 < len(many.blocks) < 260


@pytest.mark.parametrize("wanted", [1, 7, 10, 50])
def test_sample(tmp_path: Path, wanted: int) -> None:
    """A sample has as many articles as are asked for, evenly spread, at most all."""
    path = write_lines(tmp_path / "in.jsonl", 10)

    plan = plan_of(path, sample=wanted)

    positions = [item.position for item in items(plan)]
    steps = {right - left for left, right in pairwise(positions)}
    assert len(positions) == plan.articles == min(wanted, 10)
    assert plan.total == 10
    assert len(steps) <= 2


def test_sample_of_nothing(tmp_path: Path) -> None:
    """An input of blank lines has no articles, and a sample of it none either."""
    (tmp_path / "in.jsonl").write_text("\n\n")

    assert plan_of(tmp_path).articles == 0
    assert plan_of(tmp_path, sample=3).articles == 0


def test_plans_are_repeatable(tmp_path: Path) -> None:
    """The same input is cut the same; one that changed is known by its digest."""
    path = write_lines(tmp_path / "in.jsonl", 100)
    before = plan_of(tmp_path)

    assert plan_of(tmp_path) == before
    os.utime(path, ns=(1, 1))
    after = plan_of(tmp_path)
    assert after.digest != before.digest
    assert msgspec.structs.replace(after, digest=before.digest) == before

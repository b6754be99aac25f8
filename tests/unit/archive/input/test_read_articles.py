"""Articles read from the files of a block."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.archive.input import blocks as planning
from service.archive.input.read_articles import InputArticle
from tests.support.archive_inputs import LIMIT, items, plan_of, write_lines


def code_of(item: InputArticle) -> str | None:
    """Return the code of the error of an article, if any."""
    return item.error.code if item.error else None


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
        InputArticle("in.jsonl", 1, "a", "A"),
        InputArticle("in.jsonl", 4, None, "B"),
        InputArticle("in.jsonl", 5, "7", "C"),
    ]


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark before the first line is no part of it."""
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "A"}\n{"id": "b"}\n', "utf-8-sig")

    good, bad = items(plan_of(path))

    assert good == InputArticle("in.jsonl", 1, "a", "A")
    assert (bad.id, code_of(bad)) == ("b", "invalid_field")


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
    """An invalid line is a failure in its place; the next line is read."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(line + b'\n{"id": "b", "text": "B"}\n')

    bad, good = items(plan_of(path))

    assert (bad.position, bad.id, code_of(bad)) == (1, name, code)
    assert str(bad.error)
    assert good == InputArticle("in.jsonl", 2, "b", "B")


def test_very_long_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line over the limit is skipped in steps."""
    monkeypatch.setattr(planning, "LINE_CHUNK", 16)
    monkeypatch.setattr("service.archive.input.read_articles.LINE_CHUNK", 16)
    path = write_lines(tmp_path / "in.jsonl", 3, size=100)

    found = items(plan_of(path), limit=40)

    assert [code_of(item) for item in found] == ["body_too_large"] * 3
    assert [item.text for item in items(plan_of(path))] == ["x" * 100] * 3


def test_bad_rows(tmp_path: Path) -> None:
    """A null and an invalid encoding are failures in their places."""
    raw = pa.array([b"A", None, b"\xff"], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    pq.write_table(pa.table({"text": texts}), tmp_path / "in.parquet")

    found = items(plan_of(tmp_path / "in.parquet"))

    assert [code_of(item) for item in found] == [
        None,
        "invalid_field",
        "malformed_body",
    ]
    assert [item.position for item in found] == [1, 2, 3]


def test_texts(tmp_path: Path) -> None:
    """A text file is an article with the file's name as its id."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text("A\n", "utf-8")
    (tmp_path / "sub/b.txt").write_bytes(b"\xff")
    (tmp_path / "sub/c.txt").write_text("x" * (LIMIT + 1))

    good, bad, large = items(plan_of(tmp_path))

    assert good == InputArticle("sub/a.txt", 1, "sub/a.txt", "A\n")
    assert (bad.id, code_of(bad)) == ("sub/b.txt", "malformed_body")
    assert (large.id, code_of(large)) == ("sub/c.txt", "body_too_large")


def test_formats(tmp_path: Path) -> None:
    """Lines and rows have a format; files have it by their names."""
    lines, table = tmp_path / "a.jsonl", tmp_path / "b.parquet"
    lines.write_text(
        '{"text": "<p>A", "format": "html"}\n{"text": "B", "format": null}\n'
        '{"text": "C", "format": "xml"}\n'
    )
    rows = {"text": ["<p>A", "B", "C"], "format": ["html", None, "xml"]}
    pq.write_table(pa.table(rows), table)
    (tmp_path / "c.html").write_text("<p>A")
    (tmp_path / "d.htm").write_bytes(b"<p>\xff")

    found = items(plan_of(tmp_path))

    assert [(item.format, code_of(item)) for item in found] == [
        ("html", None),
        ("text", None),
        ("text", "invalid_field"),
        ("html", None),
        ("text", None),
        ("text", "invalid_field"),
        ("html", None),
        ("text", "unsupported_media_type"),
    ]
    assert [item.text for item in found if item.format == "html"] == ["<p>A"] * 3

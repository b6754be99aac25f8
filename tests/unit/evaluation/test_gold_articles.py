"""Annotated articles read from disk."""

import json
import lzma
from pathlib import Path

import pytest

from service.evaluation.gold_articles import (
    InvalidGold,
    Record,
    fields_of,
    read_articles,
    spans_of,
)
from tests.support.evaluation_samples import BOLTS, GOLD, TEXT


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.xz"])
def test_reading(tmp_path: Path, name: str) -> None:
    """Articles are read from plain and from packed files; blank lines are skipped."""
    path = tmp_path / name
    data = f"{json.dumps(GOLD)}\n\n{json.dumps(GOLD | {'id': 'b'})}\n".encode()
    path.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)

    articles = read_articles(path)

    assert [article.id for article in articles] == ["bridge", "b"]
    assert articles[0].text == TEXT
    assert spans_of(articles[0].attributions[1].content) == tuple(
        map(tuple, BOLTS["content"])
    )
    assert [record.optional for record in articles[0].attributions] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "truncated"),
        (b'{"id": "a", "text": "b"}', "attributions"),
        (b'{"id": "a", "text": "\xff", "attributions": []}', "utf-8"),
        (b'{"id": "a", "text": "b", "attributions": [{"content": [0, 2]}]}', "outside"),
        (b'{"id": "a", "text": "b", "attributions": [{"content": [1, 0]}]}', "outside"),
        (b'{"id": "a", "text": "b", "attributions": [{"content": [1]}]}', "neither"),
        (
            b'{"id": "a", "text": "b", "attributions": [{"content": [0, [0, 1]]}]}',
            "neither",
        ),
    ],
    ids=str,
)
def test_bad_lines(tmp_path: Path, line: bytes, reason: str) -> None:
    """A line that is no annotated article is refused with its place."""
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\n" + line + b"\n")

    with pytest.raises(InvalidGold, match=f"line 2.*{reason}") as caught:
        read_articles(path)

    assert caught.value.line == 2


@pytest.mark.parametrize("name", ["absent.jsonl", "damaged.jsonl.xz"])
def test_bad_files(tmp_path: Path, name: str) -> None:
    """A file that is not there or not packed as its name says is refused."""
    (tmp_path / "damaged.jsonl.xz").write_bytes(b"plain")

    with pytest.raises(InvalidGold, match=name):
        read_articles(tmp_path / name)


def test_stated_fields() -> None:
    """A null field is stated, an absent one is not."""
    record = Record(content=(0, 1), cue=None)

    assert fields_of(record) == {"content", "cue", "optional"}

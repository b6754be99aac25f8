"""Stored annotations whose texts are restored from a corpus."""

import hashlib
import json
import lzma
from pathlib import Path

import msgspec
import pytest

from service.evaluation.gold_articles import read_articles
from training import world

WRITTEN = [
    ('He said , " Stay . "', 'He said, "Stay."'),
    ("“ I ’ ve won , ” she said .", "“I’ve won,” she said."),
    ("It is n't Ann 's .", "It isn't Ann's."),
    ("a semi - annual U . S . fair", "a semi-annual U.S. fair"),
    ("4 - year - old", "4-year-old"),
    ("1 , 500 ( or 3 . 5 % )", "1,500 (or 3.5%)"),
    ("the mayor [ Ann Hale ] : yes / no", "the mayor [Ann Hale]: yes/no"),
]


@pytest.mark.parametrize(("tokens", "text"), WRITTEN)
def test_tokens_are_written_as_printed(tokens: str, text: str) -> None:
    """Blanks that only part tokens are gone."""
    assert world.detokenize(tokens.split()) == text


def corpus(folder: Path) -> Path:
    """Return a corpus of two articles, in Stanza's NER JSON."""
    rows = ["https://one.example", "Hale said so .", "It rained .", "www.two.example"]
    sentences = [[{"text": token, "ner": "O"} for token in r.split()] for r in rows]
    path = folder / "names.json.xz"
    path.write_bytes(lzma.compress(json.dumps(sentences).encode()))
    return path


def annotate(folder: Path, monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    """Put one annotation in the place of the project's own."""
    text = "Hale said so.\n\nIt rained."
    row = {
        "id": "world-0",
        "document": 0,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "attributions": [{"content": [[10, 12]], "cue": [5, 9], "source": [0, 4]}],
    }
    (folder / "world.jsonl").write_text(json.dumps(row | changes), encoding="utf-8")
    monkeypatch.setattr(world, "ANNOTATIONS", folder / "world.jsonl")


def test_other_annotations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another file of annotations may be named."""
    annotate(tmp_path, monkeypatch)
    other = tmp_path / "other.jsonl"
    row = (tmp_path / "world.jsonl").read_text("utf-8")
    other.write_text(row + "\n" + row.replace("world-0", "world-1"), "utf-8")
    out = tmp_path / "out.jsonl"
    names = str(corpus(tmp_path))
    world.main(["--names", names, "--out", str(out), "--annotations", str(other)])
    assert len(read_articles(out)) == 2


def test_gold_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file reads like the gold files, each text as its paragraphs."""
    annotate(tmp_path, monkeypatch)
    out = tmp_path / "new" / "out.jsonl"
    world.main(["--names", str(corpus(tmp_path)), "--out", str(out)])
    (article,) = read_articles(out)
    (record,) = article.attributions

    assert article.text == "Hale said so.\n\nIt rained."
    assert record.content == ((10, 12),)


@pytest.mark.parametrize("changes", [{"sha256": "0"}, {"document": 2}, {"document": 1}])
def test_another_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object]
) -> None:
    """Offsets into a text that is not the annotated one would be wrong."""
    annotate(tmp_path, monkeypatch, **changes)
    with pytest.raises(world.WrongText):
        list(world.read_articles(corpus(tmp_path)))


ANNOTATIONS = [
    ("world", 95),
    ("world_more", 446),
    ("world_long", 170),
    ("world_dev", 89),
    ("polnear", 445),
    ("news", 25),
    ("second", 24),
    ("second_long", 18),
]


@pytest.mark.parametrize(("name", "number"), ANNOTATIONS)
def test_annotations_hold_no_text(name: str, number: int) -> None:
    """The project's annotations are records with offsets and names, in order."""
    path = world.ANNOTATIONS.with_name(f"{name}.jsonl")
    rows = [
        msgspec.json.decode(line, type=world.StoredAnnotation)
        for line in path.read_bytes().splitlines()
    ]

    assert len(rows) == len({row.id for row in rows}) == number
    for row in rows:
        for record in row.attributions:
            assert "text" not in record
            assert all(start < end for start, end in record["content"])


SPEAKERS = [
    ("speakers_world", 75),
    ("speakers_more", 90),
    ("speakers_dev", 40),
    ("speakers_dev_second", 40),
    ("speakers_dev_more", 40),
    ("speakers_dev_more_second", 40),
    ("speakers_dev_rest", 9),
    ("speakers_dev_rest_second", 9),
    ("speakers_odd", 31),
    ("speakers_odd_second", 31),
]


@pytest.mark.parametrize(("name", "number"), SPEAKERS)
def test_speakers_hold_no_text(name: str, number: int) -> None:
    """The annotated speakers have the number of their article and no text."""
    path = world.ANNOTATIONS.with_name(f"{name}.jsonl")
    rows = [
        msgspec.json.decode(line, type=world.StoredAnnotation)
        for line in path.read_bytes().splitlines()
    ]

    assert len(rows) == len({row.id for row in rows}) == number
    assert all(row.id.endswith(f"-{row.document}") for row in rows)
    assert all(row.speakers is not None for row in rows)
    assert not any(row.attributions for row in rows)


def test_texts_of_a_gold_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An annotation without a document takes its text from a gold file, by id."""
    text = "Hale said so.\n\nIt rained."
    annotate(tmp_path, monkeypatch, id="one", document=None)
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "one", "text": text, "attributions": []}))

    (article,) = world.read_articles(None, texts=gold)
    assert article["text"] == text
    gold.write_text(json.dumps({"id": "two", "text": text, "attributions": []}))
    with pytest.raises(world.WrongText):
        list(world.read_articles(None, texts=gold))

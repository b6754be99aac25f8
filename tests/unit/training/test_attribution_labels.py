"""Attributions as BIO labels of words."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from service.evaluation.gold_articles import GoldArticle, Record
from service.nlp.convert import RawWord
from training.attribution_labels import label, read_attributions
from training.errors import BrokenRow
from training.ner_json import LabelledWord


class Spaces:
    """Cuts a text at spaces, and into sentences at " . "."""

    def split(self, texts: Sequence[str]) -> list[tuple[tuple[RawWord, ...], ...]]:
        """Return the sentences of each text."""
        return [tuple(self._sentences(text)) for text in texts]

    def _sentences(self, text: str) -> list[tuple[RawWord, ...]]:
        found: list[list[RawWord]] = [[]]
        place = 0
        for form in text.split(" "):
            found[-1].append(RawWord(place, place + len(form), form))
            place += len(form) + 1
            if form == ".":
                found.append([])
        return [tuple(words) for words in found if words]


TEXT = "Mara said it rains . Tomas left ."


def test_attributions_become_labels_of_words() -> None:
    """Source, cue and content are labelled in each sentence."""
    record = Record(content=((10, 18),), cue=((5, 9),), source=((0, 4),))

    first, second = label(GoldArticle("a", TEXT, (record,)), Spaces())

    assert [word.ner for word in first] == [
        "B-Source",
        "B-Cue",
        "B-Content",
        "I-Content",
        "O",
    ]
    assert {word.ner for word in second} == {"O"}


def test_attributions_side_by_side_begin_anew() -> None:
    """Two contents without a word between them are two runs."""
    records = (Record(content=((0, 9),)), Record(content=((10, 18),)))

    first, _ = label(GoldArticle("a", TEXT, records), Spaces())

    assert [w.ner[:1] for w in first] == ["B", "I", "B", "I", "O"]


def test_paragraphs_are_read_one_by_one() -> None:
    """Offsets of a later paragraph are those of the article."""
    article = GoldArticle("a", "One .\n\nMara said .", (Record(content=((7, 11),)),))

    *_, last = label(article, Spaces())

    assert last[0] == LabelledWord("Mara", "B-Content")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "truncated"),
        (
            '{"id": "a", "text": "x", "attributions": [{"content": [[0, 9]]}]}',
            "outside",
        ),
    ],
)
def test_broken_articles_are_refused(line: str, reason: str, tmp_path: Path) -> None:
    """An invalid line is refused with file, line and reason."""
    path = tmp_path / "some.jsonl"
    path.write_text('{"id": "a", "text": "x", "attributions": []}\n' + line + "\n")

    with pytest.raises(BrokenRow, match=reason) as caught:
        read_attributions(path)

    assert (caught.value.path, caught.value.line) == (path, 2)

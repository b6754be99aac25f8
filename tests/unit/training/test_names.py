"""Reading Stanza's NER JSON, and attributions over words."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from service.evaluation.gold_articles import Annotated, Record
from service.nlp.convert import RawWord
from training.names import Named, cut, encode, read_names
from training.problems import BrokenRow
from training.spans import label, read_attributions

MARA = {"text": "Mara", "ner": "B-Person"}
SPOKE = {"text": "spoke", "ner": "O"}


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


def test_sentences_of_words(tmp_path: Path) -> None:
    """Sentences are read one by one, marks made plain."""
    path = tmp_path / "names.json"
    quote = {"text": "”", "ner": "O"}
    path.write_text(json.dumps([[MARA, SPOKE], [quote]]))

    assert list(read_names(path)) == [
        (Named("Mara", "B-Person"), Named("spoke", "O")),
        (Named('"', "O"),),
    ]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ('{"text": "a"}', 1, "no list"),
        ('[[{"text": "a", "ner": "O"}],\n[{"text": "a"}]]', 2, "`ner`"),
        ('[[{"text": "a", "ner": "O"}],\n\n[{"text": " ", "ner": "O"}]]', 3, "letters"),
        ('[[{"text": "a", "ner": "Person"}]]', 1, "no label"),
        ('[[{"text": "a", "ner": "O"}],\n[{"text": ', 2, "Expecting value"),
        ('[[{"text": "a", "ner": "O"}]', 1, "Expecting value"),
    ],
)
def test_broken_names_are_refused(
    content: str, line: int, reason: str, tmp_path: Path
) -> None:
    """What is no labelled word is refused with file, line and reason."""
    path = tmp_path / "names.json"
    path.write_text(content)

    with pytest.raises(BrokenRow, match=reason) as caught:
        list(read_names(path))

    assert (caught.value.path, caught.value.line) == (path, line)


def test_long_sentences_are_cut_and_lose_nothing() -> None:
    """Parts of a length, the last one shorter."""
    sentence = tuple(Named(str(number), "O") for number in range(5))

    assert [len(part) for part in cut(sentence, 2)] == [2, 2, 1]
    assert sum(cut(sentence, 2), ()) == sentence


def test_encoded_names_are_read_again(tmp_path: Path) -> None:
    """What is written is the same format, a sentence a line, words cut."""
    path = tmp_path / "names.json"
    path.write_bytes(encode([(Named("Alexandra", "S-Person"),)] * 2, longest_form=4))

    assert list(read_names(path)) == [(Named("Alex", "S-Person"),)] * 2
    assert path.read_text().count("\n") == 2


TEXT = "Mara said it rains . Tomas left ."


def test_attributions_become_labels_of_words() -> None:
    """Source, cue and content are labelled in each sentence."""
    record = Record(content=((10, 18),), cue=((5, 9),), source=((0, 4),))

    first, second = label(Annotated("a", TEXT, (record,)), Spaces())

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

    first, _ = label(Annotated("a", TEXT, records), Spaces())

    assert [w.ner[:1] for w in first] == ["B", "I", "B", "I", "O"]


def test_paragraphs_are_read_one_by_one() -> None:
    """Offsets of a later paragraph are those of the article."""
    article = Annotated("a", "One .\n\nMara said .", (Record(content=((7, 11),)),))

    *_, last = label(article, Spaces())

    assert last[0] == Named("Mara", "B-Content")


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
    """A line that is no article is refused with file, line and reason."""
    path = tmp_path / "some.jsonl"
    path.write_text('{"id": "a", "text": "x", "attributions": []}\n' + line + "\n")

    with pytest.raises(BrokenRow, match=reason) as caught:
        read_attributions(path)

    assert (caught.value.path, caught.value.line) == (path, 2)

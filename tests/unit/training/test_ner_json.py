"""Reading and writing Stanza's NER JSON."""

import json
from pathlib import Path

import pytest

from training.errors import BrokenRow
from training.ner_json import LabelledWord, cut, encode, read_ner_json

MARA = {"text": "Mara", "ner": "B-Person"}
SPOKE = {"text": "spoke", "ner": "O"}


def test_sentences_of_words(tmp_path: Path) -> None:
    """Sentences are read one by one, marks made plain."""
    path = tmp_path / "names.json"
    quote = {"text": "”", "ner": "O"}
    path.write_text(json.dumps([[MARA, SPOKE], [quote]]))

    assert list(read_ner_json(path)) == [
        (LabelledWord("Mara", "B-Person"), LabelledWord("spoke", "O")),
        (LabelledWord('"', "O"),),
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
    """An invalid word or label is refused with file, line and reason."""
    path = tmp_path / "names.json"
    path.write_text(content)

    with pytest.raises(BrokenRow, match=reason) as caught:
        list(read_ner_json(path))

    assert (caught.value.path, caught.value.line) == (path, line)


def test_long_sentences_are_cut_and_lose_nothing() -> None:
    """Parts of a length, the last one shorter."""
    sentence = tuple(LabelledWord(str(number), "O") for number in range(5))

    assert [len(part) for part in cut(sentence, 2)] == [2, 2, 1]
    assert sum(cut(sentence, 2), ()) == sentence


def test_encoded_names_are_read_again(tmp_path: Path) -> None:
    """What is written is the same format, a sentence a line, words cut."""
    path = tmp_path / "names.json"
    path.write_bytes(
        encode([(LabelledWord("Alexandra", "S-Person"),)] * 2, longest_form=4)
    )

    assert list(read_ner_json(path)) == [(LabelledWord("Alex", "S-Person"),)] * 2
    assert path.read_text().count("\n") == 2

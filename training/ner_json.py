"""Read and write Stanza's NER JSON: sentences as lists of labelled words."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from training.errors import BrokenRow
from training.rows import plain_form, read_text

_BETWEEN = re.compile(r"[\s,]*")
_LABEL = re.compile(r"O|[BIES]-\S+")


class LabelledWord(msgspec.Struct, frozen=True):
    """A word with its label: O, or a prefix (B, I, E, S) and a class ("B-Person")."""

    text: str
    ner: str


Sentence = tuple[LabelledWord, ...]


def read_ner_json(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file.

    Raises:
        BrokenRow: the file has another format; the line is that of the sentence.
    """
    text = read_text(path)
    decoder = json.JSONDecoder()
    place = _skip(text, 0)
    if text[place : place + 1] != "[":
        raise BrokenRow("no list of sentences", path=path, line=1)
    place = _skip(text, place + 1)
    while text[place : place + 1] != "]":
        line = text.count("\n", 0, place) + 1
        try:
            rows, place = decoder.raw_decode(text, place)
            sentence = msgspec.convert(rows, Sentence)
        except (json.JSONDecodeError, msgspec.ValidationError) as error:
            raise BrokenRow(str(error), path=path, line=line) from error
        yield tuple(_checked(word, path, line) for word in sentence)
        place = _skip(text, place)


def _skip(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def _checked(word: LabelledWord, path: Path, line: int) -> LabelledWord:
    if not word.text.strip():
        raise BrokenRow("a word without letters", path=path, line=line)
    if not _LABEL.fullmatch(word.ner):
        raise BrokenRow(f"{word.ner!r} is no label", path=path, line=line)
    return LabelledWord(plain_form(word.text), word.ner)


def cut(sentence: Sentence, longest: int) -> Iterator[Sentence]:
    """Yield a sentence in parts of at most ``longest`` words."""
    for start in range(0, len(sentence), longest):
        yield sentence[start : start + longest]


def encode(sentences: Sequence[Sentence], *, longest_form: int) -> bytes:
    """Return sentences as JSON, one a line, with words cut to ``longest_form``."""
    lines = [
        msgspec.json.encode(
            [LabelledWord(w.text[:longest_form], w.ner) for w in sentence]
        )
        for sentence in sentences
    ]
    return b"[" + b",\n".join(lines) + b"]\n"

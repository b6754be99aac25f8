"""Read annotated coreference: ``Entity=`` in the last column of CoNLL-U.

The format is that of Universal Anaphora (github.com/UniversalAnaphora), as GUM uses it:
"(4-person-new" opens a mention of entity 4 before a word, "4)" closes the innermost
open one after it, "(4-person-new)" is a mention of one word. The comment ``#
global.Entity`` names the fields of an opening bracket; ``GRP`` is the entity, ``link``
how the mention is linked to an earlier one.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from training.errors import BrokenRow
from training.rows import read_text

APPOSITION = "appos"
"""The link of an apposition to the mention before it."""
_BRACKET = re.compile(r"\((?P<opened>[^()]+)(?P<whole>\))?|(?P<closed>[^()]+)\)")
_DOCUMENT, _FIELDS = "# newdoc id = ", "# global.Entity = "
_ENTITY = "Entity="
_NEEDED = ("GRP", "link")
_COLUMNS = 10


class TreeWord(msgspec.Struct, frozen=True):
    """A word; ``head`` is its place in the document, None for a root."""

    form: str
    upos: str
    head: int | None
    relation: str


class WordMention(msgspec.Struct, frozen=True):
    """A mention of an entity: the words ``[start, end)`` of the document."""

    entity: str
    start: int
    end: int
    link: str


class AnnotatedDocument(msgspec.Struct, frozen=True):
    """The words of a document and the mentions in it."""

    id: str
    words: tuple[TreeWord, ...]
    mentions: tuple[WordMention, ...]


class _Reader:
    """The document that is read; its words and mentions are added row by row."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.fields: list[str] = []
        self._words: list[TreeWord] = []
        self._sentence = 0
        self._opened: list[WordMention] = []
        self._closed: list[WordMention] = []

    def add(self, columns: Sequence[str]) -> None:
        """Add a word with the brackets beside it.

        Raises:
            ValueError: a mention is closed that is not open, or lacks a field.
        """
        place = len(self._words)
        number, head = int(columns[0]), int(columns[6])
        if number == 1:
            self._sentence = place
        above = self._sentence + head - 1 if head else None
        self._words.append(TreeWord(columns[1], columns[3], above, columns[7]))
        values = (one for one in columns[9].split("|") if one.startswith(_ENTITY))
        for bracket in _BRACKET.finditer("".join(values).removeprefix(_ENTITY)):
            if bracket["opened"]:
                self._opened.append(self._open(bracket["opened"], place))
            if bracket["closed"] or bracket["whole"]:
                self._close(bracket["closed"] or self._opened[-1].entity)

    def _open(self, bracket: str, place: int) -> WordMention:
        values = dict(zip(self.fields, bracket.split("-"), strict=False))
        for field in _NEEDED:
            if field not in values:
                raise ValueError(f"({bracket} has no {field}")
        return WordMention(values["GRP"], place, place, values["link"])

    def _close(self, entity: str) -> None:
        for index in reversed(range(len(self._opened))):
            if self._opened[index].entity == entity:
                mention = self._opened.pop(index)
                self._closed.append(
                    msgspec.structs.replace(mention, end=len(self._words))
                )
                return
        raise ValueError(f"{entity}) closes no mention")

    def document(self) -> AnnotatedDocument:
        """Return what was added, the mentions by start, longer ones first.

        Raises:
            ValueError: a mention is not closed.
        """
        if self._opened:
            raise ValueError(f"({self._opened[0].entity} of {self.name} is not closed")
        mentions = sorted(self._closed, key=lambda m: (m.start, -m.end))
        return AnnotatedDocument(self.name, tuple(self._words), tuple(mentions))


def read_documents(path: Path) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a file that have annotated entities.

    Multiword tokens are read as their words, empty nodes are left out.

    Raises:
        BrokenRow: a row or its brackets are invalid.
    """
    reader: _Reader | None = None
    for number, line in enumerate([*read_text(path).split("\n"), _DOCUMENT], start=1):
        try:
            if line.startswith(_DOCUMENT):
                if reader is not None and reader.fields:
                    yield reader.document()
                reader = _Reader(line.removeprefix(_DOCUMENT).strip())
            elif reader is not None:
                _add_line(reader, line)
        except ValueError as error:
            raise BrokenRow(str(error), path=path, line=number) from error


def _add_line(reader: _Reader, line: str) -> None:
    """Add a row or the names of the fields; nothing of any other comment.

    Raises:
        ValueError: the row is invalid.
    """
    if line.startswith(_FIELDS):
        reader.fields = line.removeprefix(_FIELDS).strip().split("-")
    elif line.strip() and not line.startswith("#"):
        columns = line.rstrip("\r").split("\t")
        if len(columns) != _COLUMNS:
            raise ValueError(f"{len(columns)} columns between tabs")
        if columns[0].isdecimal() and reader.fields:
            reader.add(columns)

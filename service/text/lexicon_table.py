"""Reader of the word lists, ``service/lexicon/*.tsv``, which have one format.

A file begins with comments (``#``) that explain its columns. The first other line names
the columns; each line after it is an entry, sorted by its first cell. Cells are
separated by one tab, and "-" stands for an empty one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import TypeVar

import msgspec

EMPTY = "-"
Table = Mapping[str, Mapping[str, str]]
"""For each entry its other cells by column."""
_Classes = TypeVar("_Classes", bound=msgspec.Struct)


def read_table(name: str) -> Table:
    """Return the entries of ``NAME.tsv``: for each first cell the others by column.

    An empty cell is "".
    """
    path = files("service") / "lexicon" / f"{name}.tsv"
    return parse_table(path.read_text("utf-8"))


def parse_table(text: str) -> Table:
    """Return the entries of a table.

    Raises:
        ValueError: a line has more or fewer cells than there are columns.
    """
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    columns = next(lines).split("\t")
    entries: dict[str, Mapping[str, str]] = {}
    for line in lines:
        cells = ("" if cell == EMPTY else cell for cell in line.split("\t"))
        entry = dict(zip(columns, cells, strict=True))
        entries[entry.pop(columns[0])] = entry
    return entries


def column(table: Table, name: str) -> Iterator[tuple[str, str]]:
    """Yield each entry that has the column, with the cell."""
    return ((word, row[name]) for word, row in table.items() if row[name])


def classes_of(table: Table, kind: type[_Classes]) -> _Classes:
    """Return the words of each class, which is a field of ``kind``.

    Raises:
        msgspec.ValidationError: a class has no words, or is no field.
    """
    words: defaultdict[str, set[str]] = defaultdict(set)
    for word, cell in column(table, "classes"):
        for name in cell.split():
            words[name].add(word)
    return msgspec.convert(words, kind)

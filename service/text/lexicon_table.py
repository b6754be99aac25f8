"""Reader of the word lists, ``service/lexicon/*.tsv``, which have one format.

A file begins with comments (``#``) that explain its columns. The first other line names
the columns; each line after it is an entry, sorted by its first cell. Cells are
separated by one tab, and "-" stands for an empty one.
"""

from collections.abc import Mapping
from importlib.resources import files

EMPTY = "-"


def read_table(name: str) -> dict[str, Mapping[str, str]]:
    """Return the entries of ``NAME.tsv``: for each first cell the others by column.

    An empty cell is "".
    """
    path = files("service") / "lexicon" / f"{name}.tsv"
    return parse_table(path.read_text("utf-8"))


def parse_table(text: str) -> dict[str, Mapping[str, str]]:
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

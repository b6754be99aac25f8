"""The format of the word lists, which one reader reads."""

import re
from importlib.resources import files

import pytest

from service.text.lexicon_table import parse_table, read_table

FOLDER = files("service") / "lexicon"
TABLES = sorted(f.name.removesuffix(".tsv") for f in FOLDER.iterdir())
WITH_CAPITALS = {"countries", "credits", "name_words", "outlets"}
TABLE = "# Nouns.\n#\nnoun\tframes\tclasses\nclaim\tthat inf\t-\npaper\t-\tmedia\n"


def parts_of(name: str) -> tuple[str, list[str], list[str]]:
    """Return the comment of a table, its columns and the first cells of its entries."""
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    header, *entries = [line.split("\t") for line in lines[start:]]
    return "\n".join(lines[:start]), header, [cells[0] for cells in entries]


def test_parse_table() -> None:
    """Entries have their cells by column, "" where a cell has a dash."""
    assert parse_table(TABLE) == {
        "claim": {"frames": "that inf", "classes": ""},
        "paper": {"frames": "", "classes": "media"},
    }


@pytest.mark.parametrize("line", ["view\tthat", "view\tthat\t-\t-"])
def test_other_columns(line: str) -> None:
    """A line with fewer or more cells than columns is an error."""
    with pytest.raises(ValueError, match="zip"):
        parse_table(TABLE + line + "\n")


def test_only_tables() -> None:
    """The folder of the word lists has no file in another format."""
    assert {f.name.rpartition(".")[2] for f in FOLDER.iterdir()} == {"tsv"}


@pytest.mark.parametrize("name", TABLES)
def test_comments(name: str) -> None:
    """Every table begins with a comment that explains it and each of its columns."""
    text = (FOLDER / f"{name}.tsv").read_text("utf-8")
    comment, columns, _ = parts_of(name)
    assert re.match(r"# [A-Z].{20,}", comment)
    assert not [
        c for c in columns[1:] if not re.search(rf"^# {c} ", comment, re.MULTILINE)
    ]
    assert text.endswith("\n")


@pytest.mark.parametrize("name", TABLES)
def test_sorted_and_unique(name: str) -> None:
    """Entries are sorted without regard to case, trimmed, and none comes twice."""
    _, _, entries = parts_of(name)
    assert entries == sorted(entries, key=lambda entry: (entry.casefold(), entry))
    assert entries == [entry.strip() for entry in entries]
    assert list(read_table(name)) == entries


@pytest.mark.parametrize("name", TABLES)
def test_cells(name: str) -> None:
    """Values in a cell are separated by one blank; those of "classes" are sorted."""
    for row in read_table(name).values():
        for column, cell in row.items():
            values = cell.split()
            assert cell == " ".join(values)
            assert column != "classes" or values == sorted(set(values))


@pytest.mark.parametrize("name", sorted(set(TABLES) - WITH_CAPITALS))
def test_lower_case(name: str) -> None:
    """Words that are compared in lower case are written so."""
    assert [word for word in read_table(name) if word != word.lower()] == []

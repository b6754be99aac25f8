"""The word lists as files: what CONTRIBUTING promises whoever adds an entry."""

from pathlib import Path

import pytest

import service

FILES = sorted((Path(service.__file__).parent / "lexicon").glob("*.txt"))


def entries(path: Path) -> list[str]:
    """Return the lines of a list, comments and blank lines aside."""
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def word(entry: str) -> str:
    """Return what an entry is about: all of it before its columns."""
    return entry.partition("  ")[0].partition(" = ")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_lists(path: Path) -> None:
    """A list tells its format, is sorted, and has each word once."""
    found = entries(path)
    words = [word(entry) for entry in found]

    assert path.read_text("utf-8").startswith("# ")
    assert found in (sorted(found), sorted(found, key=str.casefold))
    assert len(set(words)) == len(words)
    assert all(entry == entry.strip() for entry in found)


def test_there_are_lists() -> None:
    """The lists are found where the package has them."""
    assert {"verbs.txt", "titles.txt", "outlets.txt"} <= {path.name for path in FILES}

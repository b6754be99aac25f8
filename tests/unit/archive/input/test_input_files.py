"""Which files are the input."""

import os
from pathlib import Path

import pytest

from service.archive.failure import ArchiveFailed
from service.archive.input.input_files import find_input_files

FILES = ("b.jsonl", "a.txt", "sub/c.parquet", "sub/d.NDJSON", "notes.md", ".e.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of files."""
    for name in FILES:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "in"


def names(given: Path | str) -> list[tuple[str, str]]:
    """Return names and kinds of the input's files."""
    found = find_input_files(os.fspath(given), output=Path("/nowhere"))
    return [(source.name, source.kind) for source in found]


def test_folder(folder: Path) -> None:
    """A folder is all files of known kinds below it, by name, hidden ones aside."""
    assert names(folder) == [
        ("a.txt", "text"),
        ("b.jsonl", "jsonl"),
        ("sub/c.parquet", "parquet"),
        ("sub/d.NDJSON", "jsonl"),
    ]


def test_file(folder: Path) -> None:
    """A file is itself."""
    assert names(folder / "sub/c.parquet") == [("c.parquet", "parquet")]


def test_glob(folder: Path) -> None:
    """A glob is what it matches; names start behind its fixed folders."""
    assert names(folder / "*/*.parquet") == [("sub/c.parquet", "parquet")]
    assert names(folder / "**/*.txt") == [("a.txt", "text")]


def test_file_with_a_glob_in_its_name(tmp_path: Path) -> None:
    """A file that is there is not taken for a glob."""
    path = tmp_path / "[a].txt"
    path.write_text("x")

    assert names(path) == [("[a].txt", "text")]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("in/none", "no such file"),
        ("in/*.csv", "there is no .jsonl, .ndjson, .parquet, .txt, .html or .htm file"),
        ("in/notes.md", "only .jsonl"),
        ("empty", "there is no .jsonl"),
    ],
)
def test_nothing_to_read(folder: Path, given: str, told: str) -> None:
    """An input without articles is refused in words."""
    (folder.parent / "empty").mkdir()

    with pytest.raises(ArchiveFailed, match=told):
        names(folder.parent / given)


def test_output_inside_of_the_input(folder: Path) -> None:
    """An output is never read as an input."""
    with pytest.raises(ArchiveFailed, match="inside of the output"):
        find_input_files(os.fspath(folder), output=folder / "sub")


def test_unprintable_name(tmp_path: Path) -> None:
    """A name that could not be written into a table is refused."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x")

    with pytest.raises(ArchiveFailed, match="a name that can be printed"):
        names(tmp_path)

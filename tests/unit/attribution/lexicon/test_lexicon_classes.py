"""The classes of words: of each table and of the code, one for one."""

import re
from pathlib import Path

import msgspec
import pytest

from service.attribution.lexicon.lexicon_classes import (
    AdjectiveClasses,
    NameWordClasses,
    NounClasses,
    VerbClasses,
    WordClasses,
)
from service.text.lexicon_table import read_table
from tests.support.builders import LEXICON

CODE = "\n".join(
    path.read_text("utf-8")
    for path in sorted((Path(__file__).parents[4] / "service").rglob("*.py"))
)
CLASSES: dict[str, type[msgspec.Struct]] = {
    "adjectives": AdjectiveClasses,
    "name_words": NameWordClasses,
    "nouns": NounClasses,
    "verbs": VerbClasses,
    "words": WordClasses,
}
FIELDS = [
    pytest.param(table, field, id=f"{table}.{field}")
    for table, kind in CLASSES.items()
    for field in kind.__struct_fields__
]


def classes_of(table: str) -> set[str]:
    """Return the classes that a table names."""
    rows = read_table(table).values()
    return {name for row in rows for name in row["classes"].split()}


@pytest.mark.parametrize("table", CLASSES)
def test_classes(table: str) -> None:
    """The classes that a table names are those that the code declares, in order."""
    fields = CLASSES[table].__struct_fields__
    assert classes_of(table) == set(fields)
    assert list(fields) == sorted(fields)


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_class_is_read(table: str, field: str) -> None:
    """The code reads every class, by the name of its table."""
    assert re.search(rf"\b{table}\.{field}\b", CODE)


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_class_has_its_words(table: str, field: str) -> None:
    """A class has the words whose rows name it."""
    rows = read_table(table).items()
    words = {word for word, row in rows if field in row["classes"].split()}
    assert getattr(getattr(LEXICON, table), field) == words


@pytest.mark.parametrize("table", CLASSES)
def test_unknown_class(table: str) -> None:
    """A class that no field has is an error."""
    known = {name: ["word"] for name in CLASSES[table].__struct_fields__}
    msgspec.convert(known, CLASSES[table])
    with pytest.raises(msgspec.ValidationError, match="unknown field `other`"):
        msgspec.convert({**known, "other": ["word"]}, CLASSES[table])

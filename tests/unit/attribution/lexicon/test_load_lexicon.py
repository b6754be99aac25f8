"""The word lists as typed data: their columns, and what is read from them."""

import re
from importlib.resources import files

import pytest

from service.attribution.lexicon import Lexicon
from service.text.lexicon_table import read_table
from tests.support.builders import LEXICON

WITH_FRAMES = ["adjectives", "nouns", "verbs"]
VERBS = (files("service") / "lexicon" / "verbs.tsv").read_text("utf-8")


@pytest.mark.parametrize("name", WITH_FRAMES)
def test_frames_are_documented(name: str) -> None:
    """Every frame is one that the comment of the verbs explains."""
    explained = set(re.findall(r"^#   ([a-z:X]+) {2,}", VERBS, re.MULTILINE))
    assert {"that", "quote", "inf", "objinf", "np", "as", "call", "obj"} <= explained
    for word, row in read_table(name).items():
        frames = {re.sub(r":\w+\Z", ":X", frame) for frame in row["frames"].split()}
        assert frames <= explained | {"none"}, word
        assert "none" not in frames or len(frames) == 1, word
        assert frames != {"thought"}, word


COLUMNS = [
    pytest.param("verbs", "control", {"plain", "negated"}, id="controls"),
    pytest.param(
        "nouns",
        "speaker",
        {"person", "organization", "group", "document"},
        id="speakers",
    ),
    pytest.param("nouns", "person", {"f", "m", "any"}, id="persons"),
    pytest.param("titles", "gender", {"f", "m"}, id="titles"),
    pytest.param("names", "gender", {"f", "m"}, id="names"),
    pytest.param("titles", "courtesy", {"yes"}, id="courtesy titles"),
    pytest.param("words", "gender", {"f", "m"}, id="pronouns"),
    pytest.param("words", "number", {"2", "3", "4", "5"}, id="numbers"),
]


@pytest.mark.parametrize(("name", "column", "allowed"), COLUMNS)
def test_columns(name: str, column: str, allowed: set[str]) -> None:
    """A column has one of a few values, or none."""
    values = {row[column] for row in read_table(name).values()} - {""}
    assert values == allowed


WITHOUT_EMPTY = [("names", "gender"), ("roles", "noun")]


@pytest.mark.parametrize(("name", "column"), WITHOUT_EMPTY)
def test_needed_columns(name: str, column: str) -> None:
    """Given names have a gender, and roles of several words a noun."""
    assert all(row[column] for row in read_table(name).values())


@pytest.mark.parametrize(
    "name", ["adjectives", "name_words", "nouns", "verbs", "words"]
)
def test_no_empty_rows(name: str) -> None:
    """Every word has a property: a word without one is never read."""
    assert [
        word for word, row in read_table(name).items() if not any(row.values())
    ] == []


def test_synonyms() -> None:
    """A group of synonyms has several nouns and is named after one of them."""
    for noun, group in LEXICON.synonyms.items():
        assert noun in group
        assert len(group) > 1
    groups = {row["synonyms"] for row in read_table("nouns").values()} - {""}
    assert groups <= LEXICON.synonyms.keys()


SYNONYMS = [
    pytest.param("actress", {"actor", "actress"}, id="of a trade"),
    pytest.param("pilot", {"pilot"}, id="itself"),
]


@pytest.mark.parametrize(("noun", "synonyms"), SYNONYMS)
def test_synonyms_of(noun: str, synonyms: set[str]) -> None:
    """A noun is a synonym of itself."""
    assert LEXICON.synonyms_of(noun) == synonyms


ROLES = [
    pytest.param("prime minister of peru", ["premier"], id="phrase"),
    pytest.param("trade minister", [], id="another role"),
    pytest.param("barrister", [], id="single noun"),
]


@pytest.mark.parametrize(("role", "nouns"), ROLES)
def test_nouns_for_role(role: str, nouns: list[str]) -> None:
    """A role of several words has nouns as synonyms."""
    assert list(LEXICON.nouns_for_role(role)) == nouns


LOADED = [
    pytest.param(LEXICON.reporting_verbs["say"].thought, False, id="say"),
    pytest.param(LEXICON.reporting_verbs["believe"].thought, True, id="believe"),
    pytest.param("quote" in LEXICON.reporting_verbs["say"].frames, True, id="quotes"),
    pytest.param(
        LEXICON.reporting_verbs["address"].frames, frozenset[str](), id="no frame"
    ),
    pytest.param("go" in LEXICON.reporting_verbs, False, id="no reporting verb"),
    pytest.param(LEXICON.controls["decline"], True, id="decline"),
    pytest.param(LEXICON.controls["go"], False, id="go"),
    pytest.param(LEXICON.sources["ministry"], "organization", id="ministry"),
    pytest.param(LEXICON.persons["actress"], "f", id="actress"),
    pytest.param(LEXICON.persons["analyst"], None, id="analyst"),
    pytest.param("ministry" in LEXICON.persons, False, id="no person"),
    pytest.param(LEXICON.titles["mrs"], "f", id="title"),
    pytest.param(LEXICON.titles["dr"], None, id="title of either gender"),
    pytest.param("mrs" in LEXICON.courtesy_titles, True, id="courtesy"),
    pytest.param("sir" in LEXICON.courtesy_titles, False, id="no courtesy"),
    pytest.param(LEXICON.outlets.find("Selby Dial"), None, id="no outlet"),
    pytest.param(LEXICON.names["abigail"], "f", id="name"),
    pytest.param(LEXICON.pronoun_genders["hers"], "f", id="pronoun"),
    pytest.param(LEXICON.numbers["trio"], 3, id="number"),
]


@pytest.mark.parametrize(("found", "expected"), LOADED)
def test_loading(found: object, expected: object) -> None:
    """Entries are read with their columns."""
    assert found == expected


def test_equal_each_time() -> None:
    """Loading twice gives equal lexicons: nothing is kept or changed between."""
    assert Lexicon.load() == LEXICON

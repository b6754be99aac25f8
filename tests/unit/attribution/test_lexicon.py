"""The word lists: the format that their comments describe holds for each line."""

import re
from importlib.resources import files

import pytest

from service.attribution.lexicon import Lexicon, lines
from tests.support.builders import LEXICON

FOLDER = files("service") / "lexicon"
FILES = sorted(f.name for f in FOLDER.iterdir() if f.name.endswith(".txt"))
LISTS = [
    *("adjectives", "controls", "media", "names", "nouns", "persons"),
    *("titles", "verbs"),
    pytest.param(
        "outlets",
        id="outlets",
    ),
    pytest.param(
        "sources",
        id="sources",
    ),
]
WITH_FRAMES = ["adjectives", "nouns", "verbs"]


def head(name: str) -> list[str]:
    """Return the comment that a file begins with."""
    text = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in text if line.startswith("#")]


@pytest.mark.parametrize("name", FILES)
def test_files(name: str) -> None:
    """Every file begins with a comment that describes it."""
    text = (FOLDER / name).read_text("utf-8")
    assert re.match(r"# [A-Z].{20,}", text)
    assert text.endswith("\n")
    assert "\t" not in text


@pytest.mark.parametrize("name", LISTS)
def test_sorted_and_unique(name: str) -> None:
    """Lists are sorted without regard to case, and no entry comes twice."""
    entries = [line.partition("=")[0].strip() for line in lines(name)]
    words = [e if name == "outlets" else e.split()[0] for e in entries]
    folded = [word.casefold() for word in words]
    assert folded == sorted(folded)
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("name", WITH_FRAMES)
def test_frames_are_documented(name: str) -> None:
    """Every frame is one that the head explains, in this file or in the verbs'."""
    explained = set(
        re.findall(r"(?:^# |; )([a-z:X]+) {2,}", "\n".join(head("verbs")), re.MULTILINE)
    )
    assert {"that", "quote", "inf", "objinf", "np", "as", "call", "obj"} <= explained
    for line in lines(name):
        _, *rest = line.split()
        frames = {re.sub(r":\w+\Z", ":X", frame) for frame in rest}
        assert frames <= explained | {"thought", "-"}, line


@pytest.mark.parametrize("name", WITH_FRAMES)
def test_every_word_has_a_frame(name: str) -> None:
    """A reporting word has a frame, or a dash for none."""
    for line in lines(name):
        _, *rest = line.split()
        assert set(rest) - {"thought"}, line
        assert "-" not in rest or len(rest) == 1, line


COLUMNS = [
    pytest.param("controls", {"negated"}, id="controls"),
    pytest.param(
        "sources", {"person", "organization", "group", "document"}, id="sources"
    ),
    pytest.param("persons", {"f", "m"}, id="persons"),
    pytest.param("titles", {"f", "m"}, id="titles"),
    pytest.param("names", {"f", "m"}, id="names"),
    pytest.param("media", set[str](), id="media"),
]


@pytest.mark.parametrize(("name", "allowed"), COLUMNS)
def test_second_columns(name: str, allowed: set[str]) -> None:
    """The second column has one of a few values, and there is no third."""
    for line in lines(name):
        _, *rest = line.split()
        assert len(rest) <= 1, line
        assert set(rest) <= allowed, line


@pytest.mark.parametrize("name", ["sources", "names"])
def test_needed_columns(name: str) -> None:
    """Speaker nouns have a type and given names a gender."""
    assert all(len(line.split()) == 2 for line in lines(name))


def test_outlets_point_to_outlets() -> None:
    """The name that is reported for a medium is in the list itself."""
    pairs = [line.partition("=") for line in lines("outlets")]
    targets = {name.strip() for _, _, name in pairs} - {""}
    assert targets <= set(LEXICON.outlets.values())
    assert all(LEXICON.outlets[name.casefold()] == name for name in targets)


LOADED = [
    pytest.param(LEXICON.verbs["say"].thought, False, id="say"),
    pytest.param(LEXICON.verbs["believe"].thought, True, id="believe"),
    pytest.param("quote" in LEXICON.verbs["say"].frames, True, id="quotation"),
    pytest.param(LEXICON.verbs["address"].frames, frozenset[str](), id="no frame"),
    pytest.param(LEXICON.controls["decline"], True, id="decline"),
    pytest.param(LEXICON.controls["go"], False, id="go"),
    pytest.param(LEXICON.sources["ministry"], "organization", id="ministry"),
    pytest.param(LEXICON.persons["actress"], "f", id="actress"),
    pytest.param(LEXICON.persons["analyst"], None, id="analyst"),
    pytest.param(LEXICON.outlets["agence france-presse"], "AFP", id="alias"),
    pytest.param(LEXICON.outlets["cnn"], "CNN", id="outlet"),
    pytest.param(LEXICON.names["abigail"], "f", id="name"),
    pytest.param("gazette" in LEXICON.media, True, id="media"),
]


@pytest.mark.parametrize(("found", "expected"), LOADED)
def test_loading(found: object, expected: object) -> None:
    """Entries are read with their columns."""
    assert found == expected


def test_equal_each_time() -> None:
    """Loading twice gives equal lexicons: nothing is kept or changed between."""
    assert Lexicon.load() == LEXICON

"""Names as text: titles, possessives, acronyms, and names of one entity."""

import pytest

from service.attribution.coref.name_matching import (
    bare_organization_name,
    bare_person_name,
    initials_of,
    is_acronym_of,
    may_be_same_organization,
    may_be_same_person,
    organization_words,
    person_words,
    split_acronym,
    title_gender,
)
from tests.support.builders import LEXICON

PEOPLE = [
    pytest.param("Ann Hale", "Ann Hale", id="name"),
    pytest.param("Dr. Ann Hale", "Ann Hale", id="title with a stop"),
    pytest.param("Judge Ann Hale", "Ann Hale", id="title"),
    pytest.param("Gov. Dr. Ann Hale", "Ann Hale", id="two titles"),
    pytest.param("Ann Hale's", "Ann Hale", id="possessive"),
    pytest.param("Sir Tom Hale QC", "Tom Hale", id="post-nominal letters"),
    pytest.param("Tom Hale, OBE", "Tom Hale", id="letters after a comma"),
    pytest.param("Ann Hughes'", "Ann Hughes", id="possessive after s"),
    pytest.param("Judge", "Judge", id="a name that is a title"),
    pytest.param(" Ann  Hale ", "Ann Hale", id="blanks"),
    pytest.param("", "", id="empty"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_bare_person_name(text: str, name: str) -> None:
    """A person's name has no title and no possessive."""
    assert bare_person_name(text, LEXICON) == name


def test_words() -> None:
    """Words of names are in lower case, with hyphens, without full stops."""
    assert person_words("Dr. Anne-Marie O'Hara J. Roe", LEXICON) == (
        "anne-marie",
        "o'hara",
        "j",
        "roe",
    )
    assert organization_words("Bank of Selby") == ("bank", "of", "selby")


GENDERS = [
    pytest.param("Dame Ann Hale", "f", id="dame"),
    pytest.param("King Tom", "m", id="king"),
    pytest.param("Judge Hale", None, id="a title for both"),
    pytest.param("Ann Hale", None, id="no title"),
    pytest.param("", None, id="empty"),
]


@pytest.mark.parametrize(("text", "gender"), GENDERS)
def test_title_gender(text: str, gender: str | None) -> None:
    """Some titles have a gender."""
    assert title_gender(text, LEXICON) == gender


SAME_PERSON = [
    pytest.param("ann hale", "ann hale", True, id="same"),
    pytest.param("ann hale", "hale", True, id="surname"),
    pytest.param("ann hale", "ann", True, id="given name"),
    pytest.param("ann mary hale", "ann hale", True, id="middle name"),
    pytest.param("ann mary hale", "mary", False, id="middle name alone"),
    pytest.param("ann mary van hale", "mary van", True, id="two words of it"),
    pytest.param("ann hale", "tom hale", False, id="another given name"),
    pytest.param("ann hale", "ann roe", False, id="another surname"),
    pytest.param("ann hale", "roe", False, id="another name"),
    pytest.param("ann hale", "", False, id="no name"),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME_PERSON)
def test_may_be_same_person(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Names that share the first or last word, or several, may be one person's."""
    words = (tuple(one.split()), tuple(other.split()))
    assert may_be_same_person(*words) is same
    assert may_be_same_person(*words[::-1]) is same


ORGANIZATIONS = [
    pytest.param("the World Bank", "World Bank", id="article"),
    pytest.param("The World Bank's", "World Bank", id="possessive"),
    pytest.param("Theatre Trust", "Theatre Trust", id="no article"),
    pytest.param("The", "The", id="nothing else"),
]


@pytest.mark.parametrize(("text", "name"), ORGANIZATIONS)
def test_bare_organization_name(text: str, name: str) -> None:
    """An organisation's name has no article and no possessive."""
    assert bare_organization_name(text) == name


IN_BRACKETS = [
    pytest.param("Water Board (CWB)", ("Water Board", "CWB"), id="acronym"),
    pytest.param("Water Board", ("Water Board", ""), id="none"),
    pytest.param("Water Board (est.)", ("Water Board (est.)", ""), id="no capitals"),
]


@pytest.mark.parametrize(("text", "parts"), IN_BRACKETS)
def test_split_acronym(text: str, parts: tuple[str, str]) -> None:
    """An acronym in brackets is split from the name before it."""
    assert split_acronym(text) == parts


FIRST_LETTERS = [
    pytest.param("world bank", ("w",), id="first word"),
    pytest.param("the board of trade", ("t", "b"), id="a minor word before it"),
    pytest.param("of the", ("o", "t"), id="minor words only"),
    pytest.param("", (), id="no words"),
]


@pytest.mark.parametrize(("name", "letters"), FIRST_LETTERS)
def test_initials_of(name: str, letters: tuple[str, ...]) -> None:
    """An acronym begins with the first word or the first that is not minor."""
    assert initials_of(tuple(name.split()), LEXICON) == letters


INITIALS = [
    pytest.param("who", "world health organization", True, id="one letter each"),
    pytest.param("iisc", "indian institute of science", True, id="two of a word"),
    pytest.param("mod", "ministry of defence", True, id="of a minor word too"),
    pytest.param("wh", "world health organization", False, id="a word left out"),
    pytest.param("worlho", "world health organization", False, id="four of a word"),
    pytest.param("", "", True, id="empty"),
    pytest.param("a" * 40 + "b", "aaa " * 40, False, id="many ways to begin"),
]


@pytest.mark.parametrize(("acronym", "name", "fits"), INITIALS)
def test_is_acronym_of(acronym: str, name: str, fits: bool) -> None:  # noqa: FBT001
    """An acronym has one to three letters of each word, minor words aside."""
    assert is_acronym_of(acronym, tuple(name.split()), LEXICON) is fits


SAME_ORGANIZATION = [
    pytest.param("World Bank", "World Bank", True, id="same"),
    pytest.param("World Bank", "WORLD BANK", True, id="capitals"),
    pytest.param("World Health Organization", "WHO", True, id="acronym"),
    pytest.param("Bank of Selby", "BS", True, id="minor words do not count"),
    pytest.param("World Health Organization", "WTO", False, id="another acronym"),
    pytest.param(
        "Ministry of Health", "Ministry of Health of Selby", True, id="longer"
    ),
    pytest.param("World Bank", "World", False, id="one word is too short"),
    pytest.param("World Bank", "Bank World", False, id="another order"),
    pytest.param("World Bank", "", False, id="no name"),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME_ORGANIZATION)
def test_may_be_same_organization(
    one: str,
    other: str,
    same: bool,  # noqa: FBT001
) -> None:
    """The same words, an acronym or the beginning of a name are one organisation's."""
    pair = [(name, organization_words(name)) for name in (one, other)]
    assert may_be_same_organization(pair[0], pair[1], LEXICON) is same
    if other:
        assert may_be_same_organization(pair[1], pair[0], LEXICON) is same

"""Spellings of one word of a name."""

import pytest

from service.attribution.coref.joining.spelling import (
    first_letter,
    is_initial_of,
    is_one_letter_apart,
    is_same_spelling,
)

SAME = [
    pytest.param("josé", "jose", True, id="accent"),
    pytest.param("abdul-rahman", "abdulrahman", True, id="hyphen"),
    pytest.param("zelensky", "zelenskiy", True, id="transliteration"),
    pytest.param("qaddafi", "kadafi", True, id="first letter"),
    pytest.param("hale", "hall", False, id="too short"),
    pytest.param("mohammed", "muhammad", False, id="other vowels"),
    pytest.param("", "", False, id="empty"),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_is_same_spelling(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Accents, hyphens and conventions of transliteration do not tell words apart."""
    assert is_same_spelling(one, other) is same
    assert is_same_spelling(other, one) is same


APART = [
    pytest.param("forson", "forso", True, id="left out"),
    pytest.param("forson", "forsen", True, id="replaced"),
    pytest.param("forson", "fosron", True, id="exchanged"),
    pytest.param("forson", "gorson", False, id="another first letter"),
    pytest.param("forson", "farsen", False, id="two replaced"),
    pytest.param("forson", "for", False, id="much shorter"),
    pytest.param("hale", "hall", False, id="short words"),
]


@pytest.mark.parametrize(("one", "other", "apart"), APART)
def test_is_one_letter_apart(one: str, other: str, apart: bool) -> None:  # noqa: FBT001
    """One letter of a longer word may be wrong."""
    assert is_one_letter_apart(one, other) is apart
    assert is_one_letter_apart(other, one) is apart


def test_initials() -> None:
    """A letter is the initial of a longer word that begins with it."""
    assert is_initial_of("a", "ann")
    assert is_initial_of("ann", "a")
    assert not is_initial_of("a", "a")
    assert not is_initial_of("b", "ann")


def test_first_letter() -> None:
    """Spellings of one word begin with one letter."""
    assert first_letter("qaddafi") == first_letter("kadafi") == "k"
    assert first_letter("") == ""

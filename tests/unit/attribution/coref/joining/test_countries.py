"""The countries that capitals, nationals and other names denote."""

import pytest

from service.attribution.coref.joining.countries import countries_in, is_country
from tests.support.builders import LEXICON
from tests.support.stage_checks import name_of

CAPITALS = [
    pytest.param(
        "Russia paid. Moscow <said> no dam was safe.", "Russia", id="named country"
    ),
    pytest.param("Moscow <said> no dam was safe.", "Moscow", id="no country named"),
]


@pytest.mark.parametrize(("marked", "name"), CAPITALS)
def test_capitals(marked: str, name: str) -> None:
    """A capital that speaks is its country if the article names that."""
    assert name_of(marked) == name


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        (["french", "politician"], {"France"}),
        (["us", "secretary"], {"United States"}),
        (["former", "striker"], set()),
    ],
    ids=str,
)
def test_countries_in(words: list[str], countries: set[str]) -> None:
    """Adjectives and names among the words are those of countries."""
    assert countries_in(LEXICON, words) == countries


@pytest.mark.parametrize(
    ("text", "expected"), [("the UK", True), ("Peru", True), ("Moscow", False)], ids=str
)
def test_is_country(text: str, expected: bool) -> None:  # noqa: FBT001
    """A capital is no name of a country."""
    assert is_country(LEXICON, text) is expected

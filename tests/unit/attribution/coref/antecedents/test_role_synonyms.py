"""Whom other words than those beside the name mean."""

import pytest

from tests.support.stage_checks import name_of

ALIKE = [
    pytest.param(
        "Prime Minister Ann Hale left. Tom Roe said it was safe. The premier <said> it "
        "was safe.",
        "Ann Hale",
        id="the premier",
    ),
    pytest.param(
        "Chief executive Tom Roe left. Ann Hale said it was safe. The CEO <said> it "
        "was safe.",
        "Tom Roe",
        id="the CEO",
    ),
    pytest.param(
        "Senator Ann Hale left. Tom Roe said it was safe. The Selby lawmaker <said> it "
        "was safe.",
        "Ann Hale",
        id="the lawmaker",
    ),
    pytest.param(
        "Environment Secretary Tom Roe left. Ann Hale said it was safe. The "
        "environment chief <said> it was safe.",
        "Tom Roe",
        id="a word of the role",
    ),
    pytest.param(
        "Ann Hale left. Tom Roe said it was safe. The actress <said> it was safe.",
        "Ann Hale",
        id="a noun of her gender",
    ),
    pytest.param(
        "Tom Roe left. Roe said it was safe. The Spaniard <said> it was safe.",
        "Tom Roe",
        id="a country, taken for a name",
    ),
    pytest.param(
        "Spokesperson Ann Hale left. Hale said it was safe. The suspect <said> it was "
        "safe.",
        "suspect",
        id="a spokesperson is no suspect",
    ),
    pytest.param(
        "Prime Minister Ann Hale met her Irish counterpart Tom Roe. The Irish prime "
        "minister <said> it was safe.",
        "Tom Roe",
        id="a counterpart",
    ),
]


@pytest.mark.parametrize(("marked", "name"), ALIKE)
def test_other_words(marked: str, name: str) -> None:
    """A noun of the same meaning, a word of the role or the gender tells who it is."""
    assert name_of(marked) == name


BODIES = [
    pytest.param(
        "Aquafirm paid. Aquafirm said it was safe. The Selby-based company <said> it "
        "was safe.",
        "Aquafirm",
        id="where it is based",
    ),
    pytest.param("The US company <said> it was safe.", "US company", id="no country"),
]


@pytest.mark.parametrize(("marked", "name"), BODIES)
def test_places_before_companies(marked: str, name: str) -> None:
    """The place of a company is not its name."""
    assert name_of(marked) == name

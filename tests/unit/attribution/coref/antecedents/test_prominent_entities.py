"""Short definite NPs that refer to the most prominent entity of their type."""

import pytest

from tests.support.stage_checks import name_of

PEOPLE = [
    pytest.param(
        "Ann Hale left. Hale said it was safe. The politician <said> no dam was safe.",
        "Ann Hale",
        id="the politician",
    ),
    pytest.param(
        "Ann Hale left. Tom Roe left. Ann Hale left. Ann Hale left. Ann Hale left."
        + " It rained." * 8
        + " The politician <said> no dam was safe.",
        "Ann Hale",
        id="mentioned often, but far away",
    ),
    pytest.param(
        "Ann Hale left."
        + " It rained." * 8
        + " The politician <said> no dam was safe.",
        "politician",
        id="mentioned once, far away",
    ),
    pytest.param(
        "Ann Hale left. The old and angry politician <said> no dam was safe.",
        "Ann Hale",
        id="a longer description",
    ),
    pytest.param(
        "US Secretary of State Ann Hale left. The US politician <said> it was safe.",
        "Ann Hale",
        id="of the country in her role",
    ),
    pytest.param(
        "US Secretary of State Ann Hale left. The French politician <said> it was "
        "safe.",
        "French politician",
        id="of another country",
    ),
    pytest.param(
        "Ann Hale left. Hale said it was safe. The 24-year-old <said> it was safe.",
        "Ann Hale",
        id="by her age",
    ),
    pytest.param(
        "Ann Hale left. Hale said it was safe. The Briton <said> it was safe.",
        "Ann Hale",
        id="by her country",
    ),
    pytest.param(
        "Ann Hale left. Hale said it was safe. The Ohio Republican <said> it was safe.",
        "Ohio Republican",
        id="by a party that no entity has",
    ),
    pytest.param(
        "Ann Hale left. The politicians <said> no dam was safe.",
        "politicians",
        id="several",
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
        id="a country, labelled as a name",
    ),
    pytest.param(
        "Spokesperson Ann Hale left. Hale said it was safe. The suspect <said> it was "
        "safe.",
        "suspect",
        id="a spokesperson is no suspect",
    ),
]


@pytest.mark.parametrize(("marked", "name"), PEOPLE)
def test_people(marked: str, name: str) -> None:
    """A short NP refers to a prominent person whose gender and roles fit it."""
    assert name_of(marked) == name


ORGANIZATIONS = [
    pytest.param(
        "Aquafirm paid. Aquafirm said it was safe. The pump maker <said> it was safe.",
        "Aquafirm",
        id="by what it makes",
    ),
    pytest.param(
        "The Selby Association met. The Selby Association met. The group <said> it was "
        "safe.",
        "Selby Association",
        id="an association is a group",
    ),
    pytest.param(
        "The Selby Association met. The Selby Association met. The automaker <said> it "
        "was safe.",
        "automaker",
        id="an association makes nothing",
    ),
    pytest.param(
        "Aquafirm paid. Aquafirm said it was safe. The company <said> no dam was safe.",
        "Aquafirm",
        id="the company",
    ),
    pytest.param(
        "The Ministry of Health paid. The company <said> no dam was safe.",
        "company",
        id="a ministry is no company",
    ),
    pytest.param(
        "Aquafirm paid. Aquafirm said it was safe. The Selby-based company <said> it "
        "was safe.",
        "Aquafirm",
        id="where it is based",
    ),
    pytest.param("The US company <said> it was safe.", "US company", id="no country"),
]


@pytest.mark.parametrize(("marked", "name"), ORGANIZATIONS)
def test_organizations(marked: str, name: str) -> None:
    """A noun for organisations refers to a prominent one whose name fits it."""
    assert name_of(marked) == name


NEW = [
    pytest.param(
        "Ann Hale spoke of the dam. The former Norby striker <said> it was safe.",
        "Ann Hale",
        id="a trade",
    ),
    pytest.param(
        "Ann Hale spoke of the dam. The Norby mayor <said> it was safe.",
        "Norby mayor",
        id="an office",
    ),
    pytest.param(
        "Ann Hale spoke of the dam. The Norby ambassador <said> it was safe.",
        "Norby ambassador",
        id="an office that is no title",
    ),
    pytest.param(
        "The Norby Steel Company opened a plant. The Peruvian firm <said> it was safe.",
        "Norby Steel Company",
        id="an organisation",
    ),
    pytest.param(
        "King Tom Roe opened the dam. His Majesty <said> it was safe.",
        "Tom Roe",
        id="a form of address",
    ),
]


@pytest.mark.parametrize(("marked", "name"), NEW)
def test_new_descriptions(marked: str, name: str) -> None:
    """A definite NP may tell more of an entity, but not which office it has."""
    assert name_of(marked) == name

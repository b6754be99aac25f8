"""Definite NPs whose own words identify their antecedent."""

import pytest

from tests.support.stage_checks import name_of, speaker

IDENTIFIED = [
    pytest.param(
        "The dam was safe, <according to> data from the Selby Water Authority.",
        "data from the Selby Water Authority",
        id="the data of an organisation are a document",
    ),
    pytest.param(
        "Ann Hale, the investigating officer of the case, left. The IO <said> it was "
        "safe.",
        "Ann Hale",
        id="acronym of a role",
    ),
    pytest.param("The IO <said> it was safe.", "IO", id="acronym of no role"),
    pytest.param(
        "Norby Lieutenant Governor Ann Hale left. LG <said> it was safe.",
        "Ann Hale",
        id="initials at the end of a role",
    ),
    pytest.param("LG <said> it was safe.", "LG", id="initials of no role"),
    pytest.param(
        "Tom Roe, OC of Selby, left. The OC <said> it was safe.",
        "Tom Roe",
        id="a role that is an acronym",
    ),
    pytest.param(
        "The Wall Street Journal said it was safe. The agency <said> no dam was safe.",
        "Wall Street Journal",
        id="the medium that spoke last",
    ),
    pytest.param(
        "The Dawn newspaper <said> it was safe.",
        "Dawn",
        id="a name before a class noun",
    ),
    pytest.param(
        "India and Pakistan met. The Indian side <said> it was safe.",
        "India",
        id="the side of a country",
    ),
    pytest.param(
        "The World Bank paid. A World Bank statement <said> it was safe.",
        "World Bank",
        id="the statement of an organisation",
    ),
    pytest.param(
        "It rained. Peru's trade minister <said> it was safe. "
        "Peru's Trade Minister Ben Roe left the town.",
        "Ben Roe",
        id="the whole role",
    ),
    pytest.param(
        "The Selby District Prosecutors' Office met. Prosecutors <said> it was safe.",
        "Selby District Prosecutors' Office",
        id="an office's prosecutors",
    ),
    pytest.param(
        "The Wall Street Journal said it was safe. The newspaper <said> no dam was "
        "safe.",
        "Wall Street Journal",
        id="the newspaper",
    ),
    pytest.param(
        "The World Bank paid. The Wall Street Journal said it was safe. Ann Hale said "
        "it was safe. The agency <said> no dam was safe.",
        "agency",
        id="an agency that did not speak last",
    ),
]


@pytest.mark.parametrize(("marked", "name"), IDENTIFIED)
def test_identified(marked: str, name: str) -> None:
    """A name in the NP, a whole role, a medium or an office identify the entity."""
    assert name_of(marked) == name


COUNTED = [
    pytest.param(
        "Ann Hale and Tom Roe met. The two <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="the two",
    ),
    pytest.param(
        "Ann Hale and Tom Roe met. Both leaders <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="both leaders",
    ),
    pytest.param(
        "Ann Hale and Tom Roe met. The two companies <said> it was safe.",
        "two companies",
        id="two companies",
    ),
    pytest.param(
        "Ann Hale met Tom Roe. The two <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="subject and object of a meeting",
    ),
    pytest.param("The two <said> it was safe.", "two", id="no group before"),
    pytest.param(
        "Peru and Chile signed a treaty. Both countries <said> it was safe.",
        "Peru and Chile",
        id="both countries",
    ),
    pytest.param(
        "The two countries <said> it was safe. Peru and Chile signed a treaty.",
        "Peru and Chile",
        id="countries that are named later",
    ),
    pytest.param(
        "Peru and Chile signed a treaty. The two sides <said> it was safe.",
        "Peru and Chile",
        id="the sides of a treaty",
    ),
    pytest.param(
        "Ann Hale and Tom Roe met. The two sides <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="the sides of a meeting",
    ),
    pytest.param(
        "Peru and Chile signed a treaty. Ann Hale and Tom Roe met. Both leaders <said> "
        "it was safe.",
        "Ann Hale and Tom Roe",
        id="leaders are no countries",
    ),
]


@pytest.mark.parametrize(("marked", "name"), COUNTED)
def test_stated_numbers(marked: str, name: str) -> None:
    """A number and a noun refer to people or countries that are named together."""
    assert name_of(marked) == name


def test_the_type_of_a_group() -> None:
    """People who are named together are a group with a size."""
    found = speaker("Ann Hale and Tom Roe met. The two <said> it was safe.")
    assert found is not None
    assert (found.type, found.size) == ("group", 2)

"""Nouns that can refer to a named organisation."""

import pytest

from service.attribution.coref.antecedents.organisation_nouns import can_refer_to
from service.attribution.coref.entities import Entity
from tests.support.builders import LEXICON

NOUNS = [
    pytest.param("Aquafirm", "company", True, id="a name without a class"),
    pytest.param("Ministry of Health", "company", False, id="a ministry"),
    pytest.param("Selby Association", "group", True, id="an association"),
    pytest.param("Selby Association", "company", False, id="no company"),
    pytest.param("Water Commission", "agency", True, id="an agency"),
    pytest.param("Water Commission", "group", False, id="no group"),
    pytest.param("United Water Workers", "union", True, id="a union"),
    pytest.param("UWW", "union", True, id="an acronym"),
    pytest.param("Aquafirm", "union", False, id="a firm is no union"),
    pytest.param("United Water Workers", "lender", False, id="workers are no lender"),
    pytest.param("CNN", "company", False, id="a medium"),
]


@pytest.mark.parametrize(("name", "noun", "can"), NOUNS)
def test_can_refer_to(name: str, noun: str, can: bool) -> None:  # noqa: FBT001
    """The words of a name decide which nouns can refer to it."""
    words = tuple(name.lower().split())
    entity = Entity(name, "organization", words, named=True)
    assert can_refer_to(LEXICON, noun, entity) is can


def test_an_organization_without_a_name() -> None:
    """Any noun can refer to an organisation without a name."""
    entity = Entity("a ministry", "organization")
    assert can_refer_to(LEXICON, "company", entity)

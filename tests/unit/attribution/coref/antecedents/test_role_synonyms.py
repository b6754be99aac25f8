"""Synonymous nouns for one office or trade."""

import pytest

from service.attribution.coref.antecedents.role_synonyms import (
    nouns_for_role,
    synonyms_of,
)
from tests.support.stage_checks import name_of

SYNONYMS = [
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
]


@pytest.mark.parametrize(("marked", "name"), SYNONYMS)
def test_synonyms(marked: str, name: str) -> None:
    """A definite NP refers to a person with a synonymous role."""
    assert name_of(marked) == name


ROLES = [
    pytest.param("prime minister of peru", ("premier",), id="phrase"),
    pytest.param("trade minister", (), id="another role"),
    pytest.param("barrister", (), id="single noun"),
]


@pytest.mark.parametrize(("role", "nouns"), ROLES)
def test_nouns_for_role(role: str, nouns: tuple[str, ...]) -> None:
    """A role of several words has nouns as synonyms."""
    assert nouns_for_role(role) == nouns


def test_synonyms_of() -> None:
    """A noun is a synonym of itself."""
    assert synonyms_of("actress") == {"actor", "actress"}
    assert synonyms_of("pilot") == {"pilot"}

"""Synonymous nouns for one office or trade."""

import pytest

from service.attribution.coref.antecedents.role_synonyms import (
    has_synonymous_role,
    synonyms_of,
)
from service.attribution.coref.entities import Entity
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
    pytest.param("premier", "prime minister of Peru", "minister", True, id="phrase"),
    pytest.param("lawyer", "barrister", "barrister", True, id="noun"),
    pytest.param("premier", "trade minister", "minister", False, id="another role"),
    pytest.param("pilot", "pilot", "pilot", True, id="the noun itself"),
]


@pytest.mark.parametrize(("noun", "role", "head", "expected"), ROLES)
def test_has_synonymous_role(
    noun: str,
    role: str,
    head: str,
    expected: bool,  # noqa: FBT001
) -> None:
    """A synonym of a noun of the entity, or of its whole role, refers to it."""
    entity = Entity("Ann Hale", "person", roles=[role], nouns={head})
    assert has_synonymous_role(entity, noun) is expected


def test_synonyms_of() -> None:
    """A noun is a synonym of itself."""
    assert synonyms_of("actress") == {"actor", "actress"}
    assert synonyms_of("pilot") == {"pilot"}

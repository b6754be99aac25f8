"""The outlet of a medium that an anaphor refers to."""

import pytest

from service.attribution.coref.entities import Entity
from service.attribution.coref.outlet_anaphora import resolve_outlet_anaphora
from service.attribution.outlets.detect_outlets import find_outlets
from tests.support.stage_checks import resolved

ANAPHORA = [
    pytest.param(
        "The Wall Street Journal said it was safe. The newspaper said no dam was safe.",
        ["Wall Street Journal", "Wall Street Journal"],
        id="the newspaper",
    ),
    pytest.param(
        "The Wall Street Journal said it was safe. It said no dam was safe.",
        ["Wall Street Journal", "Wall Street Journal"],
        id="it",
    ),
    pytest.param(
        "The World Bank said it was safe. It said no dam was safe.",
        [None, None],
        id="no medium",
    ),
    pytest.param(
        "The newspaper said no dam was safe.", ["newspaper"], id="without a name"
    ),
]


@pytest.mark.parametrize(("text", "outlets"), ANAPHORA)
def test_anaphora(text: str, outlets: list[str | None]) -> None:
    """The outlet of an anaphor is the medium that was named before."""
    here, candidates, entities = resolved(text)
    found = resolve_outlet_anaphora(here, find_outlets(here, candidates), entities)
    assert [candidate.outlet for candidate in found] == outlets


def test_people_are_no_media() -> None:
    """A person whose surname is a noun for media is no medium."""
    here, candidates, _ = resolved("Ann Hale said it was safe.")
    person = Entity("Ann Gazette", "person", ("ann", "gazette"), named=True)
    (found,) = resolve_outlet_anaphora(here, candidates, (person,))
    assert found.outlet is None

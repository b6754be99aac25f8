"""Media that are told by a pronoun or by what they are."""

import pytest

from service.attribution.coref.outlet_anaphora import resolve_outlet_anaphora
from service.attribution.outlets.detect_outlets import find_outlets
from tests.support.builders import LEXICON
from tests.support.stage_checks import resolved

SETTLED = [
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
    pytest.param("The newspaper said no dam was safe.", ["newspaper"], id="unnamed"),
]


@pytest.mark.parametrize(("text", "outlets"), SETTLED)
def test_settled(text: str, outlets: list[str | None]) -> None:
    """A medium that was named before is the outlet, however it is told again."""
    here, candidates, entities = resolved(text)
    assert here.lexicon is LEXICON
    found = resolve_outlet_anaphora(here, find_outlets(here, candidates), entities)
    assert [candidate.outlet for candidate in found] == outlets

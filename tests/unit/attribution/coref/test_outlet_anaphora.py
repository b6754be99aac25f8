"""The outlet of a medium that an anaphor refers to."""

import pytest

from service.attribution.coref.entities import EntityIndex
from service.attribution.coref.outlet_anaphora import (
    media_name,
    resolve_outlet_anaphora,
)
from service.attribution.outlets.detect_outlets import find_outlets
from tests.support.builders import LEXICON
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


MEDIA = [
    pytest.param("CNN", "CNN", id="known"),
    pytest.param("the Guardian", "The Guardian", id="known with its article"),
    pytest.param("Selby Gazette", "Selby Gazette", id="by its last word"),
    pytest.param("Gazette", None, id="a word alone"),
    pytest.param("World Bank", None, id="no medium"),
]


@pytest.mark.parametrize(("name", "medium"), MEDIA)
def test_media_name(name: str, medium: str | None) -> None:
    """An organisation is a medium by the lexicon or by the last word of its name."""
    entity = EntityIndex(LEXICON).get_or_add_organization(name, 0)
    assert media_name(LEXICON, entity) == medium


def test_people_are_no_media() -> None:
    """A person whose surname is a noun for media is no medium."""
    entity = EntityIndex(LEXICON).get_or_add_person("Ann Gazette", 0)
    assert media_name(LEXICON, entity) is None

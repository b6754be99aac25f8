"""The outlet of a medium that an anaphor refers to."""

import pytest
from msgspec.structs import replace

from service.attribution.coref.entities import Entity
from service.attribution.coref.settle_outlets import settle_outlets
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
    found = settle_outlets(here, candidates, entities)
    assert [candidate.outlet for candidate in found] == outlets
    for before, after in zip(candidates, found, strict=True):
        assert after == before or after.outlet_role == "source"


def test_people_are_no_media() -> None:
    """A person whose surname is a noun for media is no medium."""
    here, candidates, _ = resolved("Ann Hale said it was safe.")
    person = Entity("Ann Gazette", "person", ("ann", "gazette"), named=True)
    (found,) = settle_outlets(here, candidates, (person,))
    assert found.outlet is None


def test_nested_in_the_report_of_an_anaphor() -> None:
    """What is nested in a report by "it" has the outlet that "it" refers to."""
    here, candidates, _ = resolved("Ann Hale said Tom Roe claimed it was safe.")
    medium = Entity("CNN", "organization", ("cnn",), named=True)
    entities = [medium if c.parent is None else None for c in candidates]
    found = settle_outlets(here, candidates, entities)
    assert [candidate.outlet for candidate in found] == ["CNN", "CNN"]


def test_the_outlet_of_the_report_comes_first() -> None:
    """A medium in the report of another one is not the outlet."""
    here, candidates, _ = resolved("Ann Hale said Tom Roe claimed it was safe.")
    media = {
        parent: Entity(name, "organization", (name.lower(),), named=True)
        for parent, name in ((True, "CNN"), (False, "AFP"))
    }
    outer = tuple(
        replace(c, outlet="CNN", outlet_role="source") if c.parent is None else c
        for c in candidates
    )
    entities = [media[c.parent is None] for c in candidates]
    found = settle_outlets(here, outer, entities)
    assert [candidate.outlet for candidate in found] == ["CNN", "CNN"]


ABBREVIATED = [
    pytest.param(
        "The Kelmar News Agency opened an office in Selby. "
        "Hale told the KNA that the dam was safe.",
        "Kelmar News Agency",
        id="a medium by its initials",
    ),
    pytest.param(
        "The Central Bank of Selby (CBS) opened an office. "
        "The CBS said the dam was safe.",
        None,
        id="another body with the initials of a medium",
    ),
    pytest.param("The CBS said the dam was safe.", "CBS", id="defined nowhere"),
]


@pytest.mark.parametrize(("text", "outlet"), ABBREVIATED)
def test_abbreviations(text: str, outlet: str | None) -> None:
    """A medium has its long name; the initials of another body are no medium."""
    here, candidates, entities = resolved(text)
    found = settle_outlets(here, candidates, entities)
    assert [candidate.outlet for candidate in found] == [outlet]

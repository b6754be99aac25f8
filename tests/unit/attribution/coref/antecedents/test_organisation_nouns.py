"""What an organisation may be called."""

import pytest

from service.attribution.coref.antecedents.organisation_nouns import can_refer_to
from service.attribution.coref.entities import EntityIndex
from service.attribution.coref.outlet_anaphora import media_name
from tests.support.builders import LEXICON

CALLED = [
    pytest.param("Aquafirm", "company", True, id="a name that tells nothing"),
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


@pytest.mark.parametrize(("name", "noun", "may"), CALLED)
def test_can_refer_to(name: str, noun: str, may: bool) -> None:  # noqa: FBT001
    """The words of its name say what a body may be called."""
    entity = EntityIndex(LEXICON).get_or_add_organization(name, 0)
    assert can_refer_to(LEXICON, noun, entity) is may


def test_a_body_without_a_name() -> None:
    """Who has no name may be called anything."""
    entity = EntityIndex(LEXICON).add_unnamed("a ministry", "organization", "ministry")
    assert can_refer_to(LEXICON, "company", entity)


MEDIA = [
    pytest.param("CNN", "CNN", id="known"),
    pytest.param("the Guardian", "The Guardian", id="known by its article"),
    pytest.param("Selby Gazette", "Selby Gazette", id="by its last word"),
    pytest.param("Gazette", None, id="a word alone"),
    pytest.param("World Bank", None, id="no medium"),
]


@pytest.mark.parametrize(("name", "medium"), MEDIA)
def test_known_media(name: str, medium: str | None) -> None:
    """A figure is a medium by the lexicon, or by the last word of its name."""
    entity = EntityIndex(LEXICON).get_or_add_organization(name, 0)
    assert media_name(LEXICON, entity) == medium


def test_people_are_no_media() -> None:
    """Somebody called Gazette is no medium."""
    entity = EntityIndex(LEXICON).get_or_add_person("Ann Gazette", 0)
    assert media_name(LEXICON, entity) is None

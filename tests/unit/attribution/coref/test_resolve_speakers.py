"""Who every source is, over the whole article."""

import pytest
from msgspec.structs import replace

from service.attribution.coref.resolve_speakers import resolve_speakers
from tests.support.builders import texts
from tests.support.stage_checks import name_of, resolved, speaker

NAMES = [
    pytest.param("Ann Hale <said> it was safe.", "Ann Hale", id="full name"),
    pytest.param(
        "Ann Hale opened the dam. Hale <said> it was safe.", "Ann Hale", id="surname"
    ),
    pytest.param(
        "Hale <said> it was safe. Ann Hale opened the dam.",
        "Ann Hale",
        id="surname before the name",
    ),
    pytest.param(
        "Ann Hale opened the dam. Ms Hale <said> it was safe.", "Ann Hale", id="Ms"
    ),
    pytest.param(
        "Ann Hale opened the dam. Ann <said> it was safe.", "Ann Hale", id="given name"
    ),
    pytest.param("President Ann Hale <said> it was safe.", "Ann Hale", id="title"),
    pytest.param("Dr. Ann Hale <said> it was safe.", "Ann Hale", id="Dr."),
    pytest.param(
        "The mayor, Ann Hale, <said> it was safe.", "Ann Hale", id="apposition"
    ),
    pytest.param(
        "Ann Hale opened the dam. Tom Roe left. Hale <said> it was safe.",
        "Ann Hale",
        id="another person between",
    ),
    pytest.param("Hale's mayor <said> it was safe.", "Hale's mayor", id="owner"),
]


@pytest.mark.parametrize(("marked", "name"), NAMES)
def test_names(marked: str, name: str) -> None:
    """A person has the fullest name that the article gives, without a title."""
    assert name_of(marked) == name


TYPES = [
    pytest.param("Ann Hale <said> it was safe.", "person", id="name"),
    pytest.param("A witness <said> it was safe.", "person", id="witness"),
    pytest.param("Officials <said> it was safe.", "group", id="officials"),
    pytest.param("Ann Hale and Tom Roe <said> it was safe.", "group", id="two people"),
    pytest.param("The mayor and Tom Roe <said> it was safe.", "group", id="two"),
    pytest.param("The mayor and the judge <said> it was safe.", "group", id="nouns"),
    pytest.param(
        "The World Bank <said> it was safe.", "organization", id="name of one"
    ),
    pytest.param("The ministry <said> it was safe.", "organization", id="ministry"),
    pytest.param("Beijing <said> it was safe.", "organization", id="capital"),
    pytest.param("The report <said> it was safe.", "document", id="report"),
    pytest.param("Nobody <said> it was safe.", None, id="nobody"),
    pytest.param("The family <said> it was safe.", "group", id="family"),
    pytest.param("An analyst <said> it was safe.", "person", id="analyst"),
    pytest.param("Its silence <said> it was safe.", "unknown", id="a thing"),
    pytest.param("Chinese officials <said> it was safe.", "group", id="NORP"),
]


@pytest.mark.parametrize(("marked", "kind"), TYPES)
def test_types(marked: str, kind: str | None) -> None:
    """People, organisations, groups and documents speak; pronouns need somebody."""
    entity = speaker(marked)
    assert (entity.type if entity else None) == kind


ROLES = [
    pytest.param(
        "Kremlin spokesman Tom Roe <said> it was safe.",
        "Kremlin spokesman",
        id="before",
    ),
    pytest.param(
        "Ann Hale, the mayor of Selby, <said> it was safe.",
        "mayor of Selby",
        id="after",
    ),
    pytest.param("The mayor, Ann Hale, <said> it was safe.", "mayor", id="name after"),
    pytest.param("Ann Hale <said> it was safe.", None, id="none"),
    pytest.param("Ann Hale, 52, <said> it was safe.", None, id="an age is none"),
    pytest.param(
        "Ann Hale, the mayor of Selby, smiled. Hale <said> it was safe.",
        "mayor of Selby",
        id="told before",
    ),
]


@pytest.mark.parametrize(("marked", "role"), ROLES)
def test_roles(marked: str, role: str | None) -> None:
    """A role that stands beside a name once is the speaker's everywhere."""
    entity = speaker(marked)
    assert entity is not None
    assert max(entity.roles, key=len, default=None) == role


PRONOUNS = [
    pytest.param(
        "Ann Hale opened the dam. She <said> it was safe.", "Ann Hale", id="she"
    ),
    pytest.param("Tom Roe left. He <said> it was safe.", "Tom Roe", id="he"),
    pytest.param(
        "Ann Hale met Tom Roe. She <said> it was safe.", "Ann Hale", id="her, not him"
    ),
    pytest.param(
        "Ann Hale met Tom Roe. He <said> it was safe.", "Tom Roe", id="him, not her"
    ),
    pytest.param(
        "The World Bank paid. It <said> the dam was safe.", "World Bank", id="it"
    ),
    pytest.param(
        "The World Bank paid. They <said> the dam was safe.", "World Bank", id="they"
    ),
    pytest.param(
        "Residents left the town. They <said> the dam was safe.",
        "Residents",
        id="group",
    ),
    pytest.param(
        "Ann Hale and Tom Roe left. They <said> the dam was safe.",
        "Ann Hale and Tom Roe",
        id="a couple",
    ),
    pytest.param(
        "When she <said> it was safe, Ann Hale smiled.",
        "Ann Hale",
        id="before the name",
    ),
    pytest.param("She <said> it was safe.", None, id="nobody there"),
    pytest.param("I <said> it was safe.", None, id="the writer"),
    pytest.param(
        "Tom Roe left." + " It rained." * 8 + " He <said> it was safe.",
        None,
        id="too far away",
    ),
    pytest.param(
        "Ann Hale spoke of Tom Roe. She met Roe. He <said> it was safe.",
        "Tom Roe",
        id="the nearest that agrees",
    ),
]


@pytest.mark.parametrize(("marked", "name"), PRONOUNS)
def test_pronouns(marked: str, name: str | None) -> None:
    """A pronoun is the nearest figure that agrees in gender and number."""
    assert name_of(marked) == name


QUOTED = [
    pytest.param(
        "“I <told> him that the dam is safe,” Ann Hale said.", "Ann Hale", id="I"
    ),
    pytest.param(
        "Tom Roe left. “He <told> me that the dam is safe,” Ann Hale said.",
        "Tom Roe",
        id="he",
    ),
    pytest.param(
        "Ann Hale said she <believed> the dam was safe.", "Ann Hale", id="not in marks"
    ),
]


@pytest.mark.parametrize(("marked", "name"), QUOTED)
def test_inside_quotations(marked: str, name: str) -> None:
    """In marks "I" is the speaker round it and "he" is not; without them she may be."""
    assert name_of(marked) == name


def test_a_continuation_has_the_speaker_it_goes_on_from() -> None:
    """A paragraph that goes on is spoken by the same figure."""
    _, candidates, entities = resolved(
        "“The dam is safe,” Ann Hale said.\n\n“We have checked it twice.”"
    )
    assert candidates[1].continues == 0
    assert entities[0] is entities[1] is not None
    assert entities[0].name == "Ann Hale"


def test_an_implied_speaker() -> None:
    """Who the sentence before a quotation is about speaks, without a source."""
    _, candidates, entities = resolved(
        "Ann Hale smiled.\n\n“We have checked it twice.”"
    )
    assert [f.name for f in entities if f] == ["Ann Hale"]
    assert candidates[0].source is None
    assert entities[0] is not None
    assert entities[0].sources == []


def test_nested_speakers() -> None:
    """Both the reporter and the reported have a speaker of their own."""
    _, candidates, entities = resolved("Ann Hale said Tom Roe claimed it was safe.")
    names = {f.name: d.parent for f, d in zip(entities, candidates, strict=True) if f}
    assert set(names) == {"Ann Hale", "Tom Roe"}
    assert names["Ann Hale"] is None
    assert names["Tom Roe"] is not None


def test_mentions() -> None:
    """A figure knows every place where it was a source."""
    here, _, entities = resolved(
        "Ann Hale said it was safe. Hale said no dam was safe."
    )
    (entity,) = {id(f): f for f in entities if f}.values()
    assert texts(here, sorted(entity.sources)) == ("Ann Hale", "Hale")


def test_continuations_in_a_circle_end() -> None:
    """Candidates that go on from each other do not hang the stage."""
    here, candidates, _ = resolved(
        "“The dam is safe,” Ann Hale said.\n\n“We have checked it twice.”"
    )
    circle = (replace(candidates[0], continues=1), candidates[1])
    assert resolve_speakers(here, circle) == (None, None)


OTHER_NAMES = [
    pytest.param(
        "The Selby policing forum (SPF) met. The SPF <said> the dam was safe.",
        "Selby policing forum",
        id="an acronym in brackets",
    ),
    pytest.param(
        "The dam was safe, <according to> data from the Selby Water Authority.",
        "Selby Water Authority",
        id="data of an authority",
    ),
    pytest.param(
        "“It was cold,” she <said> at the shelter. Ann Hale lost her house.",
        "Ann Hale",
        id="a name in the next sentence",
    ),
]


@pytest.mark.parametrize(("marked", "name"), OTHER_NAMES)
def test_other_names(marked: str, name: str) -> None:
    """Acronyms, data and pronouns are resolved to the entity that they refer to."""
    assert name_of(marked) == name

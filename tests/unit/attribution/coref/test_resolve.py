"""The entity of a source: a name, a description, a quoted pronoun or a group."""

import pytest

from service.attribution.coref.coref_state import apply_resolution
from service.attribution.coref.resolve import resolve_source
from tests.support.builders import Marked, candidate_at, candidates_of
from tests.support.stage_checks import (
    contents_of_state,
    coref_state,
    name_of,
    speaker,
)
from tests.support.treebank import cue_of

TYPES = [
    pytest.param("Ann Hale <said> it was safe.", "person", id="name"),
    pytest.param("A witness <said> it was safe.", "person", id="witness"),
    pytest.param("Officials <said> it was safe.", "group", id="officials"),
    pytest.param("Ann Hale and Tom Roe <said> it was safe.", "group", id="two people"),
    pytest.param(
        "The mayor and Tom Roe <said> it was safe.", "group", id="a noun and a name"
    ),
    pytest.param(
        "The mayor and the judge <said> it was safe.", "group", id="two nouns"
    ),
    pytest.param(
        "The World Bank <said> it was safe.",
        "organization",
        id="name of an organisation",
    ),
    pytest.param("The ministry <said> it was safe.", "organization", id="ministry"),
    pytest.param("Beijing <said> it was safe.", "organization", id="capital"),
    pytest.param("The report <said> it was safe.", "document", id="report"),
    pytest.param("Nobody <said> it was safe.", None, id="nobody"),
    pytest.param("The family <said> it was safe.", "group", id="family"),
    pytest.param("An analyst <said> it was safe.", "person", id="analyst"),
    pytest.param("Its silence <said> it was safe.", "document", id="a thing"),
    pytest.param("Chinese officials <said> it was safe.", "group", id="NORP"),
]


@pytest.mark.parametrize(("marked", "kind"), TYPES)
def test_types(marked: str, kind: str | None) -> None:
    """People, organisations, groups and documents are speakers, "nobody" is none."""
    entity = speaker(marked)
    assert (entity.type if entity else None) == kind


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
        "Ann Hale said she <believed> the dam was safe.",
        "Ann Hale",
        id="not in quotation marks",
    ),
]


@pytest.mark.parametrize(("marked", "name"), QUOTED)
def test_inside_quotations(marked: str, name: str) -> None:
    """In quotation marks "I" is the parent's speaker and "he" is not."""
    assert name_of(marked) == name


POSSESSORS = [
    pytest.param(
        "Tom Roe left the town. His family <said> it was safe.",
        "Tom Roe's family",
        id="his",
    ),
    pytest.param(
        "Ann Hale left the town. Her ministry <said> it was safe.",
        "Ann Hale's ministry",
        id="her",
    ),
    pytest.param(
        "His family <said> it was safe.", "His family", id="without an antecedent"
    ),
    pytest.param(
        "Tom Roe left the town. His Highness <said> it was safe.",
        "Tom Roe",
        id="a form of address",
    ),
    pytest.param("Hale's mayor <said> it was safe.", "Hale's mayor", id="by name"),
]


@pytest.mark.parametrize(("marked", "name"), POSSESSORS)
def test_possessors(marked: str, name: str) -> None:
    """A possessive pronoun is replaced by the name of its antecedent."""
    assert name_of(marked) == name


GROUPS = [
    pytest.param(
        "Ann Hale and her deputy Tom Roe <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="a role between",
    ),
    pytest.param(
        "Two judges, Ann Hale and Tom Roe, <said> the dam was old.",
        "Ann Hale and Tom Roe",
        id="a description before",
    ),
    pytest.param(
        "Ann Hale smiled. She and Tom Roe <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="a pronoun",
    ),
    pytest.param(
        "She and Tom Roe <said> it was safe.",
        "She and Tom Roe",
        id="a pronoun without an antecedent",
    ),
    pytest.param(
        "The mayor and Tom Roe <said> it was safe.",
        "mayor and Tom Roe",
        id="one without a name",
    ),
    pytest.param(
        "The mayor and the judge <said> it was safe.",
        "mayor and the judge",
        id="none with a name",
    ),
    pytest.param(
        "Three parties, Al Jama, AIC and PAC, <said> it was safe.",
        "Al Jama, AIC and PAC",
        id="several organisations",
    ),
    pytest.param(
        "Judges Ann Hale and Ben Roe <said> it was safe.",
        "Ann Hale and Ben Roe",
        id="several people after their role",
    ),
]


@pytest.mark.parametrize(("marked", "name"), GROUPS)
def test_groups(marked: str, name: str) -> None:
    """A group is named after its members, without their roles."""
    assert name_of(marked) == name


OFFICES = [
    pytest.param(
        "The former chairman and president <said> it was safe.",
        "person",
        id="one article",
    ),
    pytest.param("The husband and wife <said> it was safe.", "group", id="relatives"),
    pytest.param(
        "The mayor and the judge <said> it was safe.", "group", id="two articles"
    ),
]


@pytest.mark.parametrize(("marked", "kind"), OFFICES)
def test_two_offices(marked: str, kind: str) -> None:
    """Two offices with one article are one person's."""
    found = speaker(marked)
    assert found is not None
    assert found.type == kind


ONE_OR_TWO = [
    pytest.param(
        "Ann Hale, a nurse and mother of two who lives in Selby, <said> it was safe.",
        ("Ann Hale", "person"),
        id="two descriptions",
    ),
    pytest.param(
        "Harland & Voss, the town's biggest employer, <said> it was safe.",
        ("Harland & Voss", "organization"),
        id="an ampersand",
    ),
    pytest.param(
        "Ann Hale and Tom Roe <said> it was safe.",
        ("Ann Hale and Tom Roe", "group"),
        id="two people",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), ONE_OR_TWO)
def test_coordination(marked: str, expected: tuple[str, str]) -> None:
    """Two names are a group; two descriptions of one name, or one with "&", are not."""
    entity = speaker(marked)
    assert entity is not None
    assert (entity.name, entity.type) == expected


ROLES_BEFORE = [
    pytest.param(
        "Former president of Peru and current United Nations High Commissioner for "
        "Human Rights Wafa Mustafa <said> it was safe.",
        "Wafa Mustafa",
        id="a long office before a name",
    ),
]


@pytest.mark.parametrize(("marked", "name"), ROLES_BEFORE)
def test_role_before_a_name(marked: str, name: str) -> None:
    """Coordinated roles and the name after them are one speaker."""
    assert name_of(marked) == name


UNCHANGED = [
    pytest.param("Ann Hale <said> it was safe.", id="name"),
    pytest.param("Hale <said> it was safe. Ann Hale opened the dam.", id="surname"),
    pytest.param("Enoch Kaya left the town. He <said> it was safe.", id="pronoun"),
    pytest.param("The mayor <said> it was safe.", id="new description"),
    pytest.param(
        "A father of three <said> it was safe. Ben Roe left the town.",
        id="described before the name",
    ),
    pytest.param(
        "Enoch Kaya left the town. His family <said> it was safe.", id="possessor"
    ),
    pytest.param(
        "Ann Hale smiled. She and Tom Roe <said> it was safe.", id="pronoun in a group"
    ),
    pytest.param("The mayor and Tom Roe <said> it was safe.", id="group"),
    pytest.param("The Dawn newspaper <said> it was safe.", id="class noun"),
    pytest.param("The US company <said> it was safe.", id="a country before a noun"),
    pytest.param(
        "Ann Hale smiled.\n\nHALE: The dam is safe.\n\nROE<:> It was not safe.",
        id="label",
    ),
]


@pytest.mark.parametrize("marked", UNCHANGED)
def test_resolvers_change_nothing(marked: str) -> None:
    """A resolver leaves all entities as they are; applying its result does not."""
    wanted = Marked.read(marked)
    state = coref_state(wanted.text)
    candidate = candidate_at(candidates_of(state.context), cue_of(wanted))
    assert candidate.source is not None
    before = contents_of_state(state)

    found = resolve_source(state, candidate.source, parent=None, quoted=False)

    assert found is not None
    assert contents_of_state(state) == before
    apply_resolution(state, candidate, found)
    assert contents_of_state(state) != before


LEARNT = [
    pytest.param(
        "Enoch Kaya left the town. He <said> it was safe.",
        ("m", set[str]()),
        id="gender of a pronoun",
    ),
    pytest.param(
        "Enoch Kaya left the town. His family <said> it was safe.",
        ("m", set[str]()),
        id="gender of a possessor",
    ),
    pytest.param(
        "A father of three <said> it was safe. Enoch Kaya left the town.",
        (None, {"father"}),
        id="noun before the name",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), LEARNT)
def test_what_is_learnt(marked: str, expected: tuple[str | None, set[str]]) -> None:
    """A resolution states gender and nouns, which are applied to the entity."""
    wanted = Marked.read(marked)
    state = coref_state(wanted.text)
    person = next(state.entity_index.people)
    candidate = candidate_at(candidates_of(state.context), cue_of(wanted))
    assert candidate.source is not None
    assert (person.gender, person.nouns) == (None, set())

    found = resolve_source(state, candidate.source, parent=None, quoted=False)

    assert found is not None
    apply_resolution(state, candidate, found)
    assert (person.gender, person.nouns) == expected


OTHER_WORDS = [
    pytest.param("Many <said> it was safe.", "Many", "group", id="many"),
    pytest.param("Someone <said> it was safe.", "Someone", "person", id="someone"),
    pytest.param("The crowd <said> it was safe.", "crowd", "group", id="crowd"),
    pytest.param("The legend <said> it was safe.", "legend", "person", id="person"),
    pytest.param(
        "The guidance <said> it was safe.", "guidance", "document", id="document"
    ),
    pytest.param(
        "The radioman <said> it was safe.", "radioman", "person", id="an unknown noun"
    ),
    pytest.param(
        "The Obama administration <said> it was safe.",
        "Obama administration",
        "organization",
        id="a person's body",
    ),
    pytest.param(
        "An aide who left the town <said> it was safe.",
        "aide",
        "person",
        id="relative clause",
    ),
    pytest.param(
        "A poll from Selby University said it was safe. The World Bank poll <said> no "
        "dam was safe.",
        "World Bank poll",
        "document",
        id="another name",
    ),
    pytest.param(
        "Officials of the Selby Water Board in the northern region met on Monday. "
        "Officials <said> it was safe.",
        "Officials",
        "group",
        id="a longer description",
    ),
]


@pytest.mark.parametrize(("marked", "name", "kind"), OTHER_WORDS)
def test_descriptions(marked: str, name: str, kind: str) -> None:
    """A description without antecedent has its own name and type."""
    entity = speaker(marked)
    assert entity is not None
    assert (entity.name, entity.type) == (name, kind)


ROLES = [
    pytest.param(
        "Civil rights lawyer Ann Hale <said> it was safe.", "Civil rights lawyer"
    ),
    pytest.param("Senior advocate Ann Hale <said> it was safe.", "Senior advocate"),
    pytest.param(
        "The county's medical examiner, Ann Hale, <said> it was safe.",
        "county's medical examiner",
    ),
]


@pytest.mark.parametrize(("marked", "role"), ROLES)
def test_roles(marked: str, role: str) -> None:
    """Roles are found whatever their noun is."""
    entity = speaker(marked)
    assert entity is not None
    assert role in entity.roles

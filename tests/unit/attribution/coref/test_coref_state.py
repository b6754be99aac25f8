"""The entity of a name and of a description, given the state of resolution."""

import pytest
from msgspec.structs import replace

from service.attribution.candidates import Candidate, Form
from service.attribution.coref.coref_state import apply_resolution
from service.attribution.coref.entities import Mention, NewEntity, Resolution
from service.attribution.syntax.descriptions import NameSpan
from service.attribution.syntax.noun_phrases import noun_phrase
from service.records import Span
from tests.support.builders import candidates_of
from tests.support.stage_checks import contents_of_state, coref_state

QUESTIONERS = [
    pytest.param((Span(0, 8),), ["Ann Hale", "Ann Hale and Tom Roe"], id="one"),
    pytest.param((Span(1, 8),), [], id="only where a mention begins"),
    pytest.param((), [], id="none"),
]


@pytest.mark.parametrize(("spans", "names"), QUESTIONERS)
def test_is_questioner(spans: tuple[Span, ...], names: list[str]) -> None:
    """An entity is a questioner if one of its mentions begins in such a span."""
    state = coref_state("Ann Hale met Tom Roe.")
    state.questioners = spans
    found = [e.name for e in state.entity_index.entities if state.is_questioner(e)]
    assert found == names


NAMES = [
    pytest.param(
        "Ann Hale opened the dam. Hale said it was safe.",
        (1, NameSpan(0, 1, "Person")),
        "Ann Hale",
        id="surname",
    ),
    pytest.param(
        "The Department of Conservation met. DOC said it was safe.",
        (1, NameSpan(0, 1, "Person")),
        "Department of Conservation",
        id="acronym",
    ),
    pytest.param(
        "The World Bank paid.",
        (0, NameSpan(1, 3, "Organization")),
        "World Bank",
        id="bank",
    ),
    pytest.param(
        "India and Pakistan met.",
        (0, NameSpan(0, 1, "Location")),
        "India",
        id="location",
    ),
]


@pytest.mark.parametrize(("text", "name", "expected"), NAMES)
def test_resolve_name(text: str, name: tuple[int, NameSpan], expected: str) -> None:
    """A name refers to the entity of its full form."""
    state = coref_state(text)
    sentence, span = name
    before = contents_of_state(state)
    found = state.resolve_name(state.context.trees[sentence], span)
    assert found.name == expected
    assert found.entity in state.entity_index.entities
    assert contents_of_state(state) == before


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Person", ("person", False)),
        ("Organization", ("organization", False)),
        ("Location", ("organization", True)),
    ],
)
def test_new_names(label: str, kind: tuple[str, bool]) -> None:
    """A new name is an entity by its label."""
    state = coref_state("It rained.")
    tree = state.context.trees[0]
    found = state.resolve_name(tree, NameSpan(0, 2, label))
    assert isinstance(found.entity, NewEntity)
    assert (found.entity.type, found.entity.is_location) == kind
    assert state.entity_index.entities == []


SURNAMES = [
    pytest.param("Hale said it was safe.", 0, "Tom Hale", id="without a title"),
    pytest.param("Ms Hale said it was safe.", 1, "Ann Hale", id="with a title"),
]


@pytest.mark.parametrize(("sentence", "start", "name"), SURNAMES)
def test_last_speakers_of_one_surname(sentence: str, start: int, name: str) -> None:
    """A surname without a title refers to the last speaker of that name."""
    state = coref_state(f"Ann Hale met Tom Hale. {sentence}")
    state.salience.add_speaker(13, state.entity_index.entities[1])
    span = NameSpan(start, start + 1, "Person")
    assert state.resolve_name(state.context.trees[1], span).name == name


DESCRIPTIONS = [
    pytest.param("The family said it was safe.", None, "family", id="article"),
    pytest.param("His family said it was safe.", None, "His family", id="pronoun"),
    pytest.param(
        "His family said it was safe.", "Tom Roe", "Tom Roe's family", id="possessor"
    ),
    pytest.param(
        "His family said it was safe. “We have checked it twice.”",
        "Tom Roe",
        "Tom Roe's family",
        id="no apostrophe in the article",
    ),
]


@pytest.mark.parametrize(("text", "possessor", "name"), DESCRIPTIONS)
def test_resolve_description(text: str, possessor: str | None, name: str) -> None:
    """A description has no leading article, and its possessor by name."""
    state = coref_state(text)
    tree = state.context.trees[0]
    owner = None if possessor is None else Resolution(NewEntity(possessor, "person"))
    phrase = noun_phrase(tree, 1)
    new = state.resolve_description(tree, phrase, kind="group", possessor=owner)
    added = state.entity_index.apply(new)
    known = state.resolve_description(tree, phrase, kind="group", possessor=owner)
    assert added.name == name
    assert known == Resolution(added)


def test_the_apostrophe_of_the_article() -> None:
    """A possessor has the apostrophe that the article uses more often."""
    state = coref_state("Hale’s mayor said it was safe. His family said it was safe.")
    tree = state.context.trees[1]
    found = state.resolve_description(
        tree,
        noun_phrase(tree, 1),
        kind="group",
        possessor=Resolution(NewEntity("Tom Roe", "person")),
    )
    assert found.name == "Tom Roe’s family"


@pytest.mark.parametrize(("form", "speaks"), [("verb", True), ("noun", False)])
def test_apply_resolution(form: Form, speaks: bool) -> None:  # noqa: FBT001
    """A source is a mention, and the last speaker's unless the cue is a noun."""
    state = coref_state("Ann Hale said it was safe.")
    (candidate,) = candidates_of(state.context)
    assert candidate.cue is not None
    assert candidate.source is not None
    candidate = replace(candidate, cue=replace(candidate.cue, form=form))
    found = Resolution(NewEntity("Selby", "unknown"))
    entity = apply_resolution(state, candidate, found)
    assert candidate.source is not None
    assert entity.sources == [candidate.source.span]
    assert entity.mentions == [Mention(0, 0, is_subject=speaks)]
    assert (state.salience.last_speaker is entity) is speaks


def test_apply_resolution_without_a_source() -> None:
    """An implied speaker has no mention and is no last speaker."""
    state = coref_state("Ann Hale left.")
    (ann,) = state.entity_index.entities
    candidate = Candidate((Span(0, 8),))
    assert apply_resolution(state, candidate, Resolution(ann)) is ann
    assert (ann.sources, len(ann.mentions)) == ([], 1)
    assert state.salience.last_speaker is None

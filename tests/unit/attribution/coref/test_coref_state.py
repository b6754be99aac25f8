"""The entity of a name and of a description, given the state of resolution."""

import pytest

from service.attribution.coref.entities import Entity
from service.attribution.syntax.descriptions import NameSpan
from service.attribution.syntax.noun_phrases import noun_phrase
from service.records import Span
from tests.support.stage_checks import coref_state

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
def test_entity_of_name(text: str, name: tuple[int, NameSpan], expected: str) -> None:
    """A name refers to the entity of its full form."""
    state = coref_state(text)
    sentence, span = name
    before = len(state.entity_index.entities)
    entity = state.entity_of_name(state.context.trees[sentence], span)
    assert entity.name == expected
    assert len(state.entity_index.entities) == before


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
    state = coref_state("Ann Hale left.")
    state.entity_index.entities.clear()
    entity = state.entity_of_name(state.context.trees[0], NameSpan(0, 2, label))
    assert state.entity_index.entities == [entity]
    assert (entity.type, entity.is_location) == kind


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
    assert state.entity_of_name(state.context.trees[1], span).name == name


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
def test_entity_of_description(text: str, possessor: str | None, name: str) -> None:
    """A description has no leading article, and its possessor by name."""
    state = coref_state(text)
    tree = state.context.trees[0]
    owner = None if possessor is None else Entity(possessor, "person")
    entities = [
        state.entity_of_description(
            tree, noun_phrase(tree, 1), kind="group", possessor=owner
        )
        for _ in range(2)
    ]
    assert entities[0].name == name
    assert entities[0] is entities[1]


def test_the_apostrophe_of_the_article() -> None:
    """A possessor has the apostrophe that the article uses more often."""
    state = coref_state("Hale’s mayor said it was safe. His family said it was safe.")
    tree = state.context.trees[1]
    entity = state.entity_of_description(
        tree,
        noun_phrase(tree, 1),
        kind="group",
        possessor=Entity("Tom Roe", "person"),
    )
    assert entity.name == "Tom Roe’s family"

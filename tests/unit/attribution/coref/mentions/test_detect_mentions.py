"""The entities of an article and their mentions."""

import pytest

from service.attribution.coref.entities import Mention
from service.attribution.coref.mentions.detect_mentions import detect_mentions
from tests.support.builders import context_of
from tests.support.treebank import context as known

ENTITIES = [
    pytest.param(
        "Ann Hale met Tom Hale.",
        ["Ann Hale", "Tom Hale", "Ann Hale and Tom Hale"],
        id="people who met",
    ),
    pytest.param("A witness left the town.", ["witness"], id="description"),
    pytest.param(
        "The ministry said it was safe.", [], id="an organisation without a name"
    ),
    pytest.param("Residents left the town.", ["Residents"], id="group"),
    pytest.param(
        "Ann Hale and Tom Roe left.",
        ["Ann Hale", "Tom Roe", "Ann Hale and Tom Roe"],
        id="two people",
    ),
    pytest.param("It rained.", [], id="nobody"),
    pytest.param("Police said it was safe.", ["Police"], id="without an article"),
]


@pytest.mark.parametrize(("text", "names"), ENTITIES)
def test_entities(text: str, names: list[str]) -> None:
    """Names, nouns for speakers and coordinated people are entities.

    "The ministry" introduces none.
    """
    assert [entity.name for entity in detect_mentions(known(text)).entities] == names


MENTIONS = [
    pytest.param(
        "Ann Hale opened the dam. Hale said it was safe.",
        [Mention(0, 0, is_subject=True), Mention(25, 1, is_subject=True)],
        id="full name and surname",
    ),
    pytest.param(
        "A witness left the town. The witness said it was safe.",
        [Mention(2, 0, is_subject=True), Mention(29, 1, is_subject=True)],
        id="definite NP",
    ),
]


@pytest.mark.parametrize(("text", "mentions"), MENTIONS)
def test_mentions(text: str, mentions: list[Mention]) -> None:
    """An entity has its mentions in text order."""
    assert detect_mentions(known(text)).entities[0].mentions == mentions


OBJECTS = [
    pytest.param(
        "He/PRP>2:nsubj met=meet/VBD>0:root [Person Tom/NNP>2:obj Roe/NNP>3:flat ]",
        id="person",
    ),
    pytest.param(
        "He/PRP>2:nsubj left=leave/VBD>0:root [Organization Aquafirm/NNP>2:obj ]",
        id="organisation",
    ),
    pytest.param(
        "He/PRP>2:nsubj met=meet/VBD>0:root a/DT>4:det witness/NN>2:obj",
        id="description",
    ),
]


@pytest.mark.parametrize("row", OBJECTS)
def test_objects(row: str) -> None:
    """A mention states whether it is a subject."""
    (entity,) = detect_mentions(context_of(row)).entities
    assert [mention.is_subject for mention in entity.mentions] == [False]

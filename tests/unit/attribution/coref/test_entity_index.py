"""Look-ups of entities, and the one function that changes them."""

import pytest

from service.attribution.coref.entities import (
    Entity,
    Mention,
    Name,
    NewEntity,
    Resolution,
)
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.entity_keys import KeyKind
from service.records import Span
from tests.support.builders import LEXICON
from tests.support.stage_checks import people_index


def described(
    entity_index: EntityIndex, description: str, noun: str, offset: int
) -> Entity:
    """Add an entity without a name, with one mention."""
    mention = Mention(offset, 0, is_subject=True)
    new = NewEntity(description, "person")
    return entity_index.apply(Resolution(new, nouns=(noun,), mentions=(mention,)))


def test_people_with_word() -> None:
    """A word finds the people whose name has it, in their order."""
    entity_index = people_index("Ann Hale", "Tom Hale")
    assert list(entity_index.people_with_word("hale")) == entity_index.entities
    assert list(entity_index.people_with_word("tom")) == entity_index.entities[1:]
    assert list(entity_index.people_with_word("roe")) == []


def test_of_name() -> None:
    """An entity is found by its present name and its type."""
    entity_index = people_index("Hale", "Ann Hale")
    (ann,) = entity_index.entities
    assert entity_index.of_name("Ann Hale") is ann
    assert entity_index.of_name("Ann Hale", "group") is None
    assert entity_index.of_name("Hale") is None


NOUNS = [
    pytest.param(1, None, id="before both"),
    pytest.param(4, "old mayor", id="after the first"),
    pytest.param(9, "new mayor", id="after both"),
]


@pytest.mark.parametrize(("offset", "name"), NOUNS)
def test_by_noun(offset: int, name: str | None) -> None:
    """A noun finds the entity that it has referred to, last before the offset."""
    entity_index = EntityIndex(LEXICON)
    described(entity_index, "new mayor", "mayor", 7)
    described(entity_index, "old mayor", "mayor", 2)
    found = entity_index.by_noun("mayor", offset)
    assert (found and found.name) == name
    assert entity_index.by_noun("minister", offset) is None


def test_a_noun_before_the_name() -> None:
    """A noun finds a named entity that is mentioned only later."""
    entity_index = people_index("Ann Hale")
    (ann,) = entity_index.entities
    entity_index.apply(Resolution(ann, nouns=("mayor",)))
    assert entity_index.by_noun("mayor", 0) is ann


def test_with_noun() -> None:
    """Of entities without a name the last of each kind of description is enough."""
    entity_index = EntityIndex(LEXICON)
    bare = described(entity_index, "Mayor", "mayor", 1)
    described(entity_index, "old mayor", "mayor", 2)
    last = described(entity_index, "new mayor", "mayor", 3)
    assert entity_index.with_noun("mayor", 9) == [bare, last]


SPANS = [
    pytest.param(Span(0, 3), [0, 1, 2], id="all"),
    pytest.param(Span(1, 2), [1], id="one"),
    pytest.param(Span(3, 9), [], id="none"),
]


@pytest.mark.parametrize(("span", "numbers"), SPANS)
@pytest.mark.parametrize("mentions", [1, 4])
def test_mentioned_in(span: Span, numbers: list[int], mentions: int) -> None:
    """Entities with a mention in a span are found, however many mentions it has."""
    entity_index = people_index("Ann Hale", "Tom Roe", "Eve Lin")
    for entity in entity_index.entities:
        again = entity.mentions * (mentions - 1)
        entity_index.apply(Resolution(entity, mentions=tuple(again)))
    assert [e.number for e in entity_index.mentioned_in(span)] == numbers


def test_mentions_after() -> None:
    """Mentions after an offset are in text order."""
    entity_index = people_index("Ann Hale", "Tom Roe", "Ann Hale")
    found = [(m.offset, e.name) for m, e in entity_index.mentions_after(0)]
    assert found == [(1, "Tom Roe"), (2, "Ann Hale")]


def test_most_mentioned() -> None:
    """The person with most mentions is known, the first one of several."""
    assert people_index().most_mentioned is None
    names = ["Ann Hale", "Tom Roe", "Tom Roe", "Ann Hale"]
    found = (people_index(*names[:size]).most_mentioned for size in range(1, 5))
    assert [person and person.name for person in found] == [
        "Ann Hale",
        "Ann Hale",
        "Tom Roe",
        "Ann Hale",
    ]


def test_apply() -> None:
    """An entity gains what a resolution states, and loses nothing."""
    entity_index = EntityIndex(LEXICON)
    new = NewEntity("Hale", "person", ("hale",), named=True)
    first = Resolution(new, gender="f", roles=("mayor",), nouns=("mayor",))
    entity = entity_index.apply(first)
    entity_index.apply(
        Resolution(
            entity,
            full_name=Name("Ann Hale", ("ann", "hale")),
            gender="m",
            roles=("mayor", "judge"),
            nouns=("judge",),
            aliases=("ah",),
            mentions=(Mention(9, 0, is_subject=True),),
            sources=(Span(9, 13),),
        )
    )
    assert entity_index.entities == [entity]
    assert (entity.name, entity.words) == ("Ann Hale", ("ann", "hale"))
    assert (entity.gender, entity.roles) == ("f", ["mayor", "judge"])
    assert (entity.nouns, entity.aliases) == ({"mayor", "judge"}, {"ah"})
    assert (len(entity.mentions), entity.sources) == (1, [Span(9, 13)])


KEYS = [
    pytest.param("name", "Ann Hale", id="name"),
    pytest.param("word", "ann", id="word"),
    pytest.param("alias", "ah", id="alias"),
    pytest.param("noun", "mayor", id="noun"),
    pytest.param("role word", "selby", id="word of a role"),
]


@pytest.mark.parametrize(("kind", "key"), KEYS)
def test_found_by_what_is_applied(kind: KeyKind, key: str) -> None:
    """An entity is found by all that a resolution states, after it is applied only."""
    entity_index = EntityIndex(LEXICON)
    new = NewEntity("Ann Hale", "person", ("ann", "hale"), named=True)
    resolution = Resolution(
        new, roles=("Mayor of Selby",), nouns=("mayor",), aliases=("ah",)
    )
    assert list(entity_index.find(kind, key)) == []
    entity = entity_index.apply(resolution)
    assert list(entity_index.find(kind, key)) == [entity]
    assert list(entity_index.find(kind, key, "other")) == [entity]


def test_others_are_applied_first() -> None:
    """The members of a group are added before the group."""
    entity_index = EntityIndex(LEXICON)
    member = Resolution(NewEntity("Ann Hale", "person", ("ann", "hale"), named=True))
    group = NewEntity("Ann Hale and others", "group", named=True)
    entity_index.apply(Resolution(group, others=(member,)))
    assert [entity.number for entity in entity_index.entities] == [0, 1]
    assert [entity.type for entity in entity_index.entities] == ["person", "group"]


NEAREST = [
    pytest.param(9, 9, [0, 1, 2, 3], id="all"),
    pytest.param(1, 0, [2], id="the nearest before"),
    pytest.param(2, 0, [0, 2], id="two before"),
    pytest.param(0, 1, [0], id="the nearest after"),
    pytest.param(1, 1, [0, 2], id="one before, one after"),
    pytest.param(2, 1, [0, 2, 3], id="another one after"),
]


@pytest.mark.parametrize(("before", "after", "numbers"), NEAREST)
def test_mentioned_nearest(before: int, after: int, numbers: list[int]) -> None:
    """The entities with the nearest mentions on both sides are found, in their order.

    The first one is mentioned at 20 and 50, the others at 10, 30 and 60.
    """
    entity_index = EntityIndex(LEXICON)
    first = described(entity_index, "baker", "baker", 20)
    for noun, offset in (("judge", 10), ("miller", 30), ("pilot", 60)):
        described(entity_index, noun, noun, offset)
    mention = Mention(50, 0, is_subject=True)
    entity_index.apply(Resolution(first, mentions=(mention,)))
    reach = Span(0, 100)

    found = entity_index.mentioned_nearest(40, reach, before=before, after=after)
    assert [entity.number for entity in found] == numbers

"""Entities, mentions and resolutions."""

from collections.abc import Sequence

import pytest

from service.attribution.coref.entities import (
    Entity,
    Mention,
    Name,
    NewEntity,
    Resolution,
    last_mentioned,
    last_mentioned_or_first,
    resolved_to,
)
from service.records import Span
from tests.support.treebank import context

SUBJECT = Mention(1, 0, is_subject=True)
OBJECT = Mention(4, 0, is_subject=False)
QUOTED = Mention(7, 1, is_subject=True, is_quoted=True)
LATER = Mention(9, 1, is_subject=True)
MENTIONS = (LATER, OBJECT, QUOTED, SUBJECT)


def mentioned(name: str, *mentions: Mention) -> Entity:
    """Return a person with mentions, added in their order."""
    entity = Entity(name, "person")
    for mention in mentions:
        entity.add_mention(mention)
    return entity


def test_mentions_are_sorted() -> None:
    """Mentions are in text order, in whatever order they are added."""
    assert mentioned("Ann", *MENTIONS).mentions == sorted(MENTIONS)


BEFORE = [
    pytest.param(1, None, 0, id="at the first"),
    pytest.param(2, SUBJECT, 1, id="after the first"),
    pytest.param(8, QUOTED, 3, id="between"),
    pytest.param(20, LATER, 4, id="after all"),
]


@pytest.mark.parametrize(("offset", "last", "count"), BEFORE)
def test_mentions_before(offset: int, last: Mention | None, count: int) -> None:
    """The last mention that starts before an offset is found, and their number."""
    entity = mentioned("Ann", *MENTIONS)
    assert entity.last_mention_before(offset) == last
    assert entity.count_before(offset) == count


FORMS = [
    pytest.param(1, set[Mention](), id="before all"),
    pytest.param(8, {SUBJECT, OBJECT, QUOTED}, id="one of each"),
    pytest.param(20, {OBJECT, QUOTED, LATER}, id="a later subject"),
]


@pytest.mark.parametrize(("offset", "mentions"), FORMS)
def test_last_of_each_form(offset: int, mentions: set[Mention]) -> None:
    """Subjects, other mentions and those in quotations each have a last one."""
    assert set(mentioned("Ann", *MENTIONS).last_of_each_form(offset)) == mentions


SPANS = [
    pytest.param(Span(1, 9), [SUBJECT, OBJECT, QUOTED], [SUBJECT], id="start"),
    pytest.param(Span(5, 20), [QUOTED, LATER], [LATER], id="end"),
    pytest.param(Span(2, 4), [], [], id="between"),
]


@pytest.mark.parametrize(("span", "mentions", "subjects"), SPANS)
def test_mentions_in(
    span: Span, mentions: list[Mention], subjects: list[Mention]
) -> None:
    """Mentions that start in a span are found, and the narrative's subjects of them."""
    entity = mentioned("Ann", *MENTIONS)
    assert entity.mentions_in(span) == mentions
    assert list(entity.subjects_in(span)) == subjects


def test_mention_of_token() -> None:
    """A mention states whether it is a subject and whether it is quoted."""
    here = context("“The dam is safe,” Ann Hale said.")
    (tree,) = here.trees
    words = [token.text for token in tree.tokens]
    found = [Mention.of_token(here, tree, words.index(w)) for w in ("dam", "Ann", ".")]
    assert [(m.is_subject, m.is_quoted) for m in found] == [
        (True, True),
        (True, False),
        (False, False),
    ]


LAST = [
    pytest.param(0, (None, "Ann Hale"), id="before both"),
    pytest.param(2, ("Ann Hale", "Ann Hale"), id="after the first"),
    pytest.param(20, ("Tom Roe", "Tom Roe"), id="after both"),
]


@pytest.mark.parametrize(("offset", "names"), LAST)
def test_last_mentioned(offset: int, names: Sequence[str | None]) -> None:
    """The entity with the last mention before an offset is found, else the first."""
    people = [mentioned("Ann Hale", SUBJECT), mentioned("Tom Roe", LATER)]
    found = (last_mentioned(people, offset), last_mentioned_or_first(people, offset))
    assert tuple(entity and entity.name for entity in found) == names


def test_nobody_is_mentioned() -> None:
    """No entity of none is mentioned last."""
    assert last_mentioned_or_first([], 9) is None


def test_role_words() -> None:
    """Words of roles and name are in lower case."""
    entity = Entity("Ann Hale", "person", ("ann", "hale"), roles=["Mayor of Selby"])
    assert entity.role_words == {"ann", "hale", "mayor", "of", "selby"}


NAMED = [
    pytest.param(Entity("Hale", "person", ("hale",)), id="known"),
    pytest.param(NewEntity("Hale", "person", ("hale",)), id="new"),
]


@pytest.mark.parametrize("entity", NAMED)
def test_names_of_resolutions(entity: Entity | NewEntity) -> None:
    """A resolution has the name that its entity will have."""
    longer = Name("Ann Hale", ("ann", "hale"))
    found = [Resolution(entity), Resolution(entity, full_name=longer)]
    assert [f.name for f in found] == ["Hale", "Ann Hale"]
    assert [f.words for f in found] == [("hale",), ("ann", "hale")]


def test_resolved_to() -> None:
    """Without an entity there is no resolution."""
    ann = Entity("Ann Hale", "person")
    assert resolved_to(ann) == Resolution(ann)
    assert resolved_to(None) is None

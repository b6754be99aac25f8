"""Entities, their mentions, and what a source states of an entity.

An entity is changed by ``EntityIndex.apply`` only. Resolvers return a ``Resolution``.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Self

import msgspec

from service.attribution.context import Context
from service.attribution.coref.name_matching import may_be_same_organization
from service.attribution.lexicon import Gender, Lexicon
from service.attribution.syntax.sentence import Tree
from service.records import Span, SpeakerType

_OFFSET = attrgetter("offset")


class Mention(msgspec.Struct, frozen=True, order=True):
    """One place where an entity is mentioned; mentions sort in text order."""

    offset: int
    """First code point, in the normalised text."""
    sentence: int
    """Number of the sentence in the article."""
    is_subject: bool
    is_quoted: bool = False
    """Whether the mention is inside a quotation."""

    @classmethod
    def at(
        cls, context: Context, offset: int, sentence: int, *, is_subject: bool
    ) -> Self:
        """Return the mention at an offset of the article."""
        quoted = context.enclosing(offset, offset + 1) is not None
        return cls(offset, sentence, is_subject, quoted)

    @classmethod
    def of_token(cls, context: Context, tree: Tree, position: int) -> Self:
        """Return the mention that a token is."""
        offset, is_subject = tree.tokens[position].start, tree.rels[position] == "nsubj"
        return cls.at(context, offset, tree.index, is_subject=is_subject)


class Name(msgspec.Struct, frozen=True):
    """A name, and its words in lower case."""

    text: str
    words: tuple[str, ...]


class NewEntity(msgspec.Struct, frozen=True):
    """An entity that the article has not mentioned before."""

    name: str
    type: SpeakerType
    words: tuple[str, ...] = ()
    named: bool = False
    plural: bool = False
    size: int = 0
    is_location: bool = False
    located: bool = False


class Entity(msgspec.Struct, eq=False):
    """A possible speaker; its fields are filled while the article is read."""

    name: str
    type: SpeakerType
    words: tuple[str, ...] = ()
    """Words of the name, lower case; empty for an entity without a name."""
    named: bool = False
    """Whether the article gives a name, not just a description."""
    plural: bool = False
    size: int = 0
    """Number of named members of a group or of several bodies, 0 for others."""
    is_location: bool = False
    """Whether the entity is a country or a city, which speaks only as a source."""
    located: bool = False
    """Whether a description without a name has a name in it ("Selby police")."""
    number: int = 0
    """Place in the order in which entities are added."""
    gender: Gender | None = None
    roles: list[str] = msgspec.field(default_factory=list[str])
    nouns: set[str] = msgspec.field(default_factory=set[str])
    """Lemmas of the nouns that have referred to the entity."""
    aliases: set[str] = msgspec.field(default_factory=set[str])
    """Other names, lower case."""
    joined_by: set[str] = msgspec.field(default_factory=set[str])
    """Why other names are names of the entity, for the evidence of its records."""
    mentions: list[Mention] = msgspec.field(default_factory=list[Mention])
    """The mentions in text order."""
    by_form: dict[tuple[bool, bool], list[Mention]] = msgspec.field(
        default_factory=dict[tuple[bool, bool], list[Mention]]
    )
    """The same by (whether it is a subject, whether it is quoted)."""
    sources: list[Span] = msgspec.field(default_factory=list[Span])
    """Sources of candidates that refer to the entity."""

    @property
    def role_words(self) -> set[str]:
        """Words of the roles and the name, lower case."""
        words = {word for role in self.roles for word in role.lower().split()}
        return words | set(self.words)

    def may_be_named(self, name: str, words: tuple[str, ...], lexicon: Lexicon) -> bool:
        """Whether a name may be another form of this organisation's name."""
        return name.lower() in self.aliases or may_be_same_organization(
            (name, words), (self.name, self.words), lexicon
        )

    def add_mention(self, mention: Mention) -> None:
        """Add a mention at its place in the text."""
        insort(self.mentions, mention)
        form = (mention.is_subject, mention.is_quoted)
        insort(self.by_form.setdefault(form, []), mention)

    def remove_source(self, source: Span) -> Mention | None:
        """Remove a source; return the mention at its start, removed too, or None."""
        if source in self.sources:
            self.sources.remove(source)
        mention = next((m for m in self.mentions if m.offset == source.start), None)
        if mention is not None:
            self.mentions.remove(mention)
            self.by_form[mention.is_subject, mention.is_quoted].remove(mention)
        return mention

    def count_before(self, offset: int) -> int:
        """Return the number of mentions that start before the offset."""
        return _index_of(self.mentions, offset)

    def last_mention_before(self, offset: int) -> Mention | None:
        """Return the last mention that starts before the offset, None if none does."""
        index = _index_of(self.mentions, offset)
        return self.mentions[index - 1] if index else None

    def last_of_each_form(self, offset: int) -> Iterator[Mention]:
        """Yield the last mention of each form that starts before the offset."""
        for mentions in self.by_form.values():
            if index := _index_of(mentions, offset):
                yield mentions[index - 1]

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """Return the mentions that start in the span."""
        first = _index_of(self.mentions, span.start)
        return self.mentions[first : _index_of(self.mentions, span.end)]

    def subjects_in(self, span: Span) -> Iterator[Mention]:
        """Yield the mentions as subjects outside quotations that start in the span."""
        subjects = self.by_form.get((True, False), [])
        for index in range(_index_of(subjects, span.start), len(subjects)):
            if subjects[index].offset >= span.end:
                break
            yield subjects[index]


class Resolution(msgspec.Struct, frozen=True):
    """The entity that an expression refers to, and what the article states of it there.

    Nothing is changed before ``EntityIndex.apply`` receives it.
    """

    entity: Entity | NewEntity
    full_name: Name | None = None
    """A name longer than the entity's own."""
    gender: Gender | None = None
    roles: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sources: tuple[Span, ...] = ()
    joined_by: str | None = None
    """Why the expression is another name of the entity, None for the same name."""
    is_author: bool = False
    """Whether the author of the article is meant, to whom no other word refers."""
    others: tuple["Resolution", ...] = ()
    """What is stated of other entities: the members of a group, a possessor."""

    @property
    def name(self) -> str:
        """The name of the entity once the resolution is applied."""
        return self.full_name.text if self.full_name else self.entity.name

    @property
    def words(self) -> tuple[str, ...]:
        """The words of that name, lower case."""
        return self.full_name.words if self.full_name else self.entity.words


def resolved_to(entity: Entity | None) -> Resolution | None:
    """Return the resolution to an entity of which nothing new is stated, or None."""
    return None if entity is None else Resolution(entity)


def last_mentioned(entities: Iterable[Entity], offset: int) -> Entity | None:
    """Return the entity mentioned last before the offset, None if none was."""
    mentioned = [
        (mention.offset, entity)
        for entity in entities
        if (mention := entity.last_mention_before(offset)) is not None
    ]
    return max(mentioned, key=lambda pair: pair[0])[1] if mentioned else None


def last_mentioned_or_first(entities: Sequence[Entity], offset: int) -> Entity | None:
    """Return the entity mentioned last before the offset, else the first one."""
    return last_mentioned(entities, offset) or next(iter(entities), None)


def _index_of(mentions: Sequence[Mention], offset: int) -> int:
    """Return the number of mentions before the offset."""
    return bisect_left(mentions, offset, key=_OFFSET)

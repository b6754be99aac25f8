"""All entities of an article, found by names, words, nouns, roles and mentions.

Look-ups change nothing; only ``apply`` changes the index and its entities.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import asdict

from service.attribution.coref.entities import (
    Entity,
    Mention,
    Name,
    NewEntity,
    Resolution,
    last_mentioned_or_first,
)
from service.attribution.coref.entity_keys import (
    Key,
    KeyKind,
    first_words,
    joined,
    name_keys,
    role_keys,
)
from service.attribution.coref.name_matching import initials_of, looks_like_acronym
from service.attribution.lexicon import Lexicon
from service.records import Span, SpeakerType

_Description = tuple[str, SpeakerType, bool]
"""What entities without a name share: (a description of one word, type, plural)."""
_Mentioned = tuple[Mention, int]
_MOST = 200
"""Mentions before and after a place at most of which the entities are taken."""


class EntityIndex(msgspec.Struct):
    """All entities of one article, in the order in which they were added."""

    lexicon: Lexicon
    abbreviations: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    """The long forms of the abbreviations that the article defines."""
    variants: Mapping[tuple[str, ...], Name] = msgspec.field(
        default_factory=dict[tuple[str, ...], Name]
    )
    """The names to read for other spellings, by the words of these."""
    surnames: frozenset[str] = frozenset()
    """The surnames of the people who have a full name in the article."""
    entities: list[Entity] = msgspec.field(default_factory=list[Entity])
    most_mentioned: Entity | None = None
    """The person with a name who has most mentions, the first one of several."""
    numbers: dict[Key, list[int]] = msgspec.field(default_factory=dict[Key, list[int]])
    """Numbers of the entities that have or had a key, ascending."""
    mentions: list[_Mentioned] = msgspec.field(default_factory=list[_Mentioned])
    """Every mention with the number of its entity, in text order."""
    unnamed: dict[str, dict[_Description, list[_Mentioned]]] = msgspec.field(
        default_factory=dict[str, dict[_Description, list[_Mentioned]]]
    )
    """The mentions of entities without a name, with the negative number, by noun."""

    def find(self, kind: KeyKind, *keys: str) -> Iterator[Entity]:
        """Yield the entities that have or had one of the keys, in their order."""
        if len(keys) == 1:
            numbers = self.numbers.get((kind, keys[0]), [])
        else:
            found = (self.numbers.get((kind, key), []) for key in keys)
            numbers = sorted(set[int]().union(*found))
        yield from (self.entities[number] for number in numbers)

    @property
    def people(self) -> Iterator[Entity]:
        """The named people."""
        return self.find("kind", "person")

    def people_with_word(self, *words: str) -> Iterator[Entity]:
        """Yield the people whose name has one of the words (lower case)."""
        return (e for e in self.find("word", *words) if e.type == "person")

    def people_sharing(self, *words: str) -> Iterator[Entity]:
        """Yield the people of whose name a name of these words may be another form.

        Of a name of several words they share another word than the most frequent one,
        or are called by that alone: not everybody with the given name of "Ann Hale".
        """
        most = max(words, key=lambda word: len(self.numbers.get(("word", word), ())))
        keys: list[Key] = [("word", word) for word in words if word != most]
        keys.append(("words" if keys else "word", most))
        numbers = {number for key in keys for number in self.numbers.get(key, ())}
        found = (self.entities[number] for number in sorted(numbers))
        yield from (e for e in found if e.type == "person")

    def of_name(self, name: str, kind: SpeakerType | None = None) -> Entity | None:
        """Return the first entity that has exactly the name, and the type if given."""
        same = (e for e in self.find("name", name) if e.name == name)
        return next((e for e in same if kind in {None, e.type}), None)

    def may_be_named(self, name: str, words: tuple[str, ...]) -> list[Entity]:
        """Return the entities of which a name of an organisation may be another form.

        In their order; people are among them ("JFK").
        """
        keys: set[Key] = {("words", joined(words)), ("alias", name.lower())}
        if (start := first_words(words)) is not None:
            keys.add(("first words", start))
        if looks_like_acronym(name, words):
            keys.add(("initial", words[0][0]))
        else:
            keys.update(
                ("acronym", letter) for letter in initials_of(words, self.lexicon)
            )
        numbers = {number for key in keys for number in self.numbers.get(key, ())}
        found = (self.entities[number] for number in sorted(numbers))
        return [e for e in found if e.may_be_named(name, words, self.lexicon)]

    def with_noun(self, noun: str, offset: int) -> list[Entity]:
        """Return the entities that a noun has referred to, in their order.

        All that have a name; of others, those of one type, number and single word
        count once: the last mentioned before the offset.
        """
        unnamed = self._unnamed_before(noun, offset)
        return sorted([*self.find("noun", noun), *unnamed], key=_number)

    def _unnamed_before(self, noun: str, offset: int) -> Iterator[Entity]:
        for mentioned in self.unnamed.get(noun, {}).values():
            if index := bisect_left(mentioned, offset, key=_offset):
                yield self.entities[-mentioned[index - 1][1]]

    def by_noun(self, noun: str, offset: int) -> Entity | None:
        """Return the entity that the noun has referred to, last before the offset."""
        return last_mentioned_or_first(self.with_noun(noun, offset), offset)

    def mentioned_in(self, span: Span) -> list[Entity]:
        """Return the entities that have a mention in the span, in their order."""
        first = bisect_left(self.mentions, span.start, key=_offset)
        last = bisect_left(self.mentions, span.end, key=_offset)
        if last - first > len(self.entities):
            return [e for e in self.entities if e.mentions_in(span)]
        numbers = {number for _, number in self.mentions[first:last]}
        return [self.entities[number] for number in sorted(numbers)]

    def mentioned_nearest(
        self, offset: int, reach: Span, *, before: int, after: int
    ) -> list[Entity]:
        """Return the entities whose mentions in a span are nearest, in their order.

        Args:
            offset: of the place.
            reach: span around it.
            before: number of entities at most that are mentioned before the place.
            after: number of other entities at most that are mentioned from there on.
        """
        place = bisect_left(self.mentions, offset, key=_offset)
        numbers: set[int] = set()
        for mention, number in reversed(self.mentions[max(place - _MOST, 0) : place]):
            if len(numbers) == before or mention.offset < reach.start:
                break
            numbers.add(number)
        most = len(numbers) + after
        for mention, number in self.mentions[place : place + _MOST]:
            if len(numbers) == most or mention.offset >= reach.end:
                break
            numbers.add(number)
        return [self.entities[number] for number in sorted(numbers)]

    def mentions_after(self, offset: int) -> Iterator[tuple[Mention, Entity]]:
        """Yield the mentions that start after an offset, in text order."""
        first = bisect_left(self.mentions, offset + 1, key=_offset)
        for index in range(first, len(self.mentions)):
            mention, number = self.mentions[index]
            yield mention, self.entities[number]

    def apply(self, resolution: Resolution) -> Entity:
        """Add what a resolution states, and return its entity, added if it is new."""
        for other in resolution.others:
            self.apply(other)
        entity = resolution.entity
        if isinstance(entity, NewEntity):
            entity = self._add(entity)
        if resolution.full_name is not None:
            entity.name = resolution.full_name.text
            entity.words = resolution.full_name.words
            self._file(entity, name_keys(self.lexicon, entity))
        entity.gender = entity.gender or resolution.gender
        if resolution.joined_by is not None:
            entity.joined_by.add(resolution.joined_by)
        self._add_words(entity, resolution)
        entity.sources.extend(resolution.sources)
        for mention in resolution.mentions:
            self._add_mention(entity, mention)
        return entity

    def move_source(
        self, source: Span, before: Entity | None, after: Entity | None
    ) -> None:
        """Take a source and the mention that it is from one entity to another."""
        mention = None if before is None else before.remove_source(source)
        if before is not None and mention is not None:
            self.mentions.remove((mention, before.number))
        if after is not None:
            moved = () if mention is None else (mention,)
            self.apply(Resolution(after, mentions=moved, sources=(source,)))

    def _add(self, new: NewEntity) -> Entity:
        entity = Entity(**asdict(new), number=len(self.entities))
        self.entities.append(entity)
        self._file(entity, name_keys(self.lexicon, entity))
        if entity.named and entity.type == "person":
            self.most_mentioned = self.most_mentioned or entity
        return entity

    def _add_words(self, entity: Entity, resolution: Resolution) -> None:
        """Add the roles, nouns and other names that a resolution states."""
        for role in resolution.roles:
            if role not in entity.roles:
                entity.roles.append(role)
                self._file(entity, role_keys(self.lexicon, role))
        entity.nouns.update(resolution.nouns)
        entity.aliases.update(resolution.aliases)
        self._file(entity, (("alias", alias) for alias in resolution.aliases))
        if entity.named:
            self._file(entity, (("noun", noun) for noun in resolution.nouns))
        elif entity.located and self.of_name(entity.name) is entity:
            self._file(entity, (("body", noun) for noun in resolution.nouns))

    def _add_mention(self, entity: Entity, mention: Mention) -> None:
        entity.add_mention(mention)
        insort(self.mentions, (mention, entity.number))
        if not entity.named:
            word = "" if " " in entity.name else entity.name.lower()
            description = (word, entity.type, entity.plural)
            for noun in entity.nouns:
                lists = self.unnamed.setdefault(noun, {})
                mentioned = lists.setdefault(description, [])
                insort(mentioned, (mention, -entity.number))
        elif entity.type == "person":
            self.most_mentioned = max(
                self.most_mentioned or entity, entity, key=_mention_count
            )

    def _file(self, entity: Entity, keys: Iterable[Key]) -> None:
        """Enter an entity under the keys."""
        for key in keys:
            numbers = self.numbers.setdefault(key, [])
            place = bisect_left(numbers, entity.number)
            if numbers[place : place + 1] != [entity.number]:
                numbers.insert(place, entity.number)


def _number(entity: Entity) -> int:
    return entity.number


def _offset(mentioned: _Mentioned) -> int:
    return mentioned[0].offset


def _mention_count(entity: Entity) -> tuple[int, int]:
    return len(entity.mentions), -entity.number

"""The entities of an article: people, organisations, groups and documents.

Mentions by name are joined where they can refer to one entity: full name and surname,
name and acronym, name and title, "the junta" and "Myanmar's military junta".
"""

import sys
from collections.abc import Iterable, Sequence

import msgspec

from service.attribution.coref.name_matching import (
    bare_organization_name,
    bare_person_name,
    may_be_same_organization,
    may_be_same_person,
    organization_words,
    person_words,
    split_acronym,
    title_gender,
)
from service.attribution.lexicon import Gender, Lexicon
from service.records import Span, SpeakerType

_AMBIGUOUS = 2
"""Least number of people who make a surname ambiguous."""


class Mention(msgspec.Struct, frozen=True, order=True):
    """One place where an entity is mentioned; mentions sort in text order."""

    offset: int
    """First code point, in the normalised text."""
    sentence: int
    """Number of the sentence in the article."""
    is_subject: bool


class Entity(msgspec.Struct, eq=False):
    """A possible speaker; its fields are filled while the article is read."""

    name: str
    type: SpeakerType
    words: tuple[str, ...] = ()
    """Words of the name, lower case; empty for an entity without a name."""
    named: bool = False
    """Whether the article gives a name, not just a description."""
    plural: bool = False
    gender: Gender | None = None
    roles: list[str] = msgspec.field(default_factory=list[str])
    nouns: set[str] = msgspec.field(default_factory=set[str])
    """Lemmas of the nouns that have referred to the entity."""
    aliases: set[str] = msgspec.field(default_factory=set[str])
    """Other names, lower case."""
    first_one_word_mention: int = sys.maxsize
    """Offset of the first mention of a person by one word of the name."""
    size: int = 0
    """Number of named members of a group, 0 for other entities."""
    is_location: bool = False
    """Whether the entity is a country or a city, which speaks only as a source."""
    mentions: list[Mention] = msgspec.field(default_factory=list[Mention])
    sources: list[Span] = msgspec.field(default_factory=list[Span])
    """Sources of candidates that refer to the entity."""

    @property
    def role_words(self) -> set[str]:
        """Words of the roles and the name, lower case."""
        words = {word for role in self.roles for word in role.lower().split()}
        return words | set(self.words)

    def may_be_named(self, name: str, words: tuple[str, ...]) -> bool:
        """Whether a name may be another form of this organisation's name."""
        return name.lower() in self.aliases or may_be_same_organization(
            (name, words), (self.name, self.words)
        )

    def add_mention(self, mention: Mention) -> None:
        """Add a mention and restore text order."""
        self.mentions.append(mention)
        self.mentions.sort()

    def last_mention_before(self, offset: int) -> Mention | None:
        """Return the last mention that starts before the offset, None if none does."""
        earlier = (m for m in reversed(self.mentions) if m.offset < offset)
        return next(earlier, None)


class EntityIndex(msgspec.Struct):
    """All entities of one article, in the order in which they were added."""

    lexicon: Lexicon
    entities: list[Entity] = msgspec.field(default_factory=list[Entity])

    @property
    def people(self) -> list[Entity]:
        """The named people."""
        return [e for e in self.entities if e.named and e.type == "person"]

    @property
    def organizations(self) -> list[Entity]:
        """The named organisations and locations."""
        return [e for e in self.entities if e.named and e.type == "organization"]

    def get_or_add_person(
        self, text: str, offset: int, *, last_speaker: Entity | None = None
    ) -> Entity:
        """Return the person of a name at an offset, adding an entity for a new name.

        A surname that several people share refers to ``last_speaker`` if that is one
        of them.
        """
        words = person_words(text, self.lexicon)
        gender = title_gender(text, self.lexicon) or self.lexicon.names.get(
            words[0] if words else ""
        )
        people = self.people
        same = [e for e in people if may_be_same_person(words, e.words)]
        same = [e for e in same if not (gender and e.gender and e.gender != gender)]
        exact = [e for e in same if e.words == words]
        inner = [e for e in people if len(words) == 1 and words[0] in e.words]
        entity = _choose_namesake(exact or same or inner, words, offset, last_speaker)
        if entity is None:
            name = bare_person_name(text, self.lexicon)
            entity = Entity(name, "person", words, named=True)
            self.entities.append(entity)
        elif len(words) > len(entity.words):
            entity.name, entity.words = bare_person_name(text, self.lexicon), words
        entity.gender = entity.gender or gender
        if len(words) == 1:
            entity.first_one_word_mention = min(entity.first_one_word_mention, offset)
        return entity

    def get_or_add_organization(
        self, text: str, offset: int, *, is_location: bool = False
    ) -> Entity:
        """Return the organisation of a name at an offset, added if the name is new.

        A location is no short form of an organisation: "Abu Dhabi" is not the
        "Abu Dhabi Police".
        """
        name, acronym = split_acronym(
            self._without_media_noun(bare_organization_name(text))
        )
        words = organization_words(name)
        same = [e for e in self.organizations if e.words == words] or [
            e
            for e in self.organizations
            if e.is_location == is_location and e.may_be_named(name, words)
        ]
        entity = _last_mentioned_or_first(same, offset)
        if entity is None:
            entity = Entity(
                name, "organization", words, named=True, is_location=is_location
            )
            self.entities.append(entity)
        elif len(words) > len(entity.words) and len(entity.words) > 0:
            entity.aliases.add(entity.name.lower())
            entity.name, entity.words = name, words
        if acronym:
            entity.aliases.add(acronym.lower())
        return entity

    def _without_media_noun(self, name: str) -> str:
        """Return the name of a known outlet without its noun ("Dawn newspaper")."""
        stem, _, noun = name.rpartition(" ")
        known = noun in self.lexicon.media and stem.casefold() in self.lexicon.outlets
        return stem if known else name

    def by_acronym(self, text: str) -> Entity | None:
        """Return the entity whose name of several words an acronym abbreviates.

        None where the text is no single word in capitals or abbreviates no name.
        """
        if not text.isupper() or " " in text:
            return None
        words = organization_words(text)
        return next(
            (
                e
                for e in self.entities
                if e.named and len(e.words) > 1 and e.may_be_named(text, words)
            ),
            None,
        )

    def by_name_word(self, word: str) -> Entity | None:
        """Return the first person whose name has the word (lower case)."""
        return next((e for e in self.people if word in e.words), None)

    def by_noun(self, noun: str, offset: int) -> Entity | None:
        """Return the entity that the noun has referred to, last before the offset."""
        return _last_mentioned_or_first(
            [e for e in self.entities if noun in e.nouns], offset
        )

    def add_unnamed(self, description: str, kind: SpeakerType, noun: str) -> Entity:
        """Add an entity without a name and return it; ``noun`` is the head's lemma."""
        entity = Entity(description, kind, nouns={noun})
        self.entities.append(entity)
        return entity

    def get_or_add_group(self, name: str, *, size: int) -> Entity:
        """Return the group of that name, added if it is new."""
        same = (e for e in self.entities if e.name == name and e.type == "group")
        entity = next(same, None)
        if entity is None:
            entity = Entity(name, "group", named=True, plural=True, size=size)
            self.entities.append(entity)
        return entity


def last_mentioned(entities: Iterable[Entity], offset: int) -> Entity | None:
    """Return the entity mentioned last before the offset, None if none was."""
    mentioned = [
        (mention.offset, entity)
        for entity in entities
        if (mention := entity.last_mention_before(offset)) is not None
    ]
    return max(mentioned, key=lambda pair: pair[0])[1] if mentioned else None


def _last_mentioned_or_first(entities: Sequence[Entity], offset: int) -> Entity | None:
    """Return the entity mentioned last before the offset, else the first one."""
    return last_mentioned(entities, offset) or next(iter(entities), None)


def _choose_namesake(
    people: Sequence[Entity],
    words: tuple[str, ...],
    offset: int,
    last_speaker: Entity | None,
) -> Entity | None:
    """Return which of the people that a name fits it refers to, None for no people.

    An ambiguous surname refers to the last speaker, else to whoever was called by it
    before, else to the first person named: the others were named as somebody's wife
    or brother.
    """
    if len(words) > 1 or len(people) < _AMBIGUOUS:
        return _last_mentioned_or_first(people, offset)
    if last_speaker in people:
        return last_speaker
    called = [e for e in people if e.first_one_word_mention < offset]
    return _last_mentioned_or_first(called, offset) if called else people[0]

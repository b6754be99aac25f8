"""Who appears in the article: people, organisations, groups and documents by name.

Mentions that can mean the same figure are joined: full name and surname, name and
acronym, name and title, "the junta" and "Myanmar's military junta".
"""

import sys
from collections.abc import Iterable, Sequence

import msgspec

from service.attribution.coref.name_matching import (
    bare_name,
    bare_organization,
    name_words,
    one_organization,
    one_person,
    organization_words,
    split_acronym,
    title_gender,
)
from service.attribution.lexicon import Gender, Lexicon
from service.records import Span, SpeakerType

_SEVERAL = 2
"""People who share a surname."""


class Entity(msgspec.Struct, eq=False):
    """Somebody who may speak; filled while the article is read."""

    name: str
    type: SpeakerType
    words: tuple[str, ...] = ()
    """The words of the name, lower case; empty for a description."""
    named: bool = False
    plural: bool = False
    gender: Gender | None = None
    roles: list[str] = msgspec.field(default_factory=list[str])
    nouns: set[str] = msgspec.field(default_factory=set[str])
    """Lemmas of nouns that have stood for this figure."""
    aliases: set[str] = msgspec.field(default_factory=set[str])
    called: int = sys.maxsize
    """Where one word of the name first stands for a person."""
    size: int = 0
    """How many a group's named members are."""
    place: bool = False
    """A country or a city, which speaks only where the text says so."""
    places: list[tuple[int, int, bool]] = msgspec.field(
        default_factory=list[tuple[int, int, bool]]
    )
    """(offset, sentence, whether as subject) of each mention, in order."""
    sources: list[Span] = msgspec.field(default_factory=list[Span])

    def is_organization(self, name: str, words: tuple[str, ...]) -> bool:
        """Tell whether a name may be another form of this organisation's."""
        return name.lower() in self.aliases or one_organization(
            (name, words), (self.name, self.words)
        )

    def before(self, offset: int) -> tuple[int, int, bool] | None:
        """Return the last mention that starts before the offset."""
        return next((p for p in reversed(self.places) if p[0] < offset), None)


class EntityIndex(msgspec.Struct):
    """All figures of one article, in order of first mention."""

    lexicon: Lexicon
    entities: list[Entity] = msgspec.field(default_factory=list[Entity])

    @property
    def people(self) -> list[Entity]:
        """The people of whom the article gives a name, by first mention."""
        return [f for f in self.entities if f.named and f.type == "person"]

    @property
    def organizations(self) -> list[Entity]:
        """The organisations and places that have a name, by first mention."""
        return [f for f in self.entities if f.named and f.type == "organization"]

    def person(self, text: str, offset: int, *, spoke: Entity | None = None) -> Entity:
        """Return the person of that name, new or met before.

        A surname of several people means who ``spoke`` last, if it is one of them.
        """
        words = name_words(text, self.lexicon)
        gender = title_gender(text, self.lexicon) or self.lexicon.names.get(
            words[0] if words else ""
        )
        known = self.people
        same = [f for f in known if one_person(words, f.words)]
        same = [f for f in same if not (gender and f.gender and f.gender != gender)]
        exact = [f for f in same if f.words == words]
        inner = [f for f in known if len(words) == 1 and words[0] in f.words]
        entity = _meant(exact or same or inner, words, offset, spoke)
        if entity is None:
            entity = Entity(bare_name(text, self.lexicon), "person", words, named=True)
            self.entities.append(entity)
        elif len(words) > len(entity.words):
            entity.name, entity.words = bare_name(text, self.lexicon), words
        entity.gender = entity.gender or gender
        if len(words) == 1:
            entity.called = min(entity.called, offset)
        return entity

    def organization(self, text: str, offset: int, *, place: bool = False) -> Entity:
        """Return the organisation or country of that name, new or met before.

        "Abu Dhabi" is a ``place`` and no short form of "Abu Dhabi Police".
        """
        name, acronym = split_acronym(self._without_kind(bare_organization(text)))
        words = organization_words(name)
        known = [f for f in self.organizations if f.words == words] or [
            f
            for f in self.organizations
            if f.place == place and f.is_organization(name, words)
        ]
        entity = _latest(known, offset)
        if entity is None:
            entity = Entity(name, "organization", words, named=True, place=place)
            self.entities.append(entity)
        elif len(words) > len(entity.words) and len(entity.words) > 0:
            entity.aliases.add(entity.name.lower())
            entity.name, entity.words = name, words
        if acronym:
            entity.aliases.add(acronym.lower())
        return entity

    def _without_kind(self, name: str) -> str:
        """Return "Dawn" for "Dawn newspaper", a medium that is known by its name."""
        stem, _, kind = name.rpartition(" ")
        known = kind in self.lexicon.media and stem.casefold() in self.lexicon.outlets
        return stem if known else name

    def by_acronym(self, text: str) -> Entity | None:
        """Return whom a word in capitals stands for, met so far by a longer name."""
        if not text.isupper() or " " in text:
            return None
        words = organization_words(text)
        return next(
            (
                f
                for f in self.entities
                if f.named and len(f.words) > 1 and f.is_organization(text, words)
            ),
            None,
        )

    def by_word(self, word: str) -> Entity | None:
        """Return the first person with that word in the name."""
        return next((f for f in self.people if word in f.words), None)

    def described(self, name: str, kind: SpeakerType, noun: str) -> Entity:
        """Return a new figure that has no name."""
        entity = Entity(name, kind, nouns={noun})
        self.entities.append(entity)
        return entity

    def group(self, name: str, *, size: int) -> Entity:
        """Return the group of that name, new or met before."""
        known = (f for f in self.entities if f.name == name and f.type == "group")
        entity = next(known, None)
        if entity is None:
            entity = Entity(name, "group", named=True, plural=True, size=size)
            self.entities.append(entity)
        return entity

    def by_noun(self, noun: str, offset: int) -> Entity | None:
        """Return the figure that the noun stood for last before the offset."""
        return _latest([f for f in self.entities if noun in f.nouns], offset)


def last_mentioned(entities: Iterable[Entity], offset: int) -> Entity | None:
    """Return who was mentioned last before the offset, None if nobody was."""
    placed = [(p[0], f) for f in entities if (p := f.before(offset)) is not None]
    return max(placed, key=lambda pair: pair[0])[1] if placed else None


def _latest(entities: Sequence[Entity], offset: int) -> Entity | None:
    """Return who was mentioned last before the offset, else the first of them."""
    return last_mentioned(entities, offset) or next(iter(entities), None)


def _meant(
    entities: Sequence[Entity],
    words: tuple[str, ...],
    offset: int,
    spoke: Entity | None,
) -> Entity | None:
    """Return who of the people that a name fits is meant.

    A surname alone stands for who spoke last, who was called by it before, or who was
    named first: the others were named as somebody's wife or brother.
    """
    if len(words) > 1 or len(entities) < _SEVERAL:
        return _latest(entities, offset)
    if spoke in entities:
        return spoke
    called = [f for f in entities if f.called < offset]
    return _latest(called, offset) if called else entities[0]

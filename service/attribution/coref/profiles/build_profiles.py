"""Stage: the profile of each speaker, with all its mentions."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.mentions.first_person_mentions import (
    first_person_mentions,
)
from service.attribution.coref.profiles.affiliations.stated_affiliation import (
    stated_affiliation,
)
from service.attribution.coref.profiles.anonymity import anonymity_of, find_phrases
from service.attribution.coref.profiles.bound_pronouns import bound_pronouns
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
    find_descriptions,
)
from service.attribution.coref.profiles.entity_mentions import (
    PlacedMention,
    find_mentions,
)
from service.attribution.coref.profiles.gendered_words import (
    StatedWord,
    find_gendered_words,
)
from service.attribution.coref.profiles.pronoun_uses import pronoun_uses
from service.attribution.coref.profiles.speaker_classes.encoded_classes import (
    KnownSpeaker,
    classes_of,
)
from service.attribution.coref.profiles.speaker_classes.speaker_class import (
    speaker_class,
)
from service.attribution.coref.profiles.stated_gender import (
    clear_pronouns,
    mixed_gender,
    stated_gender,
)
from service.attribution.coref.profiles.word_counts import count_words
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.noun_phrases import NounPhrase
from service.records import (
    Affiliation,
    GenderedWord,
    Mention,
    Profile,
    Span,
    SpeakerClass,
    SpeakerGender,
)


class ProfiledSpeaker(msgspec.Struct, frozen=True):
    """The profile of an entity that speaks, and its mentions in text order."""

    mentions: tuple[Mention, ...]
    profile: Profile


class _Known(msgspec.Struct, frozen=True):
    """What all fields of one entity are computed from."""

    entity: Entity
    mentions: tuple[PlacedMention, ...]
    bound: tuple[PlacedMention, ...]
    """Those of the mentions that are bound in their sentence."""
    descriptions: tuple[Description, ...]
    gendered: tuple[StatedWord, ...]


class _Profiler(msgspec.Struct, frozen=True):
    """The article, its entities and the word lists."""

    context: Context
    entity_index: EntityIndex
    words: ProfileWords
    phrases: tuple[Span, ...]
    """Those that say that a name is kept back."""

    def known(self, entity: Entity, sources: Iterable[NounPhrase]) -> _Known:
        """Return the mentions and descriptions of an entity."""
        found = find_mentions(self.context, entity, sources)
        bound = bound_pronouns(self.context, found) if entity.type == "person" else ()
        added = [mention for mention in bound if mention not in found]
        mentions = tuple(sorted((*found, *added), key=attrgetter("span")))
        descriptions = find_descriptions(self.context, mentions, self.words)
        gendered = find_gendered_words(
            self.context, mentions, descriptions, self.words, named=entity.named
        )
        return _Known(entity, mentions, bound, descriptions, gendered)

    def gender(self, known: _Known) -> SpeakerGender | None:
        """Return the gender of an entity, of a group by its members."""
        if known.entity.size:
            names = known.entity.name.replace(" and ", ", ").split(", ")
            members = (self.entity_index.of_name(name, "person") for name in names)
            return mixed_gender(
                [None if m is None else self.gender(self.known(m, ())) for m in members]
            )
        clear = clear_pronouns(
            self.context,
            self.entity_index,
            known.entity,
            known.mentions,
            known.descriptions,
            known.bound,
        )
        clear_uses = pronoun_uses(self.context, clear)
        return stated_gender(known.entity, clear_uses, known.gendered)

    def source_class(
        self, known: _Known, affiliation: Affiliation | None
    ) -> SpeakerClass:
        """Return the class of an entity, of a group the one that its members have."""
        members = (m for m in self.members(known.entity) if m is not None)
        classes: set[SpeakerClass] = {self.member_class(member) for member in members}
        classes.discard("unknown")
        if len(classes) == 1:
            return classes.pop()
        return speaker_class(
            self.context,
            self.entity_index,
            known.entity,
            known.mentions,
            known.descriptions,
            affiliation,
            self.words,
        )

    def member_class(self, member: Entity) -> SpeakerClass:
        """Return the class of a member of a group of names."""
        known = self.known(member, ())
        return self.source_class(known, self.affiliation(known))

    def affiliation(self, known: _Known) -> Affiliation | None:
        """Return the affiliation of an entity, of a group the first of a member."""
        for member in self.members(known.entity):
            if member is not None and member.type == "person":
                found = self.affiliation(self.known(member, ()))
                if found is not None:
                    return found
        return stated_affiliation(
            self.context,
            self.entity_index,
            known.entity,
            known.mentions,
            known.descriptions,
            self.words,
        )

    def members(self, entity: Entity) -> list[Entity | None]:
        """Return the members of a group of names, None for unknown ones."""
        if not entity.size:
            return []
        names = entity.name.replace(" and ", ", ").split(", ")
        return [
            self.entity_index.of_name(name, "person")
            or self.entity_index.of_name(name, "organization")
            for name in names
        ]

    def profile(self, known: _Known, candidates: Sequence[Candidate]) -> Profile:
        """Return the profile of the speaker of some candidates."""
        context, entity = self.context, known.entity
        affiliation = self.affiliation(known)
        people = entity.type in {"person", "group"}
        return Profile(
            role=_role_span(context, known),
            gender=self.gender(known),
            pronouns=pronoun_uses(context, known.mentions),
            gendered_words=_unique_words(known.gendered) if people else (),
            affiliation=affiliation,
            anonymous=anonymity_of(
                context, entity, known.mentions, known.descriptions, self.phrases
            ),
            source_class=self.source_class(known, affiliation),
            words=count_words(context, (s for c in candidates for s in c.content)),
            records=len(candidates),
        )


def build_profiles(
    context: Context,
    candidates: Sequence[Candidate],
    entities: Sequence[Entity | None],
    entity_index: EntityIndex,
) -> dict[int, ProfiledSpeaker]:
    """Return the profile of each entity that speaks, by its number.

    ``entities`` has the speaker of each candidate.
    """
    speakers = profiles_by_rules(context, candidates, entities, entity_index)
    own_words = first_person_mentions(context, candidates, entities)
    profiles: dict[int, ProfiledSpeaker] = {}
    classes = classes_of(context, speakers)
    for speaker, source_class in zip(speakers, classes, strict=True):
        number = speaker.entity.number
        mentions = _with_pronouns(speaker.mentions, own_words.get(number, ()))
        profile = replace(speaker.profile, source_class=source_class)
        profiles[number] = ProfiledSpeaker(mentions, profile)
    return profiles


def profiles_by_rules(
    context: Context,
    candidates: Sequence[Candidate],
    entities: Sequence[Entity | None],
    entity_index: EntityIndex,
) -> tuple[KnownSpeaker, ...]:
    """Return what the rules find of each entity that speaks, by first candidate."""
    words = context.lexicon.profiles
    phrases = find_phrases(context, words)
    profiler = _Profiler(context, entity_index, words, phrases)
    spoken: dict[int, list[Candidate]] = {}
    speakers: dict[int, Entity] = {}
    for candidate, entity in zip(candidates, entities, strict=True):
        if entity is not None:
            speakers[entity.number] = entity
            spoken.setdefault(entity.number, []).append(candidate)
    found: list[KnownSpeaker] = []
    for number, entity in speakers.items():
        sources = [c.source for c in spoken[number] if c.source is not None]
        known = profiler.known(entity, sources)
        profile = profiler.profile(known, spoken[number])
        speaker = KnownSpeaker(entity, known.mentions, known.descriptions, profile)
        found.append(speaker)
    return tuple(found)


def _with_pronouns(
    mentions: Iterable[PlacedMention], pronouns: Iterable[Span]
) -> tuple[Mention, ...]:
    """Return the mentions with the pronouns that are in none of them, in text order."""
    found = sorted(Mention(mention.span, mention.kind) for mention in mentions)
    added: list[Mention] = []
    for span in pronouns:
        place = bisect_right(found, span.start, key=lambda m: m.span.start)
        if not place or found[place - 1].span.end <= span.start:
            added.append(Mention(span, "pronoun"))
    return tuple(sorted((*found, *added)))


def _unique_words(stated: Iterable[StatedWord]) -> tuple[GenderedWord, ...]:
    return tuple(dict.fromkeys(each.word for each in stated))


def _role_span(context: Context, known: _Known) -> Span | None:
    """Return the first place beside a mention where the entity's role is stated."""
    role = max(known.entity.roles, key=len, default=None)
    if role is None:
        return None
    for mention in known.mentions:
        sentence = context.trees[mention.tree].sentence
        start = context.text.find(role, sentence.start, sentence.end)
        if start >= 0:
            return Span(start, start + len(role))
    return None

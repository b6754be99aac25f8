"""The entities among which the network chooses the speaker of a candidate."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter

import msgspec

from service.attribution.coref.antecedents.ranking.anaphors import Anaphor
from service.attribution.coref.antecedents.ranking.speaker_sequence import (
    SpeakerSequence,
)
from service.attribution.coref.entities import Entity, Mention
from service.attribution.coref.entity_index import EntityIndex
from service.records import Span

_MOST_BEFORE = 7
_MOST_AFTER = 2
"""Entities at most whose mentions are nearest to the anaphor."""
_BEFORE = 20_000
_AFTER = 5_000
"""Characters around the anaphor in which an entity has a mention."""
MENTIONS_WITHIN = 6_000
"""Characters around the anaphor whose mentions are read, so that the cost of an anaphor
does not grow with the article."""
_SENTENCES_BEFORE = 12
_SENTENCES_AFTER = 3
"""Sentences from the anaphor to a mention of an entity that has only one."""


_offset = attrgetter("offset")


class Option(msgspec.Struct, frozen=True):
    """A possible speaker of a candidate."""

    entity: Entity | None = None
    """None for nobody, and for the speaker whom a description introduces."""
    is_new: bool = False
    """Whether the description introduces the speaker."""
    by_rule: bool = False
    """Whether the rules resolved the candidate to this."""
    before: tuple[Mention, ...] = ()
    after: tuple[Mention, ...] = ()
    inside: tuple[Mention, ...] = ()
    """The mentions before, after and inside the words of the anaphor, those far away
    left out, but for the first and the nearest."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions outside the words of the anaphor, in text order."""
        return self.before + self.after

    def is_in(self, spans: Iterable[Span]) -> bool:
        """Whether a mention outside the words of the anaphor starts in a span."""
        return any(
            any(m.offset < span.end for m in self.mentions[first : first + 1])
            for span in spans
            for first in (bisect_left(self.mentions, span.start, key=_offset),)
        )


def options_for(
    entity_index: EntityIndex, speakers: SpeakerSequence, index: int, anaphor: Anaphor
) -> list[Option]:
    """Return the options for the candidate with an index; the rules' is one of them.

    Nobody is the last one, and the speaker of a new description the last but one, if
    no entity has the description as its name.
    """
    rule = speakers.entities[index]
    reach = Span(max(anaphor.offset - _BEFORE, 0), anaphor.offset + _AFTER)
    near = entity_index.mentioned_nearest(
        anaphor.offset, reach, before=_MOST_BEFORE, after=_MOST_AFTER
    )
    if rule is not None and rule not in near:
        near = sorted([*near, rule], key=lambda entity: entity.number)
    found = [
        option
        for entity in near
        if (option := _option(speakers, entity, anaphor, is_rule=entity is rule))
    ]
    return [*found, *_others(anaphor, found, rule)]


def _others(
    anaphor: Anaphor, found: Iterable[Option], rule: Entity | None
) -> Iterator[Option]:
    description = anaphor.description
    if description is not None:
        names = {option.entity.name for option in found if option.entity}
        if description.name not in names:
            yield Option(is_new=True)
    yield Option(by_rule=rule is None)


def _option(
    speakers: SpeakerSequence, entity: Entity, anaphor: Anaphor, *, is_rule: bool
) -> Option | None:
    """Return an entity as an option, None where it is none."""
    if not is_rule and not _agrees(anaphor, entity):
        return None
    end = anaphor.offset if anaphor.source is None else anaphor.source.span.end
    first = entity.count_before(anaphor.offset)
    last = entity.count_before(max(end, anaphor.offset + 1))
    mentions = entity.mentions
    inside = tuple(mentions[first:last]) if anaphor.source is not None else ()
    far = entity.count_before(anaphor.offset + MENTIONS_WITHIN)
    after = tuple(
        m
        for m in mentions[first : max(far, last + 1)]
        if m not in inside and m.offset > anaphor.offset
    )
    option = Option(
        entity=entity,
        by_rule=is_rule,
        before=near_mentions_before(entity, first, anaphor.offset),
        after=after,
        inside=inside,
    )
    return option if is_rule or _may_speak(speakers, anaphor, option) else None


def near_mentions_before(
    entity: Entity, number: int, offset: int
) -> tuple[Mention, ...]:
    """Return the first ``number`` mentions of an entity, those far away left out.

    The first one stays, and so does the last, however far from the offset they are.
    """
    far = min(entity.count_before(offset - MENTIONS_WITHIN), number - 1)
    if far <= 0:
        return tuple(entity.mentions[:number])
    return (entity.mentions[0], *entity.mentions[far:number])


def _agrees(anaphor: Anaphor, entity: Entity) -> bool:
    """Whether an entity agrees with a pronoun; every entity does with other words."""
    if anaphor.kind == "it":
        return not entity.plural
    if anaphor.kind != "he_or_she":
        return True
    gender = anaphor.tree.lexicon.pronoun_genders[anaphor.word]
    agreeing = entity.gender in {None, gender}
    return entity.type == "person" and not entity.plural and agreeing


def _may_speak(speakers: SpeakerSequence, anaphor: Anaphor, option: Option) -> bool:
    """Whether an entity is mentioned near the anaphor or often, or speaks elsewhere."""
    entity, sentence = option.entity, anaphor.tree.index
    if entity is None or not (option.mentions or option.inside):
        return False
    before, after = option.before[-1:], option.after[:1]
    description = anaphor.description
    return (
        any(sentence - m.sentence <= _SENTENCES_BEFORE for m in before)
        or any(m.sentence - sentence <= _SENTENCES_AFTER for m in after)
        or (entity.named and len(option.mentions) > 1)
        or speakers.count(entity) > 0
        or (description is not None and entity.name == description.name)
    )

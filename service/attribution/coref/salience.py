"""The salience of an entity at a place of the article.

A reduced form of Lappin & Leass (1994), "An Algorithm for Pronominal Anaphora
Resolution": recent mentions, subjects and the last speaker weigh more, mentions inside
quotations less.
"""

from collections.abc import Sequence
from itertools import accumulate

import msgspec

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.records import Span

_MAX_DISTANCE = 6
"""Sentences between a pronoun and its antecedent, quotations not counted."""
_SUBJECT = 1.0
_NO_SUBJECT = 0.6
_DECAY = 0.5
"""How fast the weight of a mention falls with each sentence."""
_IN_QUOTATION = 0.4
"""Factor for a mention inside a quotation."""
_LAST_SPEAKER = 0.4
"""Added for the last speaker."""
_NAMED = 0.3
"""Added for an entity with a name."""
_MIN_MENTIONS = 2
_MIN_SALIENCE = 0.5
"""An entity with fewer mentions and less salience is not prominent."""
_PER_MENTION = 0.3


class Salience(msgspec.Struct):
    """Salience over one article, given who has spoken so far."""

    context: Context
    reported: tuple[Span, ...] = ()
    """Contents of the outermost attributions, which are no part of the narrative."""
    speakers: list[tuple[int, Entity]] = msgspec.field(
        default_factory=list[tuple[int, Entity]]
    )
    """(offset, entity) of each outermost source so far, in text order."""
    narrative_counts: list[int] = msgspec.field(default_factory=list[int])
    """Number of sentences outside quotations before each sentence, and in all."""

    def __post_init__(self) -> None:
        """Count the sentences that begin outside quotations, once for all calls."""
        starts = (tree.tokens[0].start + 1 for tree in self.context.trees)
        outside = (not self.is_quoted(start) for start in starts)
        self.narrative_counts = list(accumulate(outside, initial=0))

    def add_speaker(self, offset: int, entity: Entity) -> None:
        """Add the entity of an outermost source at an offset."""
        self.speakers.append((offset, entity))
        self.speakers.sort(key=lambda pair: pair[0])

    @property
    def last_speaker(self) -> Entity | None:
        """The entity of the last source so far, None before the first."""
        return self.speakers[-1][1] if self.speakers else None

    def is_last_speaker(self, entity: Entity) -> bool:
        """Whether the entity is the last speaker."""
        return self.last_speaker is entity

    def salience(
        self,
        entity: Entity,
        sentence: int,
        offset: int,
        *,
        alternatives: Sequence[Entity] = (),
    ) -> float:
        """Return the salience of an entity at an offset; 0 if it is too far away.

        The last speaker has no bonus where one of the ``alternatives`` has been a
        subject of the narrative since.
        """
        score = 0.0
        for mention in entity.mentions:
            if mention.offset >= offset or (
                self._distance(mention.sentence, sentence) > _MAX_DISTANCE
            ):
                continue
            weight = _SUBJECT if mention.is_subject else _NO_SUBJECT
            weight /= 1 + _DECAY * (sentence - mention.sentence)
            quoted = self.is_quoted(mention.offset)
            score = max(score, weight * (_IN_QUOTATION if quoted else 1.0))
        if score == 0.0:
            return score
        if self.is_last_speaker(entity) and (spoke := self.speakers[-1][0]) < offset:
            others = (e for e in alternatives if e is not entity)
            if not any(self._is_subject_between(e, spoke, offset) for e in others):
                score += _LAST_SPEAKER
        return score + (_NAMED if entity.named and not entity.is_location else 0.0)

    def _distance(self, sentence: int, other: int) -> int:
        """Return the number of sentences from one to another, quotations not counted.

        Negative distances (the sentence comes after the other) count as 1.
        """
        between = (
            self.narrative_counts[other]
            - self.narrative_counts[min(sentence, other) + 1]
        )
        return max(between, 0) + (sentence != other)

    def _is_subject_between(self, entity: Entity, start: int, end: int) -> bool:
        """Whether the entity is a subject of the narrative between two offsets."""
        return any(
            mention.is_subject
            and start < mention.offset < end
            and not self.is_quoted(mention.offset)
            and not any(s.start <= mention.offset < s.end for s in self.reported)
            for mention in entity.mentions
        )

    def prominence(self, entity: Entity, sentence: int, offset: int) -> float:
        """Return the salience of an entity, raised by its mentions before the offset.

        0 for an entity that has few mentions and little salience.
        """
        mentions = sum(mention.offset < offset for mention in entity.mentions)
        salience = self.salience(entity, sentence, offset)
        if mentions < _MIN_MENTIONS and salience < _MIN_SALIENCE:
            return 0.0
        return salience + _PER_MENTION * min(mentions, 2 * _MIN_MENTIONS)

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset is inside a quotation."""
        return self.context.enclosing(offset, offset + 1) is not None

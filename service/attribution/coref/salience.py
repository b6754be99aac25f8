"""How present a figure is in a reader's mind at a place of the article.

After Lappin & Leass (1994), in small: nearness, the subject's place and the last
speakers count; what is only mentioned in a quotation counts less.
"""

from collections.abc import Sequence
from itertools import accumulate

import msgspec

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.records import Span

REACH = 6
"""Sentences that a pronoun looks back, quotations aside."""
_OFTEN = 2
"""Mentions that make a figure one the article is about."""
_PRESENT = 0.5
_SPOKE = 0.4
"""What the last speaker has more than others."""
_QUOTED = 0.4
_BONUS = 0.3


class Salience(msgspec.Struct):
    """The article so far, and who spoke where in it."""

    context: Context
    reported: tuple[Span, ...] = ()
    """What outermost attributions report: it does not carry the story on."""
    spoke: list[tuple[int, Entity]] = msgspec.field(
        default_factory=list[tuple[int, Entity]]
    )
    """(offset, figure) of each outermost source so far."""
    told: list[int] = msgspec.field(default_factory=list[int])
    """How many sentences of the narrative come before each sentence, and in all."""

    def __post_init__(self) -> None:
        """Count the sentences that begin outside quotations, once for all questions."""
        starts = (tree.tokens[0].start + 1 for tree in self.context.trees)
        outside = (not self.is_quoted(start) for start in starts)
        self.told = list(accumulate(outside, initial=0))

    def note(self, offset: int, entity: Entity) -> None:
        """Remember who speaks at an offset."""
        self.spoke.append((offset, entity))
        self.spoke.sort(key=lambda pair: pair[0])

    def spoke_last(self, entity: Entity) -> bool:
        """Tell whether a figure is the last speaker."""
        return bool(self.spoke) and self.spoke[-1][1] is entity

    def salience(
        self,
        entity: Entity,
        sentence: int,
        offset: int,
        *,
        rivals: Sequence[Entity] = (),
    ) -> float:
        """Return how present a figure is; 0 if it is out of reach.

        Who spoke last is forgotten where the story went on with one of the ``rivals``.
        """
        score = 0.0
        for place, index, subject in entity.places:
            if place < offset and self._away(index, sentence) <= REACH:
                weight = (1.0 if subject else 0.6) / (1 + 0.5 * (sentence - index))
                score = max(score, weight * (_QUOTED if self.is_quoted(place) else 1.0))
        if score == 0.0:
            return score
        if self.spoke_last(entity) and (place := self.spoke[-1][0]) < offset:
            others = (r for r in rivals if r is not entity)
            if not any(self._took_over(r, place, offset) for r in others):
                score += _SPOKE
        return score + (_BONUS if entity.named and not entity.place else 0.0)

    def _away(self, one: int, other: int) -> int:
        """Return how many sentences of the narrative lead from one to another."""
        between = self.told[other] - self.told[min(one, other) + 1]
        return max(between, 0) + (one != other)

    def _took_over(self, entity: Entity, start: int, end: int) -> bool:
        """Tell whether the story has a figure for a subject between two offsets."""
        return any(
            subject
            and start < place < end
            and not self.is_quoted(place)
            and not any(s.start <= place < s.end for s in self.reported)
            for place, _, subject in entity.places
        )

    def weight(self, entity: Entity, sentence: int, offset: int) -> float:
        """Return how much an article is about a figure so far; 0 if hardly."""
        mentions = sum(place < offset for place, _, _ in entity.places)
        near = self.salience(entity, sentence, offset)
        if mentions < _OFTEN and near < _PRESENT:
            return 0.0
        return near + _BONUS * min(mentions, 2 * _OFTEN)

    def is_quoted(self, offset: int) -> bool:
        """Tell whether an offset is inside a quotation."""
        return self.context.enclosing(offset, offset + 1) is not None

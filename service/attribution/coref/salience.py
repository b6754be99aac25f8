"""The salience of an entity at a place of the article.

A reduced form of Lappin & Leass (1994), "An Algorithm for Pronominal Anaphora
Resolution": recent mentions, subjects and the last speaker weigh more, mentions inside
quotations less.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from service.attribution.context import Context
from service.attribution.coref.entities import Entity, Mention
from service.records import Span

_MAX_DISTANCE = 6
"""Sentences between a pronoun and its antecedent, quotations not counted."""
_MAX_SENTENCES = 100
"""Sentences between them in all, in a text that is one quotation after the other."""
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
ENOUGH_MENTIONS = 2 * _MIN_MENTIONS
"""Number from which more mentions make an entity no more prominent."""
_MIN_SALIENCE = 0.5
"""An entity with fewer mentions and less salience is not prominent."""
_PER_MENTION = 0.3


class Salience(msgspec.Struct):
    """Salience over one article, given who has spoken so far."""

    context: Context
    reported: tuple[Span, ...] = ()
    """Contents of the outermost attributions, which are no part of the narrative."""
    last_speaker: Entity | None = None
    """The entity of the last outermost source so far, None before the first."""
    last_spoke: int = 0
    """Offset of that source."""
    narrative_counts: list[int] = msgspec.field(default_factory=list[int])
    """Number of sentences outside quotations before each sentence, and in all."""
    reported_starts: list[int] = msgspec.field(default_factory=list[int])
    reported_ends: list[int] = msgspec.field(default_factory=list[int])
    """The starts of the reported contents, and the last end up to each."""
    post_starts: list[int] = msgspec.field(default_factory=list[int])
    """The first sentences of the posts of a live blog."""

    def __post_init__(self) -> None:
        """Count the sentences that begin outside quotations, once for all calls."""
        starts = (tree.tokens[0].start + 1 for tree in self.context.trees)
        outside = (not self._is_quoted(start) for start in starts)
        self.narrative_counts = list(accumulate(outside, initial=0))
        starts_of = [tree.tokens[0].start for tree in self.context.trees]
        self.post_starts = [
            bisect_left(starts_of, post) for post in self.context.article.posts
        ]
        reported = sorted(self.reported)
        self.reported_starts = [span.start for span in reported]
        self.reported_ends = list(accumulate((s.end for s in reported), max))

    def add_speaker(self, offset: int, entity: Entity) -> None:
        """Add the entity of an outermost source at an offset."""
        if self.last_speaker is None or offset >= self.last_spoke:
            self.last_speaker, self.last_spoke = entity, offset

    def is_last_speaker(self, entity: Entity) -> bool:
        """Whether the entity is the last speaker."""
        return self.last_speaker is entity

    def reach(self, sentence: int, offset: int) -> Span:
        """Return the span whose mentions decide on the salience at an offset.

        It begins at the first sentence that is near enough, or with the last source if
        its speaker is salient.
        """
        first = self._first_sentence(sentence)
        start = self.context.trees[first].tokens[0].start
        last, spoke = self.last_speaker, self.last_spoke
        mention = None if last is None else last.last_mention_before(offset)
        if mention is not None and mention.sentence >= first:
            start = min(start, spoke)
        return Span(start, offset)

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
        first = self._first_sentence(sentence)
        score = max(
            (
                _weight(mention, sentence)
                for mention in entity.last_of_each_form(offset)
                if mention.sentence >= first
            ),
            default=0.0,
        )
        if score == 0.0:
            return score
        if self.is_last_speaker(entity) and self.last_spoke < offset:
            between = Span(self.last_spoke + 1, offset)
            others = (e for e in alternatives if e is not entity)
            if not any(self._is_subject_in(e, between) for e in others):
                score += _LAST_SPEAKER
        return score + (_NAMED if entity.named and not entity.is_location else 0.0)

    def _first_sentence(self, sentence: int) -> int:
        """Return the first sentence that is near enough to another.

        At most ``_MAX_DISTANCE`` sentences lie between, quotations not counted, or
        ``_MAX_SENTENCES`` in all, and no post of a live blog begins there.
        """
        least = self.narrative_counts[sentence] - _MAX_DISTANCE + 1
        near = bisect_left(self.narrative_counts, least) - 1
        near = max(near, sentence - _MAX_SENTENCES - 1, 0)
        return max(near, self._start_of_post(sentence))

    def _start_of_post(self, sentence: int) -> int:
        """Return the first sentence of the post that a sentence is in."""
        index = bisect_right(self.post_starts, sentence) - 1
        return self.post_starts[index] if index >= 0 else 0

    def _is_subject_in(self, entity: Entity, span: Span) -> bool:
        """Whether the entity is a subject of the narrative in a span."""
        subjects = entity.subjects_in(span)
        return any(not self._is_reported(mention.offset) for mention in subjects)

    def _is_reported(self, offset: int) -> bool:
        """Whether an offset is inside the content of an outermost attribution."""
        index = bisect_right(self.reported_starts, offset) - 1
        return index >= 0 and offset < self.reported_ends[index]

    def prominence(self, entity: Entity, sentence: int, offset: int) -> float:
        """Return the salience of an entity, raised by its mentions before the offset.

        0 for an entity that has few mentions and little salience.
        """
        mentions = entity.count_before(offset)
        salience = self.salience(entity, sentence, offset)
        if mentions < _MIN_MENTIONS and salience < _MIN_SALIENCE:
            return 0.0
        return salience + _PER_MENTION * min(mentions, ENOUGH_MENTIONS)

    def _is_quoted(self, offset: int) -> bool:
        """Whether an offset is inside a quotation."""
        return self.context.enclosing(offset, offset + 1) is not None


def _weight(mention: Mention, sentence: int) -> float:
    """Return the weight of a mention for a sentence; later ones of a form weigh more.

    ``sentence`` is that of the mention or comes after it.
    """
    weight = _SUBJECT if mention.is_subject else _NO_SUBJECT
    weight /= 1 + _DECAY * (sentence - mention.sentence)
    return weight * (_IN_QUOTATION if mention.is_quoted else 1.0)

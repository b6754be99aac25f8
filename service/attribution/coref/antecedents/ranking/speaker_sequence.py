"""The candidates of an article with the entities that the rules resolved."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import msgspec

from service.attribution.candidates import Candidate
from service.attribution.coref.entities import Entity

_PREVIOUS = 3


class SpeakerSequence(msgspec.Struct, frozen=True, dict=True):
    """The candidates with the entity of each; None where there is none."""

    candidates: Sequence[Candidate]
    entities: Sequence[Entity | None]

    @cached_property
    def _outermost(self) -> list[tuple[int, int]]:
        """(Offset, index) of the outermost candidates, in text order."""
        return sorted(
            (offset_of(candidate), index)
            for index, candidate in enumerate(self.candidates)
            if candidate.parent is None
        )

    @cached_property
    def _counts(self) -> Counter[int]:
        return Counter(e.number for e in self.entities if e is not None)

    def count(self, entity: Entity) -> int:
        """Return the number of candidates that have the entity."""
        return self._counts[entity.number]

    def previous(self, index: int) -> list[int]:
        """Return the indexes of the last outermost candidates before one.

        The nearest comes first; three at most.
        """
        place = bisect_left(self._outermost, (offset_of(self.candidates[index]), -1))
        before = self._outermost[max(place - _PREVIOUS, 0) : place]
        return [other for _, other in reversed(before)]

    def next(self, index: int) -> Entity | None:
        """Return the entity of the next outermost candidate after one."""
        offset = offset_of(self.candidates[index])
        place = bisect_left(self._outermost, (offset + 1, -1))
        after = self._outermost[place : place + 1]
        return self.entities[after[0][1]] if after else None

    def first_of_chain(self, index: int) -> int:
        """Return the index of the candidate that a continuation goes back to."""
        seen: set[int] = set()
        while (before := self.candidates[index].continues) is not None:
            if index in seen:
                break
            seen.add(index)
            index = before
        return index

    def parent(self, index: int) -> Entity | None:
        """Return the entity of the attribution round a candidate."""
        parent = self.candidates[index].parent
        return None if parent is None else self.entities[parent]


def offset_of(candidate: Candidate) -> int:
    """Return the offset of the words for the speaker, else of the content."""
    phrase = candidate.source or candidate.implied
    return candidate.start if phrase is None else phrase.span.start

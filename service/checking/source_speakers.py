"""Who says what in a source that was read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Self

import msgspec

from service.attribution.quotation_marks import find_marked_quotations
from service.checking.broken_lines import join_broken_lines
from service.checking.check_records import Credit
from service.checking.draft_quotations import speaker_credit
from service.records import Attribution, Reading, Span
from service.text.reader import read_article

_BLOCK = 256
"""Characters of a source whose attributions are listed together."""


class SourceReading(msgspec.Struct, frozen=True):
    """The contents of a source's attributions, for questions by place."""

    reading: Reading
    blocks: dict[int, list[Attribution]]
    """The attributions that touch each block of the text."""
    openings: tuple[int, ...]
    """Where the outermost quotations of the text begin."""

    @classmethod
    def build(cls, text: str, reading: Reading) -> Self:
        """Return the contents of a text's reading, listed by block."""
        blocks: dict[int, list[Attribution]] = {}
        for each in reading.attributions:
            touched = {
                block
                for part in each.content
                for block in range(part.start // _BLOCK, part.end // _BLOCK + 1)
            }
            for block in touched:
                blocks.setdefault(block, []).append(each)
        quotations, _ = find_marked_quotations(read_article(join_broken_lines(text)))
        return cls(reading, blocks, tuple(q.start for q in quotations if not q.depth))

    def voices(self, span: Span) -> frozenset[str]:
        """Return the ids of all who speak some words.

        The words may go over the border of two quotations that follow each other.
        """
        first = bisect_right(self.openings, span.start)
        inside = self.openings[first : bisect_left(self.openings, span.end)]
        borders = (span.start, *inside, span.end)
        found = (self._attribution(Span(*pair)) for pair in pairwise(borders))
        return frozenset(each.speaker for each in found if each and each.speaker)

    def credit(self, span: Span) -> tuple[Credit | None, str | None]:
        """Return the speaker and the outlet of some words; None where there is none.

        The attribution that holds most of the words decides, of equal ones the
        innermost. It is looked for in the middle of the words.
        """
        attribution = self._attribution(span)
        if attribution is None:
            return None, None
        outlet = attribution.outlet.name if attribution.outlet else None
        return speaker_credit(self.reading, attribution), outlet

    def _attribution(self, span: Span) -> Attribution | None:
        found = max(self._around(span), default=None, key=lambda item: item[:2])
        return found[2] if found else None

    def _around(self, span: Span) -> Iterator[tuple[int, int, Attribution]]:
        """Yield how much of the words is in an attribution, and minus its length."""
        middle = (span.start + span.end) // 2 // _BLOCK
        for each in self.blocks.get(middle, ()):
            shared = sum(
                max(0, min(part.end, span.end) - max(part.start, span.start))
                for part in each.content
            )
            if 2 * shared >= span.end - span.start:
                length = sum(part.end - part.start for part in each.content)
                yield shared, -length, each

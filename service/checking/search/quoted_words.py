"""Which words of a source stand in quotation marks.

A cue between two pieces of a quotation ("..., she said, ...") is no part of what was
said; a draft that leaves it out has left out nothing.
"""

from bisect import bisect_right
from itertools import accumulate

from service.attribution.quotation_marks import find_marked_quotations
from service.checking.search.gram_index import SourceIndex
from service.text.reader import read_article


class QuotedWords:
    """Answers for places of an index; a source is read when it is first asked for."""

    def __init__(self, index: SourceIndex) -> None:
        self._index = index
        self._counts: dict[int, list[int]] = {}

    def is_quoted(self, place: int) -> bool:
        """Whether the word at a place stands in quotation marks."""
        return self._before(place + 1) > self._before(place)

    def left_out(self, start: int, end: int) -> int:
        """Return how many words between two places somebody has left out.

        Between words in quotation marks those are the words in quotation marks.
        """
        if start >= end:
            return 0
        if self.is_quoted(start - 1) and self.is_quoted(end):
            return self._before(end) - self._before(start)
        return end - start

    def _before(self, place: int) -> int:
        """Return the number of quoted words before a place of a source."""
        source = self._index.source_of(place)
        if place >= self._index.bounds(source)[1] and place > 0:
            source = self._index.source_of(place - 1)
        if source not in self._counts:
            self._counts[source] = self._count(source)
        return self._counts[source][place - self._index.offsets[source]]

    def _count(self, source: int) -> list[int]:
        words = self._index.sources[source]
        quotations, _ = find_marked_quotations(read_article(words.text))
        outer = [q for q in quotations if not q.depth]
        starts = [q.start for q in outer]
        flags = (
            (at := bisect_right(starts, start)) > 0 and start < outer[at - 1].end
            for start in words.starts
        )
        return list(accumulate(flags, initial=0))

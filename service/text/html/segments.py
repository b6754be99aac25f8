"""The offset map from a text to the markup it was read from.

A segment is a range of the text and the range of the markup that it stands for. In a
plain one the characters are those of the markup, one for one; any other stands for its
range as a whole: a character reference, a run of white space, a break between
paragraphs.
"""

from bisect import bisect_right
from operator import attrgetter

import msgspec

from service.records import Span

_at = attrgetter("at")


class Segment(msgspec.Struct, frozen=True, gc=False):
    """A range that begins at ``at`` in the text and ends where the next one begins."""

    at: int
    start: int
    end: int
    plain: bool


class OffsetMap(msgspec.Struct, frozen=True):
    """The segments of a text of a length, in order and without a gap."""

    segments: tuple[Segment, ...]
    length: int

    def whole(self, span: Span) -> Span:
        """Return the span with all of the segments that are not plain at its ends.

        An empty span stays as it is.
        """
        if span.start >= span.end:
            return span
        first, last = self._index(span.start), self._index(span.end - 1)
        start, end = span.start, span.end
        if not self.segments[first].plain:
            start = self.segments[first].at
        if not self.segments[last].plain:
            end = self._end(last)
        return Span(start, end)

    def place(self, span: Span) -> Span:
        """Return the range of the markup that a span of the text stands for."""
        if not self.segments:
            return Span(0, 0)
        start = self._start_of(span.start)
        if span.start >= span.end:
            return Span(start, start)
        return Span(start, self._end_of(span.end - 1))

    def _start_of(self, offset: int) -> int:
        if offset >= self.length:
            return self.segments[-1].end
        segment = self.segments[self._index(offset)]
        return segment.start + (offset - segment.at if segment.plain else 0)

    def _end_of(self, offset: int) -> int:
        segment = self.segments[self._index(offset)]
        return segment.start + offset - segment.at + 1 if segment.plain else segment.end

    def _index(self, offset: int) -> int:
        return max(bisect_right(self.segments, offset, key=_at) - 1, 0)

    def _end(self, index: int) -> int:
        if index + 1 < len(self.segments):
            return self.segments[index + 1].at
        return self.length

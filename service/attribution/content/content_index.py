"""Find the spans that cover a range without a scan of all of them."""

from collections.abc import Iterable, Iterator, Sequence

from service.attribution.candidates import Candidate
from service.records import Span

_CELL = 64
"""Characters whose spans are kept together."""


class ContentIndex:
    """Spans of candidates; they can be added and removed.

    A segment tree over the starts of the spans that holds the greatest end of each
    node (de Berg et al., Computational Geometry, 3rd edition, section 10.2, has the
    relatives). With n characters, a change takes O(log n) steps and a lookup O(log n)
    for each span that it finds.
    """

    __slots__ = ("_cells", "_ends", "_size")

    def __init__(self, length: int) -> None:
        """Index the spans of a text of ``length`` characters, none so far."""
        self._size = 1 << (length // _CELL).bit_length()
        self._cells: dict[int, list[tuple[int, int, int]]] = {}
        self._ends = [-1] * (2 * self._size)

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> "ContentIndex":
        """Index the contents of candidates by their number."""
        index = cls(max((candidate.end for candidate in candidates), default=0))
        for number, candidate in enumerate(candidates):
            index.add(number, candidate.content)
        return index

    def add(self, number: int, spans: Iterable[Span]) -> None:
        """Add spans of the candidate with a number."""
        for span in spans:
            cell = min(span.start // _CELL, self._size - 1)
            self._cells.setdefault(cell, []).append((span.start, span.end, number))
            node = self._size + cell
            while node and self._ends[node] < span.end:
                self._ends[node] = span.end
                node //= 2

    def remove(self, number: int, spans: Iterable[Span]) -> None:
        """Remove spans of the candidate with a number."""
        for span in spans:
            cell = min(span.start // _CELL, self._size - 1)
            self._cells[cell].remove((span.start, span.end, number))
            node = self._size + cell
            self._ends[node] = max((end for _, end, _ in self._cells[cell]), default=-1)
            while node > 1:
                node //= 2
                self._ends[node] = max(self._ends[2 * node : 2 * node + 2])

    def covering(self, start: int, end: int) -> Iterator[int]:
        """Yield the number of each span that begins by ``start`` and ends from ``end``.

        The order is that of the starts in steps of some characters.
        """
        last = min(start // _CELL, self._size - 1)
        pending = [(1, 0, self._size)]
        while pending:
            node, first, width = pending.pop()
            if self._ends[node] < end or first > last:
                continue
            if width > 1:
                half = width // 2
                pending.append((2 * node + 1, first + half, half))
                pending.append((2 * node, first, half))
                continue
            for span_start, span_end, number in self._cells[first]:
                if span_start <= start and end <= span_end:
                    yield number

    def is_covered(self, start: int, end: int, *, without: int) -> bool:
        """Whether a span of another candidate than ``without`` covers the range."""
        return any(number != without for number in self.covering(start, end))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a span shares a character with the range."""
        return any(True for _ in self.covering(end - 1, start + 1))

"""Find quotations by their place without a scan of all of them.

Two quotations are disjoint or one encloses the other, because closing marks are paired
with a stack (``quotation_marks``). So the enclosing ones of a range are the ancestors
of the last quotation that begins before it, at most as many as marks are nested.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Self

import msgspec

from service.attribution.quotation_marks import Quotation

_start, _end = attrgetter("start"), attrgetter("end")


class QuotationIndex(msgspec.Struct, frozen=True):
    """The quotations of an article by start, by end and by level.

    Every lookup takes O(log n) steps for n quotations. Ranges are half-open and not
    empty.
    """

    quotations: tuple[Quotation, ...]
    """In text order, outer ones before inner ones."""
    parents: tuple[int, ...]
    """The index of the innermost quotation that encloses each one, -1 for none."""
    levels: dict[Quotation | None, tuple[Quotation, ...]]
    """The quotations one level inside each one; the outermost ones under None."""
    ends: tuple[int, ...]
    """The ends of all quotations, sorted."""
    least_ends: tuple[int, ...]
    """The least end of each quotation and of all after it."""
    last_starts: dict[int, int]
    """The start of the innermost quotation with each end."""

    @classmethod
    def build(cls, quotations: tuple[Quotation, ...]) -> Self:
        """Index quotations that are sorted by start, outer ones first."""
        parents = _parents(quotations)
        levels: dict[Quotation | None, list[Quotation]] = {None: []}
        for quotation, parent in zip(quotations, parents, strict=True):
            above = quotations[parent] if parent >= 0 else None
            if quotation.depth == (0 if above is None else above.depth + 1):
                levels.setdefault(above, []).append(quotation)
        least_ends = tuple(accumulate((q.end for q in reversed(quotations)), min))
        return cls(
            quotations=quotations,
            parents=parents,
            levels={above: tuple(inner) for above, inner in levels.items()},
            ends=tuple(sorted(q.end for q in quotations)),
            least_ends=least_ends[::-1],
            last_starts={q.end: q.start for q in quotations},
        )

    def enclosing(self, start: int, end: int) -> Iterator[Quotation]:
        """Yield the quotations that enclose the range, innermost first."""
        index = bisect_right(self.quotations, start, key=_start) - 1
        while index >= 0:
            if end <= self.quotations[index].end:
                yield self.quotations[index]
            index = self.parents[index]

    def starting_at(self, offset: int) -> Quotation | None:
        """Return the quotation whose opening mark is at the offset, or None."""
        index = bisect_left(self.quotations, offset, key=_start)
        found = self.quotations[index : index + 1]
        return found[0] if found and found[0].start == offset else None

    def ends_at(self, offset: int, *, start: int) -> bool:
        """Whether a quotation from ``start`` or later ends at the offset."""
        return self.last_starts.get(offset, -1) >= start

    def overlapping(self, start: int, end: int) -> Iterator[Quotation]:
        """Yield the quotations that share a character with the range, in text order."""
        yield from reversed(tuple(self.enclosing(start, start + 1)))
        for index in range(bisect_right(self.quotations, start, key=_start), len(self)):
            if self.quotations[index].start >= end:
                break
            yield self.quotations[index]

    def has_whole(self, start: int, end: int) -> bool:
        """Whether the range contains a whole quotation."""
        index = bisect_left(self.quotations, start, key=_start)
        return index < len(self) and self.least_ends[index] <= end

    def has_edge(self, start: int, end: int) -> bool:
        """Whether a quotation begins or ends in the range."""
        begins = bisect_left(self.quotations, start, key=_start)
        ends = bisect_right(self.ends, start)
        return (begins < len(self) and self.quotations[begins].start < end) or (
            ends < len(self) and self.ends[ends] <= end
        )

    def __len__(self) -> int:
        return len(self.quotations)


def _parents(quotations: Sequence[Quotation]) -> tuple[int, ...]:
    """Return the index of the quotation that encloses each one, -1 for none."""
    parents: list[int] = []
    for index, quotation in enumerate(quotations):
        parent = index - 1
        while parent >= 0 and quotations[parent].end < quotation.end:
            parent = parents[parent]
        parents.append(parent)
    return tuple(parents)


def first_ending_after(level: Sequence[Quotation], offset: int) -> int:
    """Return the index of the first quotation of a level that ends after the offset."""
    return bisect_right(level, offset, key=_end)


def first_starting_from(level: Sequence[Quotation], offset: int) -> int:
    """Return the index of the first quotation of a level at or after the offset."""
    return bisect_left(level, offset, key=_start)

"""The candidates while quotations are attached to them: by cue, content and place."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.content.content_index import ContentIndex
from service.attribution.context import Context
from service.attribution.quotation_marks import Quotation


class CandidateTable:
    """A growing list of candidates whose contents may change.

    Lookups and changes take O(log n) steps; a candidate's number is its place.
    """

    def __init__(self, context: Context, candidates: Sequence[Candidate]) -> None:
        """Index candidates of the article of ``context``."""
        self._context = context
        self._candidates: list[Candidate] = []
        self._contents = ContentIndex(len(context.text))
        self._by_cue: dict[CueCandidate, int] = {}
        self._by_start: dict[int, list[int]] = {}
        self._cue_starts: list[tuple[int, int]] = []
        self._ends: list[tuple[int, int]] = []
        for candidate in candidates:
            self.append(candidate)

    def __getitem__(self, number: int) -> Candidate:
        return self._candidates[number]

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._candidates)

    def append(self, candidate: Candidate) -> None:
        """Add a candidate with the next number."""
        number = len(self._candidates)
        self._candidates.append(candidate)
        if candidate.cue is not None:
            self._by_cue.setdefault(candidate.cue, number)
        if candidate.cue_span is not None:
            insort(self._cue_starts, (candidate.cue_span.start, number))
        self._add_content(number)

    def set(self, number: int, candidate: Candidate) -> None:
        """Replace a candidate by one with the same cue and another content."""
        before = self._candidates[number]
        self._contents.remove(number, before.content)
        self._by_start[before.start].remove(number)
        if self._is_outermost(before):
            del self._ends[bisect_left(self._ends, (before.end, number))]
        self._candidates[number] = candidate
        self._add_content(number)

    def _add_content(self, number: int) -> None:
        candidate = self._candidates[number]
        self._contents.add(number, candidate.content)
        self._by_start.setdefault(candidate.start, []).append(number)
        if self._is_outermost(candidate):
            insort(self._ends, (candidate.end, number))

    def _is_outermost(self, candidate: Candidate) -> bool:
        """Whether the candidate has a cue outside of all quotations."""
        cue = candidate.cue_span
        return cue is not None and self._context.enclosing(cue.start, cue.end) is None

    def with_cue(self, cue: CueCandidate) -> int | None:
        """Return the number of the first candidate of a cue, or None."""
        return self._by_cue.get(cue)

    def covering(self, quotation: Quotation) -> Iterator[Candidate]:
        """Yield the candidates whose content covers the quotation."""
        for number in self._contents.covering(quotation.start, quotation.end):
            yield self._candidates[number]

    def starting_at(self, offset: int) -> Iterator[Candidate]:
        """Yield the candidates whose content begins at the offset."""
        for number in self._by_start.get(offset, ()):
            yield self._candidates[number]

    def outermost_before(self, offset: int) -> int | None:
        """Return the number of the candidate that ends last before the offset, or None.

        Its cue is outside of all quotations.
        """
        index = bisect_right(self._ends, (offset, len(self._candidates)))
        return self._ends[index - 1][1] if index else None

    def has_other_cue(self, number: int, start: int, end: int) -> bool:
        """Whether the cue of another candidate begins in the range."""
        cues = self._cue_starts
        for index in range(bisect_left(cues, (start,)), len(cues)):
            cue_start, other = cues[index]
            if cue_start >= end:
                return False
            if other != number:
                return True
        return False

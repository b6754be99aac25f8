"""The attributions in text order while quotations without a cue join them."""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from service.attribution.candidates import Candidate
from service.attribution.content.content_index import ContentIndex
from service.attribution.quotation_marks import Quotation
from service.records import Span


class AttributionSequence:
    """A growing list of attributions with the lookups that continuation needs.

    With n attributions, all appends and lookups together take O(n log n) steps. A
    candidate's number is its place in the list.
    """

    def __init__(self, candidates: Sequence[Candidate], length: int) -> None:
        """Begin with the candidates of an article of ``length`` characters."""
        self._candidates: list[Candidate] = []
        self._firsts: list[int] = []
        self._contents = ContentIndex(length)
        self._reported = ContentIndex(length)
        self._later: list[tuple[int, int]] = []
        """Heap of (start, number) of those that ``last_before`` has not reached."""
        self._earlier: list[tuple[int, int, int]] = []
        """Heap of (- place, - end, number) of the others, the last one first."""
        for candidate in candidates:
            self.append(candidate)

    def __getitem__(self, number: int) -> Candidate:
        return self._candidates[number]

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._candidates)

    def append(self, candidate: Candidate) -> None:
        """Add a candidate with the next number."""
        number, continues = len(self._candidates), candidate.continues
        self._candidates.append(candidate)
        self._firsts.append(number if continues is None else self._firsts[continues])
        self._contents.add(number, candidate.content)
        cue = () if candidate.cue_span is None else (candidate.cue_span,)
        self._reported.add(number, (*candidate.content, *cue))
        if candidate.cue is None or candidate.cue.form not in {"noun", "adjective"}:
            heappush(self._later, (candidate.start, number))

    def covering(self, quotation: Quotation) -> Iterator[Candidate]:
        """Yield the candidates whose content covers the quotation."""
        for number in self._contents.covering(quotation.start, quotation.end):
            yield self._candidates[number]

    def reports_in(self, start: int, end: int) -> bool:
        """Whether a content or a cue shares a character with the range."""
        return self._reported.overlaps(start, end)

    def first_of_chain(self, number: int) -> Candidate:
        """Return the candidate with which a chain of continuations begins."""
        return self._candidates[self._firsts[number]]

    def last_before(self, offset: int) -> int | None:
        """Return the number of the last outermost attribution before the offset.

        Last is whose cue or content, whichever is later, begins last. Nouns and
        adjectives as cues do not count. The offset may not be less than that of the
        call before.
        """
        while self._later and self._later[0][0] < offset:
            _, number = heappop(self._later)
            candidate = self._candidates[number]
            place = max(_cue_or_content(candidate).start, candidate.start)
            heappush(self._earlier, (-place, -candidate.end, number))
        while self._earlier and self._is_nested(self._earlier[0][-1]):
            heappop(self._earlier)
        return self._earlier[0][-1] if self._earlier else None

    def _is_nested(self, number: int) -> bool:
        """Whether cue, or content without one, is inside another one's content."""
        at = _cue_or_content(self._candidates[number])
        return self._contents.is_covered(at.start, at.end, without=number)


def _cue_or_content(candidate: Candidate) -> Span:
    """Return the cue, or the first part of the content of a candidate without one."""
    return candidate.cue_span or candidate.content[0]

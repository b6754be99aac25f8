"""What was done to the words of a quotation, from where its runs stand in a source."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from service.checking.check_records import Difference, Operation
from service.checking.comparison.critical_changes import is_critical
from service.checking.comparison.sides import Sides
from service.checking.comparison.typography import compare_run
from service.checking.search.quoted_words import QuotedWords
from service.checking.search.word_alignment import Run, find_exact

LONGEST_SHOWN = 40
"""Words of a cut-off beginning or end that a difference shows."""
FAR = 40
"""Words of a source between two runs from which they are two places."""
FEWEST_MOVED = 2
MOST_MOVED = 60
AROUND = 150
"""Words before and behind a run among which moved words are looked for."""


class Junction(msgspec.Struct, frozen=True):
    """Two runs that follow each other in the draft, and what is between them."""

    before: Run
    after: Run
    joined: bool
    """Whether they follow each other in one source, too."""
    far: bool
    """Whether they are two places."""
    signed: bool
    """Whether the draft shows that something is left out."""
    left_out: int
    """Words of the source in between that count as left out."""


class Comparison(msgspec.Struct, frozen=True):
    """Compares one placement of a quotation with the source."""

    sides: Sides
    quoted: QuotedWords
    runs: tuple[Run, ...]

    def junctions(self) -> tuple[Junction, ...]:
        """Return what is between each two runs."""
        return tuple(self._junction(*pair) for pair in pairwise(self.runs))

    def differences(self) -> tuple[Difference, ...]:
        """Return all differences in order of the draft, shown omissions included."""
        found = list(self._head())
        for number, run in enumerate(self.runs):
            found.extend(compare_run(self.sides, run))
            if number + 1 < len(self.runs):
                found.extend(self._between(run, self.runs[number + 1]))
        found.extend(self._tail())
        return tuple(merge(self._moved(found)))

    def _junction(self, before: Run, after: Run) -> Junction:
        index = self.sides.index
        same = index.source_of(before.place) == index.source_of(after.place)
        joined = same and before.place_end <= after.place
        left = self.quoted.left_out(before.place_end, after.place) if joined else 0
        apart = after.place - before.place_end
        far = not same or (joined and apart > max(FAR, len(self.sides.draft)))
        signs = self.sides.quotation.signs
        signed = any(before.draft_end <= sign <= after.draft for sign in signs)
        return Junction(before, after, joined, far, signed, left)

    def _between(self, before: Run, after: Run) -> Iterator[Difference]:
        junction = self._junction(before, after)
        ours = (before.draft_end, after.draft)
        theirs = (before.place_end, after.place) if junction.joined else None
        if theirs and not junction.left_out:
            theirs = None
        if ours[0] == ours[1]:
            if not junction.joined:
                yield self._make(
                    "omitted" if junction.signed and junction.far else "moved",
                    (after.draft, after.draft_end),
                    (after.place, after.place_end),
                )
            elif theirs:
                yield self._make(
                    "omitted" if junction.signed else "left_out", None, theirs
                )
            return
        own = self.sides.in_brackets(before.place_end - 1 + bool(theirs))
        if self._bracketed(*ours) and not own:
            yield self._make("bracketed", ours, theirs)
        else:
            yield self._make("changed" if theirs else "added", ours, theirs)

    def _head(self) -> Iterator[Difference]:
        first = self.runs[0]
        sides = self.sides
        begin = sides.sentence_start(first.place, LONGEST_SHOWN)
        if first.draft:
            start = max(begin, first.place - first.draft)
            yield self._edge((0, first.draft), (start, first.place))
        elif begin < first.place:
            yield self._make("omitted", None, (begin, first.place))

    def _tail(self) -> Iterator[Difference]:
        last, size = self.runs[-1], len(self.sides.draft)
        end = self.sides.sentence_end(last.place_end, LONGEST_SHOWN)
        left = size - last.draft_end
        if left:
            stop = min(end, last.place_end + left)
            yield self._edge((last.draft_end, size), (last.place_end, stop))
        elif last.place_end < end:
            yield self._make("omitted", None, (last.place_end, end))

    def _edge(self, ours: tuple[int, int], theirs: tuple[int, int]) -> Difference:
        """Return the difference of words before the first run or after the last."""
        if self._bracketed(*ours):
            return self._make("bracketed", ours, None)
        if theirs[0] < theirs[1]:
            return self._make("changed", ours, theirs)
        return self._make("added", ours, None)

    def _bracketed(self, start: int, end: int) -> bool:
        return all(at in self.sides.quotation.bracketed for at in range(start, end))

    def _make(
        self,
        op: Operation,
        ours: tuple[int, int] | None,
        theirs: tuple[int, int] | None,
    ) -> Difference:
        sides = self.sides
        words, at = sides.source(theirs[0] if theirs else self.runs[0].place)
        length = theirs[1] - theirs[0] if theirs else 0
        draft = range(*ours) if ours else range(0)
        critical = is_critical(
            op, (sides.draft, draft), (words, range(at, at + length))
        )
        return Difference(
            op,
            sides.draft_span(*ours) if ours else None,
            sides.source_span(*theirs) if theirs else None,
            critical,
        )

    def _moved(self, found: Sequence[Difference]) -> Iterator[Difference]:
        """Yield the differences; words that stand elsewhere near by have moved."""
        for each in found:
            place = self._elsewhere(each) if each.op in {"added", "changed"} else None
            if place is None or each.draft is None:
                yield each
                continue
            ours = self._positions(each)
            yield self._make("moved", ours, (place, place + ours[1] - ours[0]))

    def _positions(self, difference: Difference) -> tuple[int, int]:
        """Return the words of the draft that a difference is about."""
        span, words = difference.draft, self.sides.draft
        if span is None:
            return 0, 0
        return bisect_left(words.starts, span.start), bisect_right(words.ends, span.end)

    def _elsewhere(self, difference: Difference) -> int | None:
        """Return the place near by where the source has added words."""
        start, end = self._positions(difference)
        if not FEWEST_MOVED <= end - start <= MOST_MOVED:
            return None
        index = self.sides.index
        after = bisect_right(self.runs, start, key=lambda run: run.draft)
        beside = self.runs[max(after - 1, 0)]
        low, high = index.bounds(index.source_of(beside.place))
        low, high = (
            max(low, beside.place - AROUND),
            min(high, beside.place_end + AROUND),
        )
        wanted = index.numbers(self.sides.draft, start, end)
        found = find_exact(wanted, index.flat[low:high])
        return None if found is None else low + found


def merge(found: Iterator[Difference]) -> Iterator[Difference]:
    """Yield the differences, once each."""
    seen: set[Difference] = set()
    for each in found:
        if each not in seen:
            seen.add(each)
            yield each

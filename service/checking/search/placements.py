"""Where the words of a quotation stand in the sources.

First the quotation is looked for as a whole. If words are left over and it has several
parts (sentences, pieces round a cue or an ellipsis), each part is looked for by itself
too: so a quotation made of two places is found in both.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from service.checking.draft_quotations import DraftQuotation
from service.checking.search.gram_index import UNKNOWN, SourceIndex, Window
from service.checking.search.quoted_words import QuotedWords
from service.checking.search.word_alignment import Run, align
from service.checking.words.check_words import ends_sentence
from service.checking.words.word_classes import LIGHT, weight
from service.records import Span

LONGEST_PART = 150
"""Words that are aligned at once; so the work grows with the text and no faster."""
FEWEST_IN_PART = 3
LONG_RUN = 5
MOST_PLACEMENTS = 6
NEAR_FROM = 0.25
"""Least likeness of a passage that is worth a look."""


class Placement(msgspec.Struct, frozen=True):
    """One place for a quotation: runs of agreeing words, in order of the draft.

    ``likeness`` is the weight of the words that agree, as a share of the quotation's.
    """

    runs: tuple[Run, ...]
    likeness: float


class Placer:
    """Finds quotations in the sources of one check; equal ones are found once.

    ``work`` counts places read and cells of alignments, in units of 64 cells.
    """

    def __init__(self, index: SourceIndex) -> None:
        self.index = index
        self.quoted = QuotedWords(index)
        self._known: dict[tuple[object, ...], tuple[Placement, ...]] = {}
        self.work = 0

    def extent(self, placement: Placement) -> tuple[int, Span]:
        """Return the source of a placement's first run, and its span there."""
        source = self.index.source_of(placement.runs[0].place)
        low, high = self.index.bounds(source)
        own = [r for r in placement.runs if low <= r.place < high]
        words = self.index.sources[source]
        first = min(r.place for r in own) - low
        last = max(r.place_end for r in own) - low - 1
        return source, Span(words.starts[first], words.ends[last])

    def place(self, quotation: DraftQuotation) -> tuple[Placement, ...]:
        """Return the best places of a quotation, the most alike first."""
        numbers = self.index.numbers(quotation.words)
        cuts = frozenset(part_borders(quotation))
        bracketed = quotation.bracketed
        key = (numbers, cuts, bracketed, quotation.signs, quotation.apart)
        self.work += 1
        if key not in self._known:
            self._known[key] = tuple(self._find(quotation, numbers, cuts))
        return self._known[key]

    def _find(
        self, quotation: DraftQuotation, numbers: Sequence[int], cuts: frozenset[int]
    ) -> list[Placement]:
        weights = weights_of(quotation)
        found = self._in_parts(quotation, numbers, cuts, weights)
        best = _best(found)
        if quotation.bracketed and best < 1.0:
            # The words in brackets stand for others, and may agree with words far off.
            numbers = without_bracketed(quotation, numbers)
            masked = self._in_parts(quotation, numbers, cuts, weights)
            found += [each for each in masked if each.likeness > best]
        near = [each for each in found if each.likeness >= NEAR_FROM]
        return sorted(near, key=_rank)[:MOST_PLACEMENTS]

    def _in_parts(
        self,
        quotation: DraftQuotation,
        numbers: Sequence[int],
        cuts: frozenset[int],
        weights: Sequence[float],
    ) -> list[Placement]:
        """Return places of the whole, and of its parts where they are more alike."""
        found = self._as_a_whole(numbers, quotation.signs, weights)
        best = _best(found)
        if best < 1.0:
            found_cuts = (*cuts, *_run_borders(found))
            parts = cut_parts(len(numbers), found_cuts, keep_short=quotation.apart)
            if len(parts) > 1:
                by_parts = self._by_parts(numbers, parts, quotation.signs, weights)
                joined = [_placement(runs, weights) for runs in by_parts]
                least = best + LIGHT / len(numbers)
                found += [each for each in joined if each.likeness > least]
        return found

    def _as_a_whole(
        self, numbers: Sequence[int], signs: frozenset[int], weights: Sequence[float]
    ) -> list[Placement]:
        size = len(numbers)
        if size > LONGEST_PART:
            return []
        whole = self._alignments(numbers, 0, size, signs)
        return [_placement(runs, weights) for runs in whole]

    def _alignments(
        self, numbers: Sequence[int], start: int, end: int, signs: frozenset[int]
    ) -> list[tuple[Run, ...]]:
        """Return an alignment of some words with each promising window."""
        part = numbers[start:end]
        own = frozenset(sign - start for sign in signs if start < sign < end)
        found = self.index.search(part)
        self.work += found.work
        return [
            tuple(Run(r.draft + start, r.place, r.length) for r in runs)
            for window in found.windows
            if (runs := self._align(part, window, own))
        ]

    def _align(
        self, part: Sequence[int], window: Window, signs: frozenset[int]
    ) -> tuple[Run, ...]:
        words = self.index.flat[window.start : window.end]
        self.work += 1 + len(part) * len(words) // 64

        def gap(before: Run, after: Run) -> int:
            start = window.start + before.place_end
            return self.quoted.left_out(start, window.start + after.place)

        runs = align(part, words, gap=gap, signs=signs)
        return tuple(Run(r.draft, window.start + r.place, r.length) for r in runs)

    def _by_parts(
        self,
        numbers: Sequence[int],
        parts: Sequence[tuple[int, int]],
        signs: frozenset[int],
        weights: Sequence[float],
    ) -> Iterator[tuple[Run, ...]]:
        """Yield runs put together of the best place of each part."""
        choices = [self._alignments(numbers, start, end, signs) for start, end in parts]
        scored = [[(matched(runs, weights), runs) for runs in each] for each in choices]
        tops = [max((score for score, _ in each), default=0.0) for each in scored]
        anchor = max(range(len(parts)), key=tops.__getitem__)
        for score, runs in scored[anchor]:
            if score < tops[anchor]:
                continue
            chosen = _choose_near(scored, anchor, runs)
            yield _join(run for each in chosen for run in each)


def without_bracketed(
    quotation: DraftQuotation, numbers: Sequence[int]
) -> tuple[int, ...]:
    """Return the words with those wholly in brackets unknown: they stand for others."""
    words = quotation.words
    return tuple(
        UNKNOWN
        if at in quotation.bracketed and not set(words.written(at)) & {"[", "]"}
        else number
        for at, number in enumerate(numbers)
    )


def part_borders(quotation: DraftQuotation) -> Iterator[int]:
    """Yield the words that begin a part: after a sentence's end, a cue, an ellipsis."""
    yield from quotation.signs
    words = quotation.words
    for at in range(1, len(words)):
        if ends_sentence(words.between(at)):
            yield at


def cut_parts(
    size: int, cuts: Iterable[int], *, keep_short: bool
) -> list[tuple[int, int]]:
    """Return the parts between the cuts: no longer than ``LONGEST_PART``.

    One of fewer than ``FEWEST_IN_PART`` words goes with its neighbour, unless pieces
    are quoted one by one.
    """
    least = 1 if keep_short else FEWEST_IN_PART
    edges = [0]
    for cut in sorted({*cuts, size}):
        while cut - edges[-1] > LONGEST_PART:
            edges.append(edges[-1] + LONGEST_PART)
        if cut - edges[-1] >= least or (cut == size and len(edges) == 1):
            edges.append(cut)
    edges[-1] = size
    return [pair for pair in pairwise(edges) if pair[0] < pair[1]]


def weights_of(quotation: DraftQuotation) -> list[float]:
    """Return the weight of each word; words in brackets weigh nothing."""
    return [
        0.0 if at in quotation.bracketed else weight(key)
        for at, key in enumerate(quotation.words.keys)
    ]


def matched(runs: Iterable[Run], weights: Sequence[float]) -> float:
    """Return the weight of the words that agree; a lone function word says nothing."""
    return sum(
        sum(weights[run.draft : run.draft_end])
        for run in runs
        if run.length > 1 or weights[run.draft] > LIGHT
    )


def _placement(runs: tuple[Run, ...], weights: Sequence[float]) -> Placement:
    total = sum(weights)
    if sum(run.length for run in runs) == len(weights):
        return Placement(runs, 1.0)
    return Placement(runs, matched(runs, weights) / total if total else 0.0)


def _best(found: Iterable[Placement]) -> float:
    return max((each.likeness for each in found), default=0.0)


def _run_borders(found: Iterable[Placement]) -> Iterator[int]:
    """Yield where long runs of the best place begin and end: borders of parts, too."""
    best = min(found, key=_rank, default=None)
    for run in best.runs if best else ():
        if run.length >= LONG_RUN:
            yield run.draft
            yield run.draft_end


def _rank(placement: Placement) -> tuple[float, int, int]:
    """Order by likeness, then by fewest runs, then by place."""
    runs = placement.runs
    return -placement.likeness, len(runs), runs[0].place if runs else 0


def _choose_near(
    scored: Sequence[Sequence[tuple[float, tuple[Run, ...]]]],
    anchor: int,
    runs: tuple[Run, ...],
) -> list[tuple[Run, ...]]:
    """Return for each part the best alignment, of equal ones that next to the anchor.

    Parts are chosen from the anchor outwards, so that each is next to its neighbour.
    """
    chosen: dict[int, tuple[Run, ...]] = {anchor: runs}
    after = range(anchor + 1, len(scored))
    before = range(anchor - 1, -1, -1)
    for order, step in ((after, 1), (before, -1)):
        last = runs
        for part in order:
            picked = _nearest(scored[part], last, step)
            chosen[part] = picked
            last = picked or last
    return [chosen[part] for part in sorted(chosen)]


def _nearest(
    scored: Sequence[tuple[float, tuple[Run, ...]]], last: tuple[Run, ...], step: int
) -> tuple[Run, ...]:
    """Return the best alignment; of equal ones the nearest on the right side."""

    def rank(item: tuple[float, tuple[Run, ...]]) -> tuple[float, bool, int]:
        score, runs = item
        apart = (
            runs[0].place - last[-1].place_end
            if step > 0
            else last[0].place - runs[-1].place_end
        )
        return -score, apart < 0, abs(apart)

    return min(scored, key=rank)[1] if scored else ()


def _join(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the runs with those joined that follow each other on both sides."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and (last.draft_end, last.place_end) == (run.draft, run.place):
            joined[-1] = Run(last.draft, last.place, last.length + run.length)
        else:
            joined.append(run)
    return tuple(joined)

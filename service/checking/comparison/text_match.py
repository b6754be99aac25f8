"""The verdict on a quotation from its words alone, for one place in the sources."""

from collections.abc import Iterable

import msgspec

from service.checking.check_records import Difference, Verdict
from service.checking.comparison.differences import Comparison, Junction
from service.checking.comparison.sides import Sides
from service.checking.comparison.typography import tail_of
from service.checking.draft_quotations import DraftQuotation
from service.checking.search.placements import Placement, Placer, weights_of
from service.checking.search.word_alignment import Run
from service.checking.words.check_words import Words
from service.checking.words.word_classes import LIGHT
from service.records import Span

ALTERED_FROM = 0.5
"""Least likeness of a passage that a quotation is an alteration of."""
FEWEST_AGREEING = 2
_UNSIGNED = frozenset({"changed", "added", "left_out", "moved"})
_TRIMMING = frozenset({"omitted", "bracketed"})
RANK: dict[Verdict, int] = {
    "verbatim": 0,
    "typography": 1,
    "trimmed": 2,
    "altered": 3,
    "absent": 4,
}


class TextMatch(msgspec.Struct, frozen=True):
    """A quotation in one place: the verdict of the words, and where they stand."""

    verdict: Verdict
    source: int
    content: tuple[Span, ...]
    differences: tuple[Difference, ...]
    likeness: float
    junctions: tuple[Junction, ...]
    runs: tuple[Run, ...]

    @property
    def far(self) -> bool:
        """Whether the words come from two places."""
        return any(junction.far for junction in self.junctions)


def match_text(quotation: DraftQuotation, placer: Placer) -> tuple[TextMatch, ...]:
    """Return the quotation in each of its best places, the best first.

    Empty where no passage is like enough.
    """
    placed = placer.place(quotation)
    found = [
        _match(quotation, placement, placer)
        for placement in placed
        if is_like(quotation, placement)
    ]
    return tuple(sorted(found, key=lambda m: (RANK[m.verdict], -m.likeness, m.far)))


def is_like(quotation: DraftQuotation, placement: Placement) -> bool:
    """Whether the words may be an alteration of the passage, not merely like it."""
    if placement.likeness >= 1.0:
        return True
    weights = weights_of(quotation)
    longest = max((run.length for run in placement.runs), default=0)
    telling = sum(
        weights[at] > LIGHT
        for run in placement.runs
        for at in range(run.draft, run.draft_end)
    )
    solid = longest >= FEWEST_AGREEING or telling > FEWEST_AGREEING
    return placement.likeness >= ALTERED_FROM and solid and telling > 0


def _match(
    quotation: DraftQuotation, placement: Placement, placer: Placer
) -> TextMatch:
    sides = Sides(quotation, placer.index)
    comparison = Comparison(sides, placer.quoted, placement.runs)
    differences = comparison.differences()
    junctions = comparison.junctions()
    runs = placement.runs
    return TextMatch(
        verdict=_verdict(quotation, differences, junctions),
        source=placer.index.source_of(runs[0].place),
        content=tuple(_content(sides, runs)),
        differences=differences,
        likeness=placement.likeness,
        junctions=junctions,
        runs=runs,
    )


def _verdict(
    quotation: DraftQuotation,
    differences: Iterable[Difference],
    junctions: Iterable[Junction],
) -> Verdict:
    ops = {each.op for each in differences}
    if ops & _UNSIGNED or any(j.far and not j.signed for j in junctions):
        return "altered"
    ends = {0, len(quotation.words)} & quotation.signs
    if ops & _TRIMMING or ends:
        return "trimmed"
    return "typography" if ops else "verbatim"


def _content(sides: Sides, runs: Iterable[Run]) -> Iterable[Span]:
    """Yield the stretches of the first source that hold the words."""
    home: Words | None = None
    for run in runs:
        words, at = sides.source(run.place)
        if home is None:
            home = words
        if words is not home:
            continue
        start, end = words.starts[at], words.ends[at + run.length - 1]
        ours = tail_of(sides.draft.text, sides.draft.ends[run.draft_end - 1])
        tail = tail_of(words.text, end)
        yield Span(start, end + len(tail) if tail == ours else end)

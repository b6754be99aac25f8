"""The verdict on a quotation from its words alone, for one place in the sources."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from service.checking.check_records import Difference, Verdict
from service.checking.comparison.differences import Comparison, Junction
from service.checking.comparison.sides import Sides
from service.checking.comparison.typography import tail_of
from service.checking.draft_quotations import DraftQuotation
from service.checking.search.placements import Placement, Placer, weights_of
from service.checking.search.word_alignment import Run
from service.checking.words.word_classes import LIGHT
from service.records import Span

ALTERED_FROM = 0.5
"""Least likeness of a passage that a quotation is an alteration of."""
FEWEST_AGREEING = 2
MOST_IN_A_STRETCH = 12
"""Words between two runs that are shown as one stretch of the source."""
BESIDE = 2
"""Characters between a stretch and changed words that belong to it."""
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
        content=with_ends(tuple(_content(sides, runs, junctions)), differences),
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


def _content(
    sides: Sides, runs: Sequence[Run], junctions: Sequence[Junction]
) -> Iterator[Span]:
    """Yield the stretches of the first source that hold the words.

    Runs with few words between them are one stretch, unless a cue of the source stands
    there.
    """
    home, _ = sides.source(runs[0].place)
    start = 0
    for at, run in enumerate(runs):
        words, _ = sides.source(run.place)
        if at and _parts(junctions[at - 1]):
            start = at
        last = at + 1 == len(runs) or _parts(junctions[at])
        if last and words is home:
            yield _stretch(sides, runs[start], run)


def with_ends(
    content: tuple[Span, ...], differences: Iterable[Difference]
) -> tuple[Span, ...]:
    """Return the stretches with changed words that stand right before or after them."""
    first, last = content[0], content[-1]
    start, end = first.start, last.end
    for each in differences:
        if each.op == "changed" and each.source is not None:
            if each.source.start < start <= each.source.end + BESIDE:
                start = each.source.start
            if each.source.start - BESIDE <= end < each.source.end:
                end = each.source.end
    if len(content) == 1:
        return (Span(start, end),)
    return (Span(start, first.end), *content[1:-1], Span(last.start, end))


def _parts(junction: Junction) -> bool:
    """Whether two runs are two stretches of the source."""
    apart = junction.after.place - junction.before.place_end
    return not junction.joined or junction.left_out < apart or apart > MOST_IN_A_STRETCH


def _stretch(sides: Sides, first: Run, last: Run) -> Span:
    """Return the characters from a run to another, with punctuation that agrees."""
    words, begin = sides.source(first.place)
    end = words.ends[sides.source(last.place)[1] + last.length - 1]
    ours = tail_of(sides.draft.text, sides.draft.ends[last.draft_end - 1])
    tail = tail_of(words.text, end)
    return Span(words.starts[begin], end + len(tail) if tail == ours else end)

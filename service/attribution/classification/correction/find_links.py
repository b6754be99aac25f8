"""Finds how the candidates of an article lie to each other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.attribution.candidates import Candidate
from service.attribution.classification.correction.links import Links
from service.attribution.content.tagged_alternatives import overlap

_SAME = 0.5
"""Overlap (Jaccard, of characters) from which two contents compete."""


def links_of(candidates: Sequence[Candidate]) -> list[Links]:
    """Return the links of each candidate, whose numbers are those of the sequence."""
    found: list[dict[str, list[tuple[int, int]]]] = [{} for _ in candidates]
    for first, second in _meeting(candidates):
        for one, other in ((first, second), (second, first)):
            for name, key in _relations(candidates[one], candidates[other]):
                found[one].setdefault(name, []).append((key, other))
    order = sorted(range(len(candidates)), key=lambda n: _place(candidates[n]))
    for before, after in pairwise(order):
        found[after]["previous"] = [(0, before)]
        found[before]["following"] = [(0, after)]
    return [
        Links(
            **{name: tuple(n for _, n in sorted(keyed)) for name, keyed in one.items()}
        )
        for one in found
    ]


def _meeting(candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Yield pairs of candidates whose places from first to last character meet."""
    extents = [_extent(one) for one in candidates]
    order = sorted(range(len(candidates)), key=lambda number: extents[number])
    for row, first in enumerate(order):
        for place in range(row + 1, len(order)):
            second = order[place]
            if extents[second][0] >= extents[first][1]:
                break
            yield first, second


def _relations(one: Candidate, other: Candidate) -> Iterator[tuple[str, int]]:
    """Yield how another candidate lies to one, with a number for the order."""
    if one.cue is not None and other.cue is not None and one.cue.key == other.cue.key:
        yield "rival", 0
        return
    inside, around = _is_in(one, other), _is_in(other, one)
    if inside:
        yield "outer", _length(other)
    if around:
        yield "inner", -_length(other)
    shared = overlap(one.content, other.content)
    if shared >= _SAME:
        yield "double", 0
    elif shared and not inside and not around:
        yield "part", 0


def _is_in(one: Candidate, other: Candidate) -> bool:
    """Whether the cue of a candidate is inside the content of another one."""
    cue = one.cue_span
    return cue is not None and other.covers(cue.start, cue.end)


def _length(candidate: Candidate) -> int:
    return sum(span.end - span.start for span in candidate.content)


def _place(candidate: Candidate) -> tuple[int, int]:
    """Return the offsets of the cue, else of the beginning of the content."""
    span = candidate.cue_span or candidate.content[0]
    return span.start, span.end


def _extent(candidate: Candidate) -> tuple[int, int]:
    spans = [*candidate.content]
    if candidate.cue_span is not None:
        spans.append(candidate.cue_span)
    return min(span.start for span in spans), max(span.end for span in spans)

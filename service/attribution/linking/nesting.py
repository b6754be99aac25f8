"""Nesting: the parent of each attribution, and what follows from it for outlets."""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.content.content_index import ContentIndex
from service.attribution.outlets.detect_outlets import OUTLET_IS_SOURCE
from service.records import Span


def assign_parents(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates with ``parent``: the smallest content that has their cue.

    For a candidate without a cue: the smallest content that encloses its own.
    """
    contents = ContentIndex.of(candidates)
    return tuple(
        replace(candidate, parent=_parent(candidates, contents, index))
        for index, candidate in enumerate(candidates)
    )


def _parent(
    candidates: Sequence[Candidate], contents: ContentIndex, index: int
) -> int | None:
    candidate = candidates[index]
    at = candidate.cue_span or Span(candidate.start, candidate.end)
    enclosing = [
        (sum(span.end - span.start for span in candidates[other].content), other)
        for other in contents.covering(at.start, at.end)
        if other != index and not _covers_cue(candidate, candidates[other])
    ]
    return min(enclosing)[1] if enclosing else None


def _covers_cue(candidate: Candidate, other: Candidate) -> bool:
    """Whether the content of a candidate covers the cue of another one."""
    cue = other.cue_span
    return cue is not None and candidate.covers(cue.start, cue.end)


def inherit_outlets(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates, those without an outlet with that of a medium's report.

    In "CNN reported that officials had said it fell" the inner one gets "CNN".
    """
    found = list(candidates)
    for index, candidate in enumerate(found):
        if candidate.outlet is None:
            medium = _medium_above(found, candidate)
            if medium is not None:
                found[index] = replace(candidate, outlet=medium)
    return tuple(found)


def _medium_above(candidates: Sequence[Candidate], candidate: Candidate) -> str | None:
    """Return the medium that is the source of an enclosing attribution, or None."""
    seen: set[int] = set()
    parent = candidate.parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        outer = candidates[parent]
        if outer.outlet and any(e.rule == OUTLET_IS_SOURCE for e in outer.evidence):
            return outer.outlet
        parent = outer.parent
    return None


def drop_credit_phrases(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates without phrases that only credit another one's outlet.

    "X told reporters it fell, according to Sputnik" is one attribution with an outlet.
    """
    phrases = ContentIndex(max((candidate.end for candidate in candidates), default=0))
    for number, candidate in enumerate(candidates):
        if candidate.cue is not None and candidate.cue.form == "phrase":
            phrases.add(number, candidate.content)
    dropped = {
        number
        for candidate in candidates
        if candidate.outlet and _is_credited(candidate)
        for number in phrases.covering(candidate.start, candidate.end)
        if candidates[number].outlet == candidate.outlet
    }
    return tuple(c for number, c in enumerate(candidates) if number not in dropped)


def _is_credited(candidate: Candidate) -> bool:
    """Whether the sentence credits the outlet in words: "according to Sputnik"."""
    return any(e.rule == "according to the medium" for e in candidate.evidence)

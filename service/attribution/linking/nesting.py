"""Nesting: the parent of each attribution, and what follows from it for outlets."""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.outlets.detect_outlets import OUTLET_IS_SOURCE
from service.records import Span


def assign_parents(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates with ``parent``: the smallest content that has their cue.

    For a candidate without a cue: the smallest content that encloses its own.
    """
    return tuple(
        replace(candidate, parent=_parent(candidates, index))
        for index, candidate in enumerate(candidates)
    )


def _parent(candidates: Sequence[Candidate], index: int) -> int | None:
    candidate = candidates[index]
    at = candidate.cue_span or Span(candidate.start, candidate.end)
    enclosing = [
        (sum(span.end - span.start for span in other.content), other_index)
        for other_index, other in enumerate(candidates)
        if other_index != index
        and other.covers(at.start, at.end)
        and not (
            other.cue_span
            and candidate.covers(other.cue_span.start, other.cue_span.end)
        )
    ]
    return min(enclosing)[1] if enclosing else None


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
    credited = [
        c
        for c in candidates
        if c.outlet and any(e.rule == "according to the medium" for e in c.evidence)
    ]
    return tuple(
        candidate
        for candidate in candidates
        if not (
            candidate.cue is not None
            and candidate.cue.form == "phrase"
            and any(
                candidate.outlet == other.outlet
                and candidate.covers(other.start, other.end)
                for other in credited
            )
        )
    )

"""Say which attribution stands inside which, and drop what cannot be one."""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.outlets.detect_outlets import OUTLET_IS_SOURCE
from service.records import Span


def nest(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates with ``parent``: the smallest content round their cue."""
    return tuple(
        replace(candidate, parent=_parent(candidates, index))
        for index, candidate in enumerate(candidates)
    )


def _parent(candidates: Sequence[Candidate], index: int) -> int | None:
    candidate = candidates[index]
    at = candidate.cue_span or Span(candidate.start, candidate.end)
    around = [
        (sum(s.end - s.start for s in other.content), i)
        for i, other in enumerate(candidates)
        if i != index
        and other.covers(at.start, at.end)
        and not (
            other.cue_span
            and candidate.covers(other.cue_span.start, other.cue_span.end)
        )
    ]
    return min(around)[1] if around else None


def inherit_outlets(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates with the outlets of the reports they are nested in."""
    found = list(candidates)
    for index, candidate in enumerate(found):
        if candidate.outlet is None:
            medium = _medium_above(found, candidate)
            if medium is not None:
                found[index] = replace(candidate, outlet=medium)
    return tuple(found)


def _medium_above(candidates: Sequence[Candidate], candidate: Candidate) -> str | None:
    """Return the medium whose own report is somewhere round the candidate."""
    seen: set[int] = set()
    parent = candidate.parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        outer = candidates[parent]
        if outer.outlet and any(e.rule == OUTLET_IS_SOURCE for e in outer.evidence):
            return outer.outlet
        parent = outer.parent
    return None


def drop_credit_sentences(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Drop "according to Sputnik" where it only credits words of another candidate.

    "X told reporters, according to Sputnik" is one attribution with an outlet.
    """
    credited = [
        d
        for d in candidates
        if d.outlet and any(e.rule == "according to the medium" for e in d.evidence)
    ]
    return tuple(
        candidate
        for candidate in candidates
        if not (
            candidate.cue is not None
            and candidate.cue.form == "phrase"
            and any(
                candidate.outlet == d.outlet and candidate.covers(d.start, d.end)
                for d in credited
            )
        )
    )

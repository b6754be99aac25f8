"""Outlets of nested attributions: those of the media whose reports they stand in."""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate


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
        if outer.outlet and outer.outlet_role == "source":
            return outer.outlet
        parent = outer.parent
    return None

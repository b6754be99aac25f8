"""Outlets that one attribution hands to another.

What is nested has that of the medium whose report it stands in, what the speaker adds
in the same sentence that of the sentence, a continued quotation that of its beginning.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate, OutletRole
from service.attribution.context.quotation_index import QuotationIndex

_SHARED: frozenset[OutletRole] = frozenset(
    {"relay", "addressee", "occasion", "tweet", "credited"}
)
"""Roles of outlets that hold for all that a speaker says in a sentence."""


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


def share_outlets(
    candidates: Sequence[Candidate], quotations: QuotationIndex
) -> tuple[Candidate, ...]:
    """Return the candidates, those without an outlet with that of what they go on with.

    In "Ann said on CNN that it fell, adding that she ran" the second one gets "CNN".
    Quotations get that of a quotation that they continue, not that of an indirect
    report before them.
    """
    found = list(candidates)
    first: dict[tuple[int, object, int | None], Candidate] = {}
    for candidate in found:
        if candidate.outlet_role in _SHARED and candidate.source is not None:
            first.setdefault(_sentence_key(candidate), candidate)
    for index, candidate in enumerate(found):
        if candidate.outlet is not None:
            continue
        shared = None
        if candidate.source is not None and candidate.cue is not None:
            shared = first.get(_sentence_key(candidate))
        elif candidate.continues is not None:
            before = found[candidate.continues]
            shared = before if _is_quoted(before, quotations) else None
        if shared is not None and shared.outlet is not None:
            found[index] = replace(candidate, outlet=shared.outlet)
    return tuple(found)


def _is_quoted(candidate: Candidate, quotations: QuotationIndex) -> bool:
    """Whether a part of the content is in quotation marks."""
    return any(
        True
        for span in candidate.content
        for _ in quotations.overlapping(span.start, span.end)
    )


def _sentence_key(candidate: Candidate) -> tuple[int, object, int | None]:
    """Return the sentence, the source and the parent, which "adding" shares."""
    tree = -1 if candidate.cue is None else candidate.cue.tree
    source = None if candidate.source is None else candidate.source.span
    return tree, source, candidate.parent

"""Say which attribution stands inside which, and drop what cannot be one."""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Draft
from service.attribution.outlets.detect_outlets import ITSELF
from service.records import Span


def nest(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with ``parent``: the smallest content round their cue."""
    return tuple(
        replace(draft, parent=_parent(drafts, index))
        for index, draft in enumerate(drafts)
    )


def _parent(drafts: Sequence[Draft], index: int) -> int | None:
    draft = drafts[index]
    at = draft.cue_span or Span(draft.start, draft.end)
    around = [
        (sum(s.end - s.start for s in other.content), i)
        for i, other in enumerate(drafts)
        if i != index
        and other.covers(at.start, at.end)
        and not (
            other.cue_span and draft.covers(other.cue_span.start, other.cue_span.end)
        )
    ]
    return min(around)[1] if around else None


def inherit_outlets(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with the outlets of the reports they are nested in."""
    found = list(drafts)
    for index, draft in enumerate(found):
        if draft.outlet is None:
            medium = _medium_above(found, draft)
            if medium is not None:
                found[index] = replace(draft, outlet=medium)
    return tuple(found)


def _medium_above(drafts: Sequence[Draft], draft: Draft) -> str | None:
    """Return the medium whose own report is somewhere round the draft."""
    seen: set[int] = set()
    parent = draft.parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        outer = drafts[parent]
        if outer.outlet and any(e.rule == ITSELF for e in outer.evidence):
            return outer.outlet
        parent = outer.parent
    return None


def without_credits(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Drop "according to Sputnik" where it only credits the words another draft has.

    "X told reporters, according to Sputnik" is one attribution with an outlet.
    """
    credited = [
        d
        for d in drafts
        if d.outlet and any(e.rule == "according to the medium" for e in d.evidence)
    ]
    return tuple(
        draft
        for draft in drafts
        if not (
            draft.cue is not None
            and draft.cue.form == "phrase"
            and any(
                draft.outlet == d.outlet and draft.covers(d.start, d.end)
                for d in credited
            )
        )
    )

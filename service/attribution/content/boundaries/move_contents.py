"""The contents of attributions with the boundaries that the networks prefer."""

from collections.abc import Iterable

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.content.boundaries.choose_boundaries import moved_positions
from service.attribution.content.detect_contents import content_spans
from service.attribution.context import Context


def move_contents(
    context: Context, candidates: Iterable[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates, each with better boundaries if a network finds them.

    Candidates are classified before: the decision needs the contents as parsed.
    """
    return tuple(with_moved_content(context, candidate) for candidate in candidates)


def with_moved_content(context: Context, candidate: Candidate) -> Candidate:
    """Return the candidate with its content moved, except over its source."""
    cue, source = candidate.cue, candidate.source
    positions = moved_positions(context, candidate)
    if cue is None or not positions:
        return candidate
    moved = content_spans(context, cue, positions, candidate.frame)
    if not moved or (
        source is not None
        and any(s.start < source.span.end and source.span.start < s.end for s in moved)
    ):
        return candidate
    evidence = candidate.evidence_with("contents", "boundaries by the encoder")
    return replace(candidate, content=moved, matched=None, evidence=evidence)

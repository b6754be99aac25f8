"""Nesting: the parent of each attribution, and phrases that only credit an outlet."""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.content.content_index import ContentIndex
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
        if candidate.outlet and candidate.outlet_role == "credited"
        for number in phrases.covering(candidate.start, candidate.end)
        if candidates[number].outlet == candidate.outlet
    }
    return tuple(c for number, c in enumerate(candidates) if number not in dropped)

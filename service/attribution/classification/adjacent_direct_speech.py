"""Whether a candidate is direct speech right next to its cue and its source.

'"Not again," groaned the conductor', 'she wrote: "We regret it."': such a candidate is
an attribution whatever its verb is.
"""

from service.attribution.candidates import Candidate
from service.attribution.classification.features import quotation_type
from service.attribution.context import Context
from service.records import Span

_CONTINUING = frozenset(",?!-")
"""Last characters in the marks of a quotation after which its sentence continues."""


def is_adjacent_direct_speech(context: Context, candidate: Candidate) -> bool:
    """Whether a quotation follows a cue with a colon, or cue and source follow it."""
    cue, at, source = candidate.cue, candidate.cue_span, candidate.source
    if cue is None or at is None or source is None or cue.form != "verb":
        return False
    if quotation_type(context, candidate) != "direct":
        return False
    if candidate.start >= at.end:
        return cue.known and context.last_before(candidate.start) == ":"
    end = candidate.content[0].end
    if end > at.start or context.last_inside(end) not in _CONTINUING:
        return False
    return len(candidate.content) > 1 or _follow(context.text, end, at, source.span)


def _follow(text: str, end: int, cue: Span, source: Span) -> bool:
    """Whether cue or source begins right at ``end`` ('" groaned', '" the guards said').

    A source there must precede the cue.
    """
    first = cue if source.start > cue.start or source.start < end else source
    return not text[end : first.start].strip() and (
        first is cue or source.end <= cue.start
    )

"""Tell words that stand in marks right beside who says them.

'"Not again," groaned the conductor', 'she wrote: "We regret it."': whatever the verb
is, that somebody said the words is sure.
"""

from service.attribution.candidates import Candidate
from service.attribution.classification.features import quotation_type
from service.attribution.context import Context
from service.records import Span

_LEADS_ON = frozenset(",?!-")
"""What stands before the closing mark of a quotation that its sentence goes on from."""


def is_adjacent_direct_speech(context: Context, candidate: Candidate) -> bool:
    """Tell a quotation that its cue and its source lead into or follow at once."""
    cue, at, source = candidate.cue, candidate.cue_span, candidate.source
    if cue is None or at is None or source is None or cue.form != "verb":
        return False
    if quotation_type(context, candidate) != "direct":
        return False
    if candidate.start >= at.end:
        return cue.known and context.text[: candidate.start].rstrip().endswith(":")
    end = candidate.content[0].end
    if end > at.start or context.text[end - 2] not in _LEADS_ON:
        return False
    return len(candidate.content) > 1 or _follows(context.text, end, at, source.span)


def _follows(text: str, end: int, cue: Span, source: Span) -> bool:
    """Tell '" groaned' and '" the guards said' with nothing else between."""
    first = cue if source.start > cue.start or source.start < end else source
    return not text[end : first.start].strip() and (
        first is cue or source.end <= cue.start
    )

"""The cue next to a quotation, by punctuation and distance.

'"Why?" he asked.', 'she answered: "Never."'
"""

import re

from service.attribution.candidates import CueCandidate
from service.attribution.context import Context
from service.attribution.cues.cue_index import CueIndex
from service.attribution.quotation_marks import Quotation

SENTENCE_END = re.compile(r"[.?!]['\")]*\s+\S")
"""The end of a sentence and the start of the next one."""
_MAX_GAP_WORDS = 18
"""Most words between a quotation and its cue."""


def adjacent_cue(
    context: Context, cues: CueIndex, quotation: Quotation
) -> CueCandidate | None:
    """Return the cue after or before the quotation; a comma decides between two.

    The cue is in the same outer quotation, or like the quotation in none.
    """
    after = _cue_after(context, cues, quotation)
    before = _cue_before(context, cues, quotation)
    if after is None or before is None:
        return after or before
    comma = (
        context.last_inside(quotation.end) == "," or context.text[quotation.end] == ","
    )
    return after if comma else before


def _cue_after(
    context: Context, cues: CueIndex, quotation: Quotation
) -> CueCandidate | None:
    """Return the first cue after the quotation, if no sentence ends between them."""
    if not _may_continue(context, quotation):
        return None
    placed = cues.after(context, quotation)
    if placed is None or not _is_adjacent(context, quotation.end, placed.span.start):
        return None
    return placed.cue


def _may_continue(context: Context, quotation: Quotation) -> bool:
    """Whether the punctuation lets the sentence continue after the quotation."""
    last = context.last_inside(quotation.end)
    after = context.text[quotation.end : quotation.end + 2].strip()
    return last in {*",?!-.…"} or after[:1] in {",", "-"}


def _cue_before(
    context: Context, cues: CueIndex, quotation: Quotation
) -> CueCandidate | None:
    """Return the last cue before the quotation, if the text between introduces it."""
    placed = cues.before(context, quotation)
    if placed is None or not _is_adjacent(context, placed.span.end, quotation.start):
        return None
    gap = context.text[placed.span.end : quotation.start].rstrip()
    introduces = gap[-1:] in {"", ",", ":", "-"} or gap.endswith("that")
    return placed.cue if introduces else None


def _is_adjacent(context: Context, start: int, end: int) -> bool:
    """Whether the gap has few words, no end of a sentence and no other quotation."""
    return (
        not context.quotation_index.has_whole(start, end)
        and not context.has_more_words(_MAX_GAP_WORDS, start, end)
        and not SENTENCE_END.search(context.text, start, end)
    )

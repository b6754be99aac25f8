"""The cue next to a quotation, by punctuation and distance.

'"Why?" he asked.', 'she answered: "Never."'
"""

import re
from collections.abc import Sequence

from service.attribution.candidates import CueCandidate
from service.attribution.context import Context
from service.attribution.quotation_marks import Quotation

SENTENCE_END = re.compile(r"[.?!]['\")]*\s+\S")
"""The end of a sentence and the start of the next one."""
_MAX_GAP_WORDS = 18
"""Most words between a quotation and its cue."""


def adjacent_cue(
    context: Context, cues: Sequence[CueCandidate], quotation: Quotation
) -> CueCandidate | None:
    """Return the cue after or before the quotation; a comma decides between two."""
    parent = context.parent_quotation(quotation)
    eligible = [c for c in cues if _may_introduce(context, c, parent, quotation)]
    after = _cue_after(context, eligible, quotation)
    before = _cue_before(context, eligible, quotation)
    if after is None or before is None:
        return after or before
    comma = context.text[quotation.end - 2] == "," or context.text[quotation.end] == ","
    return after if comma else before


def _may_introduce(
    context: Context, cue: CueCandidate, parent: Quotation | None, quotation: Quotation
) -> bool:
    """Whether a cue has the frame "quote", or a colon after it, in the same parent."""
    if cue.form not in {"verb", "phrase"}:
        return False
    span = context.trees[cue.tree].span(cue.positions)
    colon = context.text[span.end : quotation.start].rstrip().endswith(":")
    if "quote" not in cue.frames and not colon:
        return False
    return context.enclosing(span.start, span.end) == parent


def _cue_after(
    context: Context, cues: Sequence[CueCandidate], quotation: Quotation
) -> CueCandidate | None:
    """Return the first cue after the quotation, if no sentence ends between them."""
    if not _may_continue(context, quotation):
        return None
    for cue in cues:
        span = context.trees[cue.tree].span(cue.positions)
        if (
            span.start < quotation.end
            or context.paragraphs[cue.tree] != quotation.paragraph
        ):
            continue
        adjacent = _is_adjacent(context, quotation.end, span.start)
        return cue if adjacent else None
    return None


def _may_continue(context: Context, quotation: Quotation) -> bool:
    """Whether the punctuation lets the sentence continue after the quotation."""
    last = context.text[quotation.end - 2]
    after = context.text[quotation.end : quotation.end + 2].strip()
    return last in ",?!-.…" or after[:1] in {",", "-"}


def _cue_before(
    context: Context, cues: Sequence[CueCandidate], quotation: Quotation
) -> CueCandidate | None:
    """Return the last cue before the quotation, if the text between introduces it."""
    for cue in reversed(cues):
        span = context.trees[cue.tree].span(cue.positions)
        if span.end > quotation.start or not _is_in_reach(context, cue, quotation):
            continue
        gap = context.text[span.end : quotation.start].rstrip()
        introduces = gap[-1:] in {"", ",", ":", "-"} or gap.endswith("that")
        adjacent = _is_adjacent(context, span.end, quotation.start)
        return cue if adjacent and introduces else None
    return None


def _is_in_reach(context: Context, cue: CueCandidate, quotation: Quotation) -> bool:
    """Whether the cue is in the same paragraph, or in the one before, with a colon."""
    distance = quotation.paragraph - context.paragraphs[cue.tree]
    tree = context.trees[cue.tree]
    return distance == 0 or (distance == 1 and tree.tokens[-1].text == ":")


def _is_adjacent(context: Context, start: int, end: int) -> bool:
    """Whether the gap has few words, no end of a sentence and no other quotation."""
    gap = context.text[start:end]
    quoted = any(start <= q.start and q.end <= end for q in context.quotations)
    return (
        not quoted
        and not SENTENCE_END.search(gap)
        and len(gap.split()) <= _MAX_GAP_WORDS
    )

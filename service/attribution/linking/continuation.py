"""Quotations without a cue: a continued speaker, or the one of the sentence before."""

import re
from collections.abc import Mapping

from service.attribution.candidates import Candidate
from service.attribution.content.quotation_attachment import is_attached
from service.attribution.context import Context
from service.attribution.linking.attribution_sequence import AttributionSequence
from service.attribution.linking.lead_in import (
    follows_gesture,
    lead_in_speaker,
    preceding_subject,
)
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.noun_phrases import NounPhrase
from service.records import Evidence, Span

_NOT_BLANK = re.compile(r"[^ ]")
_FINAL = frozenset(".?!…")
_NOT_FINAL = re.compile(r"[^ .]")
_MIN_WORDS = 4
"""Least words of a quotation that is speech, unless it reopens one."""
_MAX_PARAGRAPHS = 4
"""Most paragraphs from the attribution that a quotation continues."""


def continue_quotations(
    context: Context, candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the candidates, followed by one for each quotation without a cue.

    It continues the attribution before it, or has the person of the sentence before it
    as its implied speaker. Quotations that are no statements are left out.
    """
    found = AttributionSequence(candidates, len(context.text))
    confidence = context.classifier.uncued
    following = {c.start: c for c in reversed(candidates) if c.source is not None}
    for quotation in context.quotations:
        if quotation.depth or is_attached(
            context, found.covering(quotation), quotation
        ):
            continue
        if not _is_statement(context, quotation):
            continue
        previous = _previous(context, found, quotation)
        speaker = _following_source(context, following, quotation)
        if speaker is None and previous is None:
            speaker = preceding_subject(context, quotation)
        elif speaker is None and previous is not None:
            speaker = _questioned(context, found[previous], quotation)
            first = found.first_of_chain(previous)
            speaker = speaker or lead_in_speaker(context, found, quotation, first)
        if speaker is not None:
            found.append(_implied(confidence, quotation, speaker))
        elif previous is not None:
            found.append(_continuation(confidence, quotation, previous))
    return tuple(found)


def _continuation(confidence: float, quotation: Quotation, previous: int) -> Candidate:
    return Candidate(
        content=(Span(quotation.start, quotation.end),),
        frame="continuation",
        continues=previous,
        confidence=confidence,
        evidence=(Evidence("turns", "goes on without a cue"),),
    )


def _implied(confidence: float, quotation: Quotation, speaker: NounPhrase) -> Candidate:
    return Candidate(
        content=(Span(quotation.start, quotation.end),),
        frame="continuation",
        implied=speaker,
        confidence=confidence,
        evidence=(Evidence("turns", "the sentence before is about the speaker"),),
    )


def _following_source(
    context: Context, following: Mapping[int, Candidate], quotation: Quotation
) -> NounPhrase | None:
    """Return the source of the next sentence for a quotation that begins a paragraph.

    '"Nobody knew." It was "a shock," says Ada Low': the sentence is quoted at least in
    part and stands in the same paragraph. ``following`` are the candidates with a
    source by their start.
    """
    begins = _begins_paragraph(context, quotation)
    after = _NOT_BLANK.search(context.text, quotation.end)
    if not begins or after is None or after[0] == "\n" or not quotation.marked:
        return None
    candidate = following.get(after.start())
    if candidate is None or candidate.source is None:
        return None
    last = candidate.content[-1]
    quoted = context.quotation_index.has_edge(candidate.start, last.end)
    later = candidate.source.span.start >= last.start
    return candidate.source if quoted and later else None


def _questioned(
    context: Context, question: Candidate, quotation: Quotation
) -> NounPhrase | None:
    """Return who was asked, for a quotation that is the paragraph after the question.

    'Reporters asked Low who would pay.', "Nobody.".
    """
    cue = question.cue
    if (
        cue is None
        or cue.lemma not in context.lexicon.verbs.questioning
        or question.addressee is None
    ):
        return None
    next_paragraph = context.paragraphs[cue.tree] + 1 == quotation.paragraph
    return question.addressee if next_paragraph else None


def _begins_paragraph(context: Context, quotation: Quotation) -> bool:
    """Whether no word of its paragraph precedes the quotation."""
    passage = context.passage_of(quotation.start, quotation.end)
    return passage is not None and not context.has_word(passage.start, quotation.start)


def _is_statement(context: Context, quotation: Quotation) -> bool:
    """Whether a quotation begins and ends like a sentence (no title, no scare quote).

    Instead of a final full stop, the end of the paragraph is enough.
    """
    begin = quotation.start + quotation.opened
    inside = context.text[begin : quotation.end].rstrip("\"' ")
    if (
        len(inside.split()) < _MIN_WORDS
        and not quotation.reopens
        and not (inside[-1:] in _FINAL and _stands_alone(context, quotation))
    ):
        return False
    before = quotation.start
    while before and context.text[before - 1] == " ":
        before -= 1
    begins = not before or context.text[before - 1] in '.!?:\n"'
    ends = inside[-1:] in _FINAL or not quotation.closed
    return begins and (ends or quotation.reopens or _ends_paragraph(context, quotation))


def _stands_alone(context: Context, quotation: Quotation) -> bool:
    """Whether a quotation is a whole paragraph or follows a gesture ("He nodded.")."""
    if _begins_paragraph(context, quotation):
        return _ends_paragraph(context, quotation)
    return follows_gesture(context, quotation)


def _ends_paragraph(context: Context, quotation: Quotation) -> bool:
    """Whether nothing but a full stop follows the quotation in its paragraph."""
    after = _NOT_FINAL.search(context.text, quotation.end)
    return after is None or after[0] == "\n"


def _previous(
    context: Context, candidates: AttributionSequence, quotation: Quotation
) -> int | None:
    """Return the number of the last outermost attribution before the quotation.

    None if there is none within the paragraphs allowed.
    """
    last = candidates.last_before(quotation.start)
    if last is None:
        return None
    distance = quotation.paragraph - _paragraph(context, candidates[last])
    return last if distance <= _MAX_PARAGRAPHS else None


def _paragraph(context: Context, candidate: Candidate) -> int:
    tree = context.tree_at(candidate.start)
    return context.paragraphs[tree.index] if tree else 0

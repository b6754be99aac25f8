"""Quotations without a cue: a continued speaker, or the one of the sentence before."""

import re

from service.attribution.candidates import Candidate
from service.attribution.content.quotation_attachment import is_attached
from service.attribution.context import Context
from service.attribution.linking.attribution_sequence import AttributionSequence
from service.attribution.linking.lead_in import lead_in_speaker
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.descriptions import name_in_phrase
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.records import Evidence, Span

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
    for quotation in context.quotations:
        if quotation.depth or is_attached(
            context, found.covering(quotation), quotation
        ):
            continue
        if not _is_statement(context, quotation):
            continue
        previous = _previous(context, found, quotation)
        if previous is None:
            speaker = _preceding_subject(context, quotation)
        else:
            first = found.first_of_chain(previous)
            speaker = lead_in_speaker(context, found, quotation, first)
        if speaker is not None:
            found.append(_implied(confidence, quotation, speaker))
        elif previous is not None:
            found.append(_continuation(confidence, found, quotation, previous))
    return tuple(found)


def _continuation(
    confidence: float,
    candidates: AttributionSequence,
    quotation: Quotation,
    previous: int,
) -> Candidate:
    before = candidates[previous]
    return Candidate(
        content=(Span(quotation.start, quotation.end),),
        frame="continuation",
        continues=previous,
        outlet=before.outlet,
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


def _preceding_subject(context: Context, quotation: Quotation) -> NounPhrase | None:
    """Return the person who is the subject of the sentence before the quotation."""
    tree = context.tree_at(quotation.start - 1)
    if tree is None or tree.sentence.end > quotation.start:
        return None
    for position in range(len(tree)):
        if tree.rels[position] != "nsubj":
            continue
        named = name_in_phrase(context.lexicon, tree, position)
        if named is not None and named.is_person:
            return noun_phrase(tree, position)
    return None


def _is_statement(context: Context, quotation: Quotation) -> bool:
    """Whether a quotation begins and ends like a sentence (no title, no scare quote).

    Instead of a final full stop, the end of the paragraph is enough.
    """
    begin = quotation.start + quotation.opened
    inside = context.text[begin : quotation.end].rstrip("\"' ")
    if len(inside.split()) < _MIN_WORDS and not quotation.reopens:
        return False
    before = quotation.start
    while before and context.text[before - 1] == " ":
        before -= 1
    begins = not before or context.text[before - 1] in '.!?:\n"'
    ends = inside[-1:] in {".", "?", "!", "…"} or not quotation.closed
    return begins and (ends or quotation.reopens or _ends_paragraph(context, quotation))


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

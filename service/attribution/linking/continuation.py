"""Give quotations without a cue to whoever goes on speaking."""

from collections.abc import Sequence

from service.attribution.candidates import Candidate
from service.attribution.content.quotation_attachment import is_taken
from service.attribution.context import Context
from service.attribution.linking.lead_in import lead_in_speaker
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.descriptions import name_in_phrase
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.records import Evidence, Span

_MIN_WORDS = 4
_MAX_PARAGRAPHS = 4


def continue_quotations(
    context: Context, candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the candidates with one more for each quotation that goes on."""
    found = list(candidates)
    for quotation in context.quotations:
        if quotation.depth or is_taken(context, found, quotation):
            continue
        if not _is_statement(context, quotation):
            continue
        previous = _previous(context, found, quotation)
        sure = context.classifier.turn
        if previous is None:
            implied = _introduced(context, quotation)
        else:
            implied = lead_in_speaker(
                context, found, quotation, _opening(found, previous)
            )
        if implied is not None:
            found.append(_implied(sure, quotation, implied))
        elif previous is not None:
            found.append(_continuation(sure, found, quotation, previous))
    return tuple(found)


def _opening(candidates: Sequence[Candidate], index: int) -> Candidate:
    """Return the candidate that a chain of quotations goes on from."""
    candidate = candidates[index]
    while candidate.continues is not None:
        candidate = candidates[candidate.continues]
    return candidate


def _continuation(
    confidence: float,
    candidates: Sequence[Candidate],
    quotation: Quotation,
    previous: int,
) -> Candidate:
    before = candidates[previous]
    return Candidate(
        content=(Span(quotation.start, quotation.end),),
        frame="turn",
        continues=previous,
        outlet=before.outlet,
        confidence=confidence,
        evidence=(Evidence("turns", "goes on without a cue"),),
    )


def _implied(confidence: float, quotation: Quotation, speaker: NounPhrase) -> Candidate:
    return Candidate(
        content=(Span(quotation.start, quotation.end),),
        frame="turn",
        implied=speaker,
        confidence=confidence,
        evidence=(Evidence("turns", "the sentence before is about the speaker"),),
    )


def _introduced(context: Context, quotation: Quotation) -> NounPhrase | None:
    """Return the person that the sentence before the quotation has as its subject."""
    tree = context.tree_at(quotation.start - 1)
    if tree is None or tree.sentence.end > quotation.start:
        return None
    for position in range(len(tree)):
        carried = (
            name_in_phrase(context.lexicon, tree, position)
            if tree.rels[position] == "nsubj"
            else None
        )
        if carried is not None and carried[2] == "Person":
            return noun_phrase(tree, position)
    return None


def _is_statement(context: Context, quotation: Quotation) -> bool:
    """Tell words that stand as sentences from titles and scare quotes."""
    inside = context.text[quotation.start + 1 : quotation.end].rstrip("\"' ")
    if len(inside.split()) < _MIN_WORDS and not quotation.reopens:
        return False
    before = context.text[: quotation.start].rstrip(" ")
    starts = not before or before[-1] in '.!?:\n"' or before.endswith("...")
    ends = inside[-1:] in {".", "?", "!", "…"} or not quotation.closed
    return starts and (ends or quotation.reopens or _fills(context, quotation))


def _fills(context: Context, quotation: Quotation) -> bool:
    """Tell whether the quotation is a whole paragraph."""
    after = context.text[quotation.end :].lstrip(" .")
    return not after or after[0] == "\n"


def _previous(
    context: Context, candidates: Sequence[Candidate], quotation: Quotation
) -> int | None:
    """Return the last outermost attribution before the quotation, if it is near."""
    best: int | None = None
    for index, candidate in enumerate(candidates):
        if candidate.start >= quotation.start or _is_nested(candidates, candidate):
            continue
        if candidate.cue is not None and candidate.cue.form in {"noun", "adjective"}:
            continue
        if best is None or _place(candidate) > _place(candidates[best]):
            best = index
    if best is None:
        return None
    near = (
        quotation.paragraph - _paragraph(context, candidates, best) <= _MAX_PARAGRAPHS
    )
    return best if near else None


def _place(candidate: Candidate) -> tuple[int, int]:
    cue = candidate.cue_span.start if candidate.cue_span else candidate.start
    return (max(cue, candidate.start), candidate.end)


def _paragraph(context: Context, candidates: Sequence[Candidate], index: int) -> int:
    tree = context.tree_at(candidates[index].start)
    return context.paragraphs[tree.index] if tree else 0


def _is_nested(candidates: Sequence[Candidate], candidate: Candidate) -> bool:
    at = candidate.cue_span or candidate.content[0]
    return any(d is not candidate and d.covers(at.start, at.end) for d in candidates)

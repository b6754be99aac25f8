"""Attach quotations that the parse does not link to a cue to the adjacent cue.

'"Why?" he asked.' may be cut into two sentences, and only one sentence of a long
quotation depends on its cue. The rest is attached by punctuation and distance.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.content.adjacent_cue import SENTENCE_END, adjacent_cue
from service.attribution.content.candidate_table import CandidateTable
from service.attribution.content.detect_contents import cue_span, with_quotation
from service.attribution.context import Context
from service.attribution.cues.cue_index import CueIndex
from service.attribution.quotation_marks import Quotation
from service.records import Span

_MIN_FRAGMENT_WORDS = 4
_MIN_SENTENCE_WORDS = 2
"""Least words of a further quotation without and with a full stop."""


def attach_quotations(
    context: Context, cues: Sequence[CueCandidate], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates with the quotations attached, in text order.

    A cue that has no candidate yet gets one.
    """
    found = CandidateTable(context, candidates)
    index = CueIndex.build(context, cues)
    for quotation in sorted(context.quotations, key=lambda q: (q.depth, q.start)):
        cue = adjacent_cue(context, index, quotation)
        covering = tuple(found.covering(quotation))
        if is_attached(context, covering, quotation) and not _follows_object_and_colon(
            context, covering, quotation
        ):
            if cue is not None and _is_inner_cue(context, found, cue, quotation):
                _attach(context, found, cue, quotation)
            continue
        if cue is not None and _attach(context, found, cue, quotation):
            continue
        if context.parent_quotation(quotation) is None:
            _attach_to_previous(context, found, quotation)
    return tuple(sorted(found, key=lambda candidate: (candidate.start, -candidate.end)))


def _is_inner_cue(
    context: Context,
    candidates: CandidateTable,
    cue: CueCandidate,
    quotation: Quotation,
) -> bool:
    """Whether a cue without a candidate stands between a quotation and its cue.

    "he said" of '"We won," he said, the agency reported.'
    """
    has_candidate = candidates.with_cue(cue) is not None
    if not cue.known or cue.form != "verb" or has_candidate:
        return False
    if len(context.text[quotation.start : quotation.end].split()) < _MIN_SENTENCE_WORDS:
        return False
    at = context.trees[cue.tree].span(cue.positions)
    return any(
        outer.cue_span is not None
        and quotation.end <= at.start
        and at.end <= outer.cue_span.start
        for outer in candidates.starting_at(quotation.start)
    )


def _follows_object_and_colon(
    context: Context, covering: Sequence[Candidate], quotation: Quotation
) -> bool:
    """Whether the quotation follows a colon but is held for part of the object.

    'condemned the plan: "It is a gift."'. ``covering`` are the candidates whose content
    covers the quotation.
    """
    colon = context.last_before(quotation.start) == ":"
    return colon and any(candidate.frame == "np" for candidate in covering)


def is_attached(
    context: Context, covering: Iterable[Candidate], quotation: Quotation
) -> bool:
    """Whether the cue of a candidate that covers the quotation is outside of it.

    ``covering`` are the candidates whose content covers the quotation.
    """
    return any(
        (
            candidate.cue_span is None
            or not (
                quotation.start <= candidate.cue_span.start
                and candidate.cue_span.end <= quotation.end
            )
        )
        and _same_parent(context, candidate, quotation)
        for candidate in covering
    )


def _same_parent(context: Context, candidate: Candidate, quotation: Quotation) -> bool:
    """Whether the candidate has no cue, or one in the quotation's own parent."""
    if candidate.cue_span is None:
        return True
    enclosing = context.enclosing(candidate.cue_span.start, candidate.cue_span.end)
    return enclosing == context.parent_quotation(quotation)


def _attach(
    context: Context,
    candidates: CandidateTable,
    cue: CueCandidate,
    quotation: Quotation,
) -> bool:
    """Add the quotation to the cue's candidate in the table, or a candidate with it.

    It replaces a noun phrase or a tagged content that it does not touch. Returns
    whether the table has the quotation.
    """
    number = candidates.with_cue(cue)
    if number is None:
        tree = context.trees[cue.tree]
        candidates.append(
            Candidate(
                content=(Span(quotation.start, quotation.end),),
                cue=cue,
                cue_span=cue_span(context, tree, cue.positions, cue.head),
                frame="quote",
            )
        )
        return True
    candidate = candidates[number]
    if _is_quoted(context, candidate) or _touches(context, candidate, quotation):
        candidates.set(number, with_quotation(context, candidate, quotation))
    elif candidate.frame in {"np", "p", "tagged"}:
        content = (Span(quotation.start, quotation.end),)
        candidates.set(
            number, replace(candidate, content=content, matched=None, frame="quote")
        )
    else:
        return False
    return True


def _is_quoted(context: Context, candidate: Candidate) -> bool:
    """Whether all of the content is in quotation marks."""
    return all(
        context.enclosing(span.start, span.end) is not None
        for span in candidate.content
    )


def _touches(context: Context, candidate: Candidate, quotation: Quotation) -> bool:
    """Whether the quotation follows the content with no word between."""
    return candidate.end <= quotation.start and not context.has_word(
        candidate.end, quotation.start
    )


def _attach_to_previous(
    context: Context, candidates: CandidateTable, quotation: Quotation
) -> None:
    """Add a quotation to the candidate before it: '"A," he said. "B."'."""
    words = context.text[quotation.start : quotation.end]
    last = context.last_inside(quotation.end) or words.rstrip("'\"")[-1:]
    sentence = last in {".", "?", "!"}
    least = _MIN_SENTENCE_WORDS if sentence else _MIN_FRAGMENT_WORDS
    if len(words.split()) < least:
        return
    number = candidates.outermost_before(quotation.start)
    if number is not None and _continues(context, candidates, number, quotation):
        candidates.set(number, with_quotation(context, candidates[number], quotation))


def _continues(
    context: Context, candidates: CandidateTable, number: int, quotation: Quotation
) -> bool:
    """Whether the quotation continues a quoted content after its cue's sentence.

    Both are in one paragraph, with no other cue and no further sentence between.
    """
    candidate = candidates[number]
    cue = candidate.cue_span
    if cue is None or candidate.cue is None or not _is_quoted(context, candidate):
        return False
    if context.paragraphs[candidate.cue.tree] != quotation.paragraph:
        return False
    start = max(cue.end, candidate.end)
    return (
        cue.start > candidate.start
        and context.last_before(quotation.start, start=start)
        in {".", ",", ";", "-", ":", ""}
        and not candidates.has_other_cue(number, start, quotation.start)
        and _is_one_sentence(context, candidate.cue, start, quotation.start)
    )


def _is_one_sentence(context: Context, cue: CueCandidate, start: int, end: int) -> bool:
    """Whether no sentence but that of the cue ends in a range.

    The full stop of an abbreviation ends none ("said Sen. Voss").
    """
    if SENTENCE_END.search(context.text, start, end) is None:
        return True
    sentence = context.trees[cue.tree].sentence
    return start <= sentence.end and not context.has_word(sentence.end, end)

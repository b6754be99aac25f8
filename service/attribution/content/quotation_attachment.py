"""Attach quotations that the parse does not link to a cue to the adjacent cue.

'"Why?" he asked.' may be cut into two sentences, and only one sentence of a long
quotation depends on its cue. The rest is attached by punctuation and distance.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.content.adjacent_cue import SENTENCE_END, adjacent_cue
from service.attribution.content.detect_contents import cue_span, with_quotation
from service.attribution.context import Context
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
    found = list(candidates)
    for quotation in sorted(context.quotations, key=lambda q: (q.depth, q.start)):
        cue = adjacent_cue(context, cues, quotation)
        if is_attached(context, found, quotation) and not _follows_object_and_colon(
            context, found, quotation
        ):
            if cue is not None and _is_inner_cue(context, found, cue, quotation):
                _attach(context, found, cue, quotation)
            continue
        if cue is not None:
            _attach(context, found, cue, quotation)
        elif context.parent_quotation(quotation) is None:
            _attach_to_previous(context, found, quotation)
    return tuple(sorted(found, key=lambda candidate: (candidate.start, -candidate.end)))


def _is_inner_cue(
    context: Context,
    candidates: Sequence[Candidate],
    cue: CueCandidate,
    quotation: Quotation,
) -> bool:
    """Whether a cue without a candidate stands between a quotation and its cue.

    "he said" of '"We won," he said, the agency reported.'
    """
    if not cue.known or cue.form != "verb" or any(c.cue == cue for c in candidates):
        return False
    if len(context.text[quotation.start : quotation.end].split()) < _MIN_SENTENCE_WORDS:
        return False
    at = context.trees[cue.tree].span(cue.positions)
    return any(
        outer.start == quotation.start
        and outer.cue_span is not None
        and quotation.end <= at.start
        and at.end <= outer.cue_span.start
        for outer in candidates
    )


def _follows_object_and_colon(
    context: Context, candidates: Iterable[Candidate], quotation: Quotation
) -> bool:
    """Whether the quotation follows a colon but is held for part of the object.

    'condemned the plan: "It is a gift."'
    """
    before = context.text[: quotation.start].rstrip()
    return before.endswith(":") and any(
        candidate.frame == "np" and candidate.covers(quotation.start, quotation.end)
        for candidate in candidates
    )


def is_attached(
    context: Context, candidates: Iterable[Candidate], quotation: Quotation
) -> bool:
    """Whether a candidate whose cue is outside the quotation has it in its content."""
    return any(
        candidate.covers(quotation.start, quotation.end)
        and (
            candidate.cue_span is None
            or not (
                quotation.start <= candidate.cue_span.start
                and candidate.cue_span.end <= quotation.end
            )
        )
        and _same_parent(context, candidate, quotation)
        for candidate in candidates
    )


def _same_parent(context: Context, candidate: Candidate, quotation: Quotation) -> bool:
    """Whether the candidate has no cue, or one in the quotation's own parent."""
    if candidate.cue_span is None:
        return True
    enclosing = context.enclosing(candidate.cue_span.start, candidate.cue_span.end)
    return enclosing == context.parent_quotation(quotation)


def _attach(
    context: Context,
    candidates: list[Candidate],
    cue: CueCandidate,
    quotation: Quotation,
) -> None:
    """Add the quotation to the cue's candidate in the list, or a candidate with it.

    It replaces a noun phrase or a tagged content that it does not touch.
    """
    index = next((i for i, c in enumerate(candidates) if c.cue == cue), None)
    if index is None:
        tree = context.trees[cue.tree]
        candidates.append(
            Candidate(
                content=(Span(quotation.start, quotation.end),),
                cue=cue,
                cue_span=cue_span(context, tree, cue.positions, cue.head),
                frame="quote",
            )
        )
    elif _is_quoted(context, candidates[index]) or _touches(
        context, candidates[index], quotation
    ):
        candidates[index] = with_quotation(context, candidates[index], quotation)
    elif candidates[index].frame in {"np", "p", "tagged"}:
        candidates[index] = replace(
            candidates[index],
            content=(Span(quotation.start, quotation.end),),
            frame="quote",
        )


def _is_quoted(context: Context, candidate: Candidate) -> bool:
    """Whether all of the content is in quotation marks."""
    return all(
        any(q.start <= s.start and s.end <= q.end for q in context.quotations)
        for s in candidate.content
    )


def _touches(context: Context, candidate: Candidate, quotation: Quotation) -> bool:
    """Whether the quotation follows the content with no word between."""
    gap = context.text[candidate.end : quotation.start]
    return candidate.end <= quotation.start and not any(c.isalnum() for c in gap)


def _attach_to_previous(
    context: Context, candidates: list[Candidate], quotation: Quotation
) -> None:
    """Add a quotation to the candidate before it: '"A," he said. "B."'."""
    words = context.text[quotation.start : quotation.end]
    sentence = words.rstrip("'\"")[-1:] in {".", "?", "!"}
    least = _MIN_SENTENCE_WORDS if sentence else _MIN_FRAGMENT_WORDS
    if len(words.split()) < least:
        return
    before = [
        (candidate.end, index)
        for index, candidate in enumerate(candidates)
        if candidate.end <= quotation.start
        and candidate.cue_span is not None
        and context.enclosing(candidate.cue_span.start, candidate.cue_span.end) is None
    ]
    if not before:
        return
    _, index = max(before)
    if _continues(context, candidates, candidates[index], quotation):
        candidates[index] = with_quotation(context, candidates[index], quotation)


def _continues(
    context: Context,
    candidates: Sequence[Candidate],
    candidate: Candidate,
    quotation: Quotation,
) -> bool:
    """Whether the quotation continues a quoted content after its cue's sentence.

    Both are in one paragraph, with no other cue and no further sentence between.
    """
    cue = candidate.cue_span
    if cue is None or candidate.cue is None or not _is_quoted(context, candidate):
        return False
    if context.paragraphs[candidate.cue.tree] != quotation.paragraph:
        return False
    between = Span(max(cue.end, candidate.end), quotation.start)
    other_cue = any(
        other is not candidate
        and other.cue_span is not None
        and between.start <= other.cue_span.start < between.end
        for other in candidates
    )
    words = context.text[between.start : between.end].rstrip()
    return (
        not other_cue
        and words[-1:] in {".", ",", ";", "-", ":", ""}
        and SENTENCE_END.search(words) is None
        and cue.start > candidate.start
    )

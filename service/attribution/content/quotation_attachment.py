"""Give quotations that no clause of a cue reaches to the cue beside them.

Stanza cuts "Why?" he asked. into two sentences, and a quotation of five sentences hangs
on its cue by one of them only. What binds them for a reader are marks and nearness.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.content.detect_contents import cue_span, with_quotation
from service.attribution.context import Context
from service.attribution.quotation_marks import Quotation
from service.records import Span

_SENTENCE_END = re.compile(r"[.?!]['\")]*\s+\S")
_MAX_GAP_WORDS = 18
_MIN_WORDS = 4
_MIN_SENTENCE = 2


def attach_quotations(
    context: Context, cues: Sequence[CueCandidate], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates with their quotations, one for each cue with no clause."""
    found = list(candidates)
    for quotation in sorted(context.quotations, key=lambda q: (q.depth, q.start)):
        parent = parent_of(context, quotation)
        beside = [c for c in cues if _same_level(context, c, parent, quotation)]
        cue = _cue_beside(context, beside, quotation)
        if is_taken(context, found, quotation) and not _after_colon(
            context, found, quotation
        ):
            if cue is not None and _is_inner(context, found, cue, quotation):
                _give(context, found, cue, quotation)
            continue
        if cue is not None:
            _give(context, found, cue, quotation)
        else:
            _go_on(context, found, quotation, parent)
    return tuple(sorted(found, key=lambda d: (d.start, -d.end)))


def _is_inner(
    context: Context,
    candidates: Sequence[Candidate],
    cue: CueCandidate,
    quotation: Quotation,
) -> bool:
    """Tell "he said" of '"We won," he said, the agency reported.'.

    The outer cue has all of it for its content; the inner one has nothing yet.
    """
    if not cue.known or cue.form != "verb" or any(d.cue == cue for d in candidates):
        return False
    if len(context.text[quotation.start : quotation.end].split()) < _MIN_SENTENCE:
        return False
    at = context.trees[cue.tree].span(cue.positions)
    return any(
        d.start == quotation.start
        and d.cue_span is not None
        and quotation.end <= at.start
        and at.end <= d.cue_span.start
        for d in candidates
    )


def _after_colon(
    context: Context, candidates: Iterable[Candidate], quotation: Quotation
) -> bool:
    """Tell 'condemned the plan: "It is a gift."', where the noun phrase has it."""
    before = context.text[: quotation.start].rstrip()
    return before.endswith(":") and any(
        candidate.frame == "np" and candidate.covers(quotation.start, quotation.end)
        for candidate in candidates
    )


def parent_of(context: Context, quotation: Quotation) -> Quotation | None:
    """Return the quotation round this one."""
    around = [
        q
        for q in context.quotations
        if q.depth == quotation.depth - 1
        and q.start <= quotation.start
        and quotation.end <= q.end
    ]
    return around[0] if around else None


def is_taken(
    context: Context, candidates: Iterable[Candidate], quotation: Quotation
) -> bool:
    """Tell whether a cue outside the quotation has it in its content."""
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
    """Tell whether the candidate's cue stands where the quotation's cue would."""
    if candidate.cue_span is None:
        return True
    around = context.enclosing(candidate.cue_span.start, candidate.cue_span.end)
    return around == parent_of(context, quotation)


def _same_level(
    context: Context, cue: CueCandidate, parent: Quotation | None, quotation: Quotation
) -> bool:
    """Tell whether a cue may introduce the quotation; after a colon any verb may."""
    if cue.form not in {"verb", "phrase"}:
        return False
    span = context.trees[cue.tree].span(cue.positions)
    colon = context.text[span.end : quotation.start].rstrip().endswith(":")
    if "quote" not in cue.frames and not colon:
        return False
    return context.enclosing(span.start, span.end) == parent


def _cue_beside(
    context: Context, cues: Sequence[CueCandidate], quotation: Quotation
) -> CueCandidate | None:
    after = _after(context, cues, quotation)
    before = _before(context, cues, quotation)
    if after is None or before is None:
        return after or before
    leads = context.text[quotation.end - 2] == "," or context.text[quotation.end] == ","
    return after if leads else before


def _paragraph_of(context: Context, cue: CueCandidate) -> int:
    return context.paragraphs[cue.tree]


def _after(
    context: Context, cues: Sequence[CueCandidate], quotation: Quotation
) -> CueCandidate | None:
    """Return the first cue after the quotation, if nothing parts them."""
    if not _leads_on(context, quotation):
        return None
    for cue in cues:
        span = context.trees[cue.tree].span(cue.positions)
        if (
            span.start < quotation.end
            or _paragraph_of(context, cue) != quotation.paragraph
        ):
            continue
        gap = context.text[quotation.end : span.start]
        return cue if _is_narrow(context, quotation.end, span.start, gap) else None
    return None


def _leads_on(context: Context, quotation: Quotation) -> bool:
    """Tell whether the words after the quotation may go on from it."""
    last = context.text[quotation.end - 2]
    after = context.text[quotation.end : quotation.end + 2].strip()
    return last in ",?!-.…" or after[:1] in {",", "-"}


def _is_narrow(context: Context, start: int, end: int, gap: str) -> bool:
    quoted = any(start <= q.start and q.end <= end for q in context.quotations)
    return (
        not quoted
        and not _SENTENCE_END.search(gap)
        and len(gap.split()) <= _MAX_GAP_WORDS
    )


def _before(
    context: Context, cues: Sequence[CueCandidate], quotation: Quotation
) -> CueCandidate | None:
    """Return the last cue before the quotation, if it leads into it."""
    for cue in reversed(cues):
        span = context.trees[cue.tree].span(cue.positions)
        if span.end > quotation.start or not _leads_into(context, cue, quotation):
            continue
        gap = context.text[span.end : quotation.start]
        ends = gap.rstrip()[-1:] in {"", ",", ":", "-"} or gap.rstrip().endswith("that")
        narrow = _is_narrow(context, span.end, quotation.start, gap)
        return cue if narrow and ends else None
    return None


def _leads_into(context: Context, cue: CueCandidate, quotation: Quotation) -> bool:
    """Tell a cue of the paragraph, or one that ends the paragraph before by a colon."""
    apart = quotation.paragraph - _paragraph_of(context, cue)
    tree = context.trees[cue.tree]
    return apart == 0 or (apart == 1 and tree.tokens[-1].text == ":")


def _give(
    context: Context,
    candidates: list[Candidate],
    cue: CueCandidate,
    quotation: Quotation,
) -> None:
    index = next((i for i, d in enumerate(candidates) if d.cue == cue), None)
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
    elif is_quoted(context, candidates[index]) or _touches(
        context, candidates[index], quotation
    ):
        candidates[index] = with_quotation(context, candidates[index], quotation)
    elif candidates[index].frame in {"np", "p", "tagged"}:
        candidates[index] = replace(
            candidates[index],
            content=(Span(quotation.start, quotation.end),),
            frame="quote",
        )


def is_quoted(context: Context, candidate: Candidate) -> bool:
    """Tell whether all of the content stands in quotation marks."""
    return all(
        any(q.start <= s.start and s.end <= q.end for q in context.quotations)
        for s in candidate.content
    )


def _touches(context: Context, candidate: Candidate, quotation: Quotation) -> bool:
    gap = context.text[candidate.end : quotation.start]
    return candidate.end <= quotation.start and not any(c.isalnum() for c in gap)


def _go_on(
    context: Context,
    candidates: list[Candidate],
    quotation: Quotation,
    parent: Quotation | None,
) -> None:
    """Give a quotation after a cue's sentence to that cue: "A," he said. "B."."""
    said = context.text[quotation.start : quotation.end]
    sentence = said.rstrip("'\"")[-1:] in {".", "?", "!"}
    if len(said.split()) < (_MIN_SENTENCE if sentence else _MIN_WORDS):
        return
    if parent is not None:
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
    if _resumes(context, candidates, candidates[index], quotation):
        candidates[index] = with_quotation(context, candidates[index], quotation)


def _resumes(
    context: Context,
    candidates: Sequence[Candidate],
    candidate: Candidate,
    quotation: Quotation,
) -> bool:
    cue = candidate.cue_span
    if cue is None or candidate.cue is None or not is_quoted(context, candidate):
        return False
    if _paragraph_of(context, candidate.cue) != quotation.paragraph:
        return False
    between = Span(max(cue.end, candidate.end), quotation.start)
    alone = not any(
        d is not candidate
        and d.cue_span is not None
        and between.start <= d.cue_span.start < between.end
        for d in candidates
    )
    sentences = context.text[between.start : between.end].rstrip()
    ends = sentences[-1:] in {".", ",", ";", "-", ""} or sentences.endswith(
        (":", "...")
    )
    return (
        alone
        and ends
        and len(_SENTENCE_END.findall(sentences)) == 0
        and cue.start > candidate.start
    )

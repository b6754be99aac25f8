"""The content of each cue: its clause, extended to the quotations that it overlaps.

A content ends at the end of a clause or of a quotation. The content of a cue inside a
quotation lies inside that quotation.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate, Frame
from service.attribution.content.boundaries.parsed_boundaries import adjust_boundaries
from service.attribution.content.content_match import Match
from service.attribution.content.frames import match_frames, match_tags
from service.attribution.context import Context
from service.attribution.context.quotation_index import (
    first_ending_after,
    first_starting_from,
)
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.noun_phrases import (
    NounPhrase,
    extend_to_name,
    noun_phrase,
)
from service.attribution.syntax.sentence import Tree
from service.records import Span

_WORD = re.compile(r"\S+")
_NOMINAL_TAGS = frozenset({"NOUN", "NUM", "PRON", "PROPN"})
_MAX_OBJECT_WORDS = 3
_PREDICATE_FRAMES = frozenset({"call", "np"})
_CONJUNCTIONS = frozenset({"and", "but"})
_MAX_CUE_STEP = 2
"""Most positions from one word of a reporting expression to the next."""
_MAX_SPEAKER_GAP = 2
"""Most characters between the subject of a cue and the cue."""


def find_contents(
    context: Context, cues: Sequence[CueCandidate]
) -> tuple[Candidate, ...]:
    """Return a candidate for each cue that has a content by its parse or its tags."""
    candidates: list[Candidate] = []
    for cue in cues:
        tree = context.trees[cue.tree]
        match = match_frames(tree, cue) or match_tags(tree, cue)
        if match is None:
            continue
        candidate = candidate_of(context, cue, match)
        if candidate is not None:
            candidates.append(candidate)
    parsed = {
        candidate.content for candidate in candidates if candidate.frame != "tagged"
    }
    return tuple(
        candidate
        for candidate in candidates
        if candidate.frame != "tagged" or candidate.content not in parsed
    )


def candidate_of(context: Context, cue: CueCandidate, match: Match) -> Candidate | None:
    """Return the candidate of a cue with a matched content, None without words."""
    tree = context.trees[cue.tree]
    matched = matched_positions(cue, match)
    positions = adjust_boundaries(context, tree, cue, matched, match=match)
    content = content_spans(context, cue, positions, match.frame)
    if not content:
        return None
    head = match.addressee
    addressee: NounPhrase | None = None
    if head is not None and not any(
        s.start <= tree.tokens[head].start < s.end for s in content
    ):
        addressee = extend_to_name(tree, noun_phrase(tree, head))
    words = sorted({*cue.positions, *match.extra_cue})
    return Candidate(
        content=content,
        matched=tuple(matched),
        cue=cue,
        cue_span=cue_span(context, tree, words, cue.head),
        frame=match.frame,
        addressee=addressee,
    )


def cue_span(
    context: Context, tree: Tree, words: Sequence[int], head: int
) -> Span | None:
    """Return the consecutive cue words round the head as one span."""
    run = [head] if head in words else [words[0]]
    for position in sorted(words):
        if position > run[-1] and position - run[-1] <= _MAX_CUE_STEP:
            run.append(position)
    for position in sorted(words, reverse=True):
        if position < run[0] and run[0] - position <= _MAX_CUE_STEP:
            run.insert(0, position)
    return context.trim(tree.span(run))


def matched_positions(cue: CueCandidate, match: Match) -> list[int]:
    """Return the positions that a frame matched, without those of the cue."""
    cue_words = {*cue.positions, *match.extra_cue}
    return [p for p in sorted(set(match.positions)) if p not in cue_words]


def content_spans(
    context: Context, cue: CueCandidate, positions: Sequence[int], frame: Frame
) -> tuple[Span, ...]:
    """Return the content at positions, extended to the quotations that it overlaps."""
    tree = context.trees[cue.tree]
    spans = tree.spans(positions)
    at = tree.span(cue.positions)
    enclosing = context.enclosing(at.start, at.end)
    if enclosing is not None:
        spans = [s for span in spans if (s := _clip(span, enclosing))]
    inner = context.quotations_in(enclosing)
    spans = [_extend_to_quotations(span, inner) for span in spans]
    spans = [_end_at_conjunction(context, span, at, inner) for span in spans]
    spans = [_end_at_subject(context, span, at, inner) for span in spans]
    if "call" in cue.frames and frame in _PREDICATE_FRAMES:
        spans = [_quoted_predicate(tree, cue, s, inner) for s in spans]
    return normalise_spans(context, spans)


def _quoted_predicate(
    tree: Tree,
    cue: CueCandidate,
    span: Span,
    quotations: Sequence[Quotation],
) -> Span:
    """Return the quotation that is all of the predicate: 'called the plan "a gift"'.

    Where the object is long or a word stands before the mark, the content is the object
    with the predicate ('called the plan a "gift"').
    """
    index = first_starting_from(quotations, span.start + 1)
    quotation = quotations[index] if index < len(quotations) else None
    if quotation is None or not quotation.closed:
        return span
    predicate = tree.first(cue.head, "xcomp")
    inside = predicate is not None and (
        quotation.start < tree.tokens[predicate].start < quotation.end
    )
    if not quotation.start < span.end or not (span.end <= quotation.end or inside):
        return span
    between = [
        p
        for p in range(cue.head + 1, len(tree))
        if tree.tokens[p].end <= quotation.start and tree.tokens[p].upos != "PUNCT"
    ]
    short = 0 < len(between) <= _MAX_OBJECT_WORDS
    whole = short and tree.tokens[between[-1]].upos in _NOMINAL_TAGS
    return Span(quotation.start, quotation.end) if whole else span


def _end_at_subject(
    context: Context, span: Span, cue: Span, quotations: Sequence[Quotation]
) -> Span:
    """End a content at its quotation if only the cue's subject follows.

    In '"It is safe," the mayor of the town, Ann Hale, said' the parse may attach the
    long subject to the words before it; the comma inside the marks shows the end.
    """
    quotation = _first_inside(quotations, span)
    if quotation is None or quotation.start > span.start:
        return span
    mark = context.last_inside(quotation.end)
    ends_at_cue = span.end <= cue.start <= span.end + _MAX_SPEAKER_GAP
    if mark in {",", "?", "!"} and ends_at_cue:
        return Span(quotation.start, quotation.end)
    return span


def _end_at_conjunction(
    context: Context, span: Span, cue: Span, quotations: Sequence[Quotation]
) -> Span:
    """End a content at its quotation if a comma in the marks and "and" follow.

    'He said, "Go," and he was right': the second clause is not quoted.
    """
    quotation = _first_inside(quotations, span)
    if quotation is None or context.has_word(span.start, quotation.start):
        return span
    comma = context.last_inside(quotation.end) == ","
    after = _WORD.search(context.text, quotation.end, span.end)
    conjoined = after is not None and after[0] in _CONJUNCTIONS
    if comma and cue.end <= span.start and conjoined:
        return Span(quotation.start, quotation.end)
    return span


def _first_inside(quotations: Sequence[Quotation], span: Span) -> Quotation | None:
    """Return the first quotation that begins in the span if it ends before its end."""
    index = first_starting_from(quotations, span.start)
    found = quotations[index] if index < len(quotations) else None
    return found if found is not None and found.end < span.end else None


def _clip(span: Span, quotation: Quotation) -> Span | None:
    """Return the part of the span between the marks of the quotation."""
    start = max(span.start, quotation.start + quotation.opened)
    closing = quotation.closed and quotation.marked
    end = min(span.end, quotation.end - closing)
    return Span(start, end) if start < end else None


def _extend_to_quotations(span: Span, quotations: Sequence[Quotation]) -> Span:
    """Return the span with each quotation that it overlaps in full."""
    first = first_ending_after(quotations, span.start)
    last = first_starting_from(quotations, span.end) - 1
    if first > last:
        return span
    return Span(
        min(span.start, quotations[first].start), max(span.end, quotations[last].end)
    )


def normalise_spans(context: Context, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans trimmed and sorted, merged where no word stands between them.

    A span without a letter or digit is dropped.
    """
    found: list[Span] = []
    for span in sorted(s for raw in spans if (s := context.trim(raw))):
        if not context.has_word(span.start, span.end):
            continue
        if found and not context.has_word(found[-1].end, span.start):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def with_quotation(
    context: Context, candidate: Candidate, quotation: Quotation
) -> Candidate:
    """Return the candidate with one more quotation in its content."""
    spans = (*candidate.content, Span(quotation.start, quotation.end))
    return replace(candidate, content=normalise_spans(context, spans), matched=None)

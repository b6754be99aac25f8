"""Find what was said: the clause of each cue, joined with the quotations beside it.

Borders are whole clauses and whole quotations. A cue inside a quotation has its content
there and nowhere else.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.content.content_boundaries import within_boundaries
from service.attribution.content.content_match import Match
from service.attribution.content.frames import match_frames
from service.attribution.context import Context
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.noun_phrases import (
    NounPhrase,
    extend_to_name,
    noun_phrase,
)
from service.attribution.syntax.sentence import Tree
from service.records import Span

_JOINS = (["and"], ["but"])
_APART = 2
"""Steps between two words of one reporting expression."""
_NEAR = 3
"""Tokens between a tagged cue and its tagged content."""


def find_contents(
    context: Context, cues: Sequence[CueCandidate]
) -> tuple[Candidate, ...]:
    """Return one candidate per cue that has a clause of its own."""
    candidates: list[Candidate] = []
    for cue in cues:
        tree = context.trees[cue.tree]
        match = match_frames(tree, cue) or _by_tags(tree, cue)
        if match is None:
            continue
        content = _spans(context, tree, cue, match)
        if content:
            candidates.append(_candidate(context, tree, cue, match, content))
    parsed = {
        candidate.content for candidate in candidates if candidate.frame != "tagged"
    }
    return tuple(
        d for d in candidates if d.frame != "tagged" or d.content not in parsed
    )


def _by_tags(tree: Tree, cue: CueCandidate) -> Match | None:
    """Take the tagger's content for a cue of the tagger that no frame explains."""
    tag = tree.tagged(cue.head, "Cue")
    if tag is None or cue.form == "phrase":
        return None
    near = [
        (min(abs(c.start - tag.end), abs(tag.start - c.end)), c)
        for c in tree.sentence.tags
        if c.label == "Content"
    ]
    near = [pair for pair in near if pair[0] <= _NEAR]
    if not near:
        return None
    _, content = min(near, key=lambda pair: (pair[0], pair[1].start))
    return Match("tagged", tuple(range(content.start, content.end)))


def _candidate(
    context: Context,
    tree: Tree,
    cue: CueCandidate,
    match: Match,
    content: tuple[Span, ...],
) -> Candidate:
    told = match.addressee
    addressee: NounPhrase | None = None
    if told is not None and not any(
        s.start <= tree.tokens[told].start < s.end for s in content
    ):
        addressee = extend_to_name(tree, noun_phrase(tree, told))
    words = sorted({*cue.positions, *match.more_cue})
    return Candidate(
        content=content,
        cue=cue,
        cue_span=cue_span(context, tree, words, cue.head),
        frame=match.frame,
        addressee=addressee,
    )


def cue_span(
    context: Context, tree: Tree, words: Sequence[int], head: int
) -> Span | None:
    """Return the run of cue words round the head, as one span."""
    run = [head] if head in words else [words[0]]
    for position in sorted(words):
        if position > run[-1] and position - run[-1] <= _APART:
            run.append(position)
    for position in sorted(words, reverse=True):
        if position < run[0] and run[0] - position <= _APART:
            run.insert(0, position)
    return context.trim(tree.span(run))


def _spans(
    context: Context, tree: Tree, cue: CueCandidate, match: Match
) -> tuple[Span, ...]:
    """Return the content of a match, with the quotations it touches made whole."""
    gone = {*cue.positions, *match.more_cue}
    positions = [p for p in sorted(set(match.positions)) if p not in gone]
    positions = within_boundaries(context, tree, cue, positions, match=match)
    spans = tree.spans(positions)
    at = tree.span(cue.positions)
    around = context.enclosing(at.start, at.end)
    if around is not None:
        spans = [s for span in spans if (s := _clip(span, around))]
    inner = [q for q in context.within(around) if not _holds(q, at)]
    whole = [
        _to_closing_mark(context, _whole(span, inner), at, inner) for span in spans
    ]
    return clean(context, [_before_speaker(context, span, at, inner) for span in whole])


def _before_speaker(
    context: Context, span: Span, cue: Span, quotations: Iterable[Quotation]
) -> Span:
    """End a content at its quotation where only the speaker stands before the cue.

    A long subject ("the mayor of the town, Ann Hale, said") may be parsed as a part of
    the words before it; ',"' shows that it is not.
    """
    for quotation in quotations:
        begins = quotation.start == span.start and quotation.end < span.end
        leads = context.text[quotation.end - 2 : quotation.end - 1] in {",", "?", "!"}
        if begins and leads and span.end <= cue.start <= span.end + _APART:
            return Span(quotation.start, quotation.end)
    return span


def _to_closing_mark(
    context: Context, span: Span, cue: Span, quotations: Iterable[Quotation]
) -> Span:
    """End "said, 'Go,' and he was right" at the mark with its comma."""
    for quotation in quotations:
        begins = quotation.start >= span.start and quotation.end < span.end
        begins = begins and not _words_between(context, span.start, quotation.start)
        comma = context.text[quotation.end - 2 : quotation.end - 1] == ","
        after = context.text[quotation.end : span.end].split()[:1]
        if begins and comma and cue.end <= span.start and after in _JOINS:
            return Span(quotation.start, quotation.end)
    return span


def _clip(span: Span, quotation: Quotation) -> Span | None:
    start = max(span.start, quotation.start + 1)
    end = min(span.end, quotation.end - 1 if quotation.closed else quotation.end)
    return Span(start, end) if start < end else None


def _holds(quotation: Quotation, span: Span) -> bool:
    return quotation.start <= span.start and span.end <= quotation.end


def _whole(span: Span, quotations: Iterable[Quotation]) -> Span:
    start, end = span.start, span.end
    for quotation in quotations:
        if quotation.start < end and start < quotation.end:
            start, end = min(start, quotation.start), max(end, quotation.end)
    return Span(start, end)


def clean(context: Context, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Trim, sort and merge spans; drop those without a letter or digit."""
    found: list[Span] = []
    for span in sorted(s for raw in spans if (s := context.trim(raw))):
        if not any(c.isalnum() for c in context.text[span.start : span.end]):
            continue
        if found and not _words_between(context, found[-1].end, span.start):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _words_between(context: Context, start: int, end: int) -> bool:
    return any(c.isalnum() for c in context.text[start:end])


def with_quotation(
    context: Context, candidate: Candidate, quotation: Quotation
) -> Candidate:
    """Return the candidate with one more quotation in its content."""
    spans = (*candidate.content, Span(quotation.start, quotation.end))
    return replace(candidate, content=clean(context, spans))

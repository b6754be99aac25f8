"""Turns of a transcript and paragraphs that begin with a label: "HALE: It is safe."."""

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.content.verbless.labelled_candidate import (
    has_verb,
    labelled_candidate,
    words_in,
)
from service.attribution.context import Context
from service.records import Span
from service.text.article import Passage

_LABEL = re.compile(
    r"\s*[\"']?(?:([QA])[.:]|([^\W\d_][\w.'&-]*(?: [\w.'&,()-]+){0,7}):) ?(?=\S)"
)
_CAPITALS = re.compile(r"[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+)*|[QA]")
_INTERVIEW_LABELS = frozenset({"Question", "Answer"})
_MIN_LABELS = 2
"""Labelled paragraphs that make a transcript."""


def find_turn_candidates(context: Context) -> Iterator[Candidate]:
    """Yield the first paragraph of each labelled turn of a transcript."""
    for turn in context.article.turns:
        start, end = turn.label
        # The tokenizer keeps the full stop of "Q." in the word.
        source = words_in(context, start, end) or words_in(context, start, end + 1)
        if source is not None:
            source = replace(
                source, span=Span(source.span.start, max(source.span.end, end))
            )
            mark = context.text.find(":", end, turn.contents[0][0])
            colon = Span(mark, mark + 1) if mark >= 0 else None
            yield labelled_candidate(context, source, Span(*turn.contents[0]), colon)


def find_post_candidates(context: Context) -> Iterator[Candidate]:
    """Yield the embedded posts of social networks."""
    for post in context.article.embedded:
        source = words_in(context, *post.name)
        if source is not None:
            found = labelled_candidate(context, source, Span(*post.words), None)
            yield replace(found, outlet=post.network, outlet_role="occasion")


def find_labelled(context: Context) -> Iterator[Candidate]:
    """Yield the paragraphs that begin with a label: "HALE: The dam is safe."."""
    taken = {turn.label[0] for turn in context.article.turns}
    found = [
        (passage, match)
        for passage in context.article.passages
        if passage.kind == "body"
        and (match := _LABEL.match(passage.text))
        and _label_span(passage, match).start not in taken
    ]
    counts = Counter(_label_text(match) for _, match in found)
    turns = {p.start for p, m in found if _is_transcript_label(context, p, m)}
    if turns:
        turns |= {p.start for p, m in found if counts[_label_text(m)] >= _MIN_LABELS}
    for passage, match in found:
        turn = len(turns) >= _MIN_LABELS and passage.start in turns
        if turn or _is_speaker_name(context, passage, match):
            candidate = _labelled_candidate(context, passage, match)
            if candidate is not None:
                yield candidate


def _label_text(match: re.Match[str]) -> str:
    """Return the words of a label, without its colon or full stop."""
    return match.group(match.lastindex or 0)


def _is_transcript_label(
    context: Context, passage: Passage, match: re.Match[str]
) -> bool:
    """Whether a label is in capitals, a name, a person ("Interviewer"), Q or A."""
    label = _label_text(match)
    return (
        _CAPITALS.fullmatch(label) is not None
        or label.lower() in context.lexicon.persons
        or label in _INTERVIEW_LABELS
        or _is_speaker_name(context, passage, match)
    )


def _is_speaker_name(context: Context, passage: Passage, match: re.Match[str]) -> bool:
    """Whether a label has a person's name and no verb.

    In the first paragraph, which may be a headline, a quotation must follow.
    """
    at = _label_span(passage, match)
    label = words_in(context, at.start, at.end)
    if label is None or has_verb(context, label):
        return False
    tree = context.trees[label.tree]
    named = any(tree.name_span(p, "Person") is not None for p in label.positions)
    start = passage.start + match.end()
    quoted = context.quotation_index.starting_at(start) is not None
    return named and (quoted or passage.paragraph > 0)


def _label_span(passage: Passage, match: re.Match[str]) -> Span:
    group = match.lastindex or 0
    return Span(passage.start + match.start(group), passage.start + match.end(group))


def _labelled_candidate(
    context: Context, passage: Passage, match: re.Match[str]
) -> Candidate | None:
    label = _label_span(passage, match)
    # The tokenizer keeps the full stop of "Q." in the word.
    source = words_in(context, label.start, label.end) or words_in(
        context, label.start, label.end + 1
    )
    words = passage.text[match.end() :].rstrip()
    if source is None or not any(c.isalnum() for c in words):
        return None
    begin = passage.start + match.end()
    content = Span(begin, begin + len(words))
    return labelled_candidate(context, source, content, Span(label.end, label.end + 1))

"""Answers of interviews without labels, and speeches that are given in full."""

from collections import Counter
from collections.abc import Iterator

from service.attribution.candidates import Candidate
from service.attribution.content.verbless.labelled_candidate import (
    implied_candidate,
    words_in,
)
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import NounPhrase
from service.records import Span


def find_monologue_candidates(context: Context) -> Iterator[Candidate]:
    """Yield the first paragraph of each answer or speech.

    Its speaker is the person who is named most before the first one.
    """
    monologues = context.article.monologues
    if not monologues:
        return
    speaker = _introduced_person(context, monologues[0][0][0])
    for paragraphs in monologues:
        rule = "an answer or a speech without marks"
        yield implied_candidate(Span(*paragraphs[0]), rule, speaker=speaker)


def _introduced_person(context: Context, end: int) -> NounPhrase | None:
    """Return the longest name of the person who is named most before an offset."""
    names = [
        (tree, name)
        for tree in context.trees
        if tree.sentence.end <= end
        for name in tree.sentence.entities
        if name.label == "Person"
    ]
    surnames = Counter(tree.lower(name.end - 1) for tree, name in names)
    if not surnames:
        return None
    most = max(surnames, key=surnames.__getitem__)
    tree, name = max(
        (pair for pair in names if pair[0].lower(pair[1].end - 1) == most),
        key=lambda pair: pair[1].end - pair[1].start,
    )
    span = tree.span(range(name.start, name.end))
    return words_in(context, span.start, span.end)

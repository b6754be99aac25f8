"""Quotations whose speaker a dash, a clause or a noun names, without a cue.

'"There is no plan B." - Rosa Lindgren, climate envoy', '"Nobody is above the law" -
that was the message of Ada Low', 'The verdict of the neighbours: "He was quiet."'.
"""

import re
from collections.abc import Collection, Iterator

from service.attribution.candidates import Candidate
from service.attribution.content.verbless.labelled_candidate import (
    has_verb,
    labelled_candidate,
    words_in,
)
from service.attribution.context import Context
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import Span
from service.text.article import Passage

_DASH = re.compile(r"\s*-{1,2}\s{0,4}(?=\w)")
_SUMMARY = re.compile(r"\s*-\s?(that|this|such) (?:is|was) the ", re.IGNORECASE)
_MAX_SIGNATURE_WORDS = 12


def find_signed(context: Context) -> Iterator[Candidate]:
    """Yield quotations with a dash and a speaker after them."""
    for quotation in context.quotations:
        passage = context.passage_of(quotation.start, quotation.end)
        if quotation.depth or passage is None:
            continue
        end = _end_after(context, quotation, passage)
        match = _DASH.match(context.text, quotation.end, end)
        if match is None or context.has_more_words(
            _MAX_SIGNATURE_WORDS, quotation.end, end
        ):
            continue
        if context.text.find(".", quotation.end, end - 1) >= 0:
            continue
        source = words_in(context, match.end(), end)
        source = source and _without_occasion(context, source)
        if source is None or not _is_signature(context, source):
            continue
        dash = context.text.index("-", quotation.end)
        content = Span(quotation.start, quotation.end)
        yield labelled_candidate(context, source, content, Span(dash, dash + 1))


def find_summarised(context: Context) -> Iterator[Candidate]:
    """Yield quotations whose owner a following clause names.

    '"Nobody is above the law" - that was the message of Ada Low'
    """
    for quotation in context.quotations:
        tree = context.tree_at(quotation.end)
        match = _SUMMARY.match(context.text, quotation.end)
        if quotation.depth or tree is None or match is None:
            continue
        heads = [
            tree.tokens[p].head
            for p in range(len(tree))
            if tree.tokens[p].start == match.start(1)
            and tree.rels[p] == "nsubj"
            and tree.head(p) is not None
        ]
        owner = _owner(tree, heads[0], range(len(tree))) if heads else None
        if owner is not None:
            dash = context.text.index("-", quotation.end)
            content = Span(quotation.start, quotation.end)
            yield labelled_candidate(
                context, noun_phrase(tree, owner), content, Span(dash, dash + 1)
            )


def _end_after(context: Context, quotation: Quotation, passage: Passage) -> int:
    """Return the end of the text after the quotation in its paragraph.

    It is the end of the next paragraph if the quotation is all of its own.
    """
    start = quotation.end
    end = context.end_before(passage.end, start=start)
    if end > start or context.has_more_words(0, passage.start, quotation.start):
        return end
    after = context.passage_after(passage)
    return context.end_before(after.end, start=start) if after else end


def _without_occasion(context: Context, source: NounPhrase) -> NounPhrase:
    """Return a signature without its occasion: "Ada Low on her last match"."""
    tree = context.trees[source.tree]
    prepositions = tree.lexicon.words.signature_prepositions
    end = next((p for p in source.positions if tree.lower(p) in prepositions), None)
    if end is None or end <= source.head or tree.tokens[end].upos != "ADP":
        return source
    positions = tuple(p for p in source.positions if p < end)
    return NounPhrase(source.tree, source.head, positions, tree.span(positions))


def find_after_noun(context: Context) -> Iterator[Candidate]:
    """Yield quotations after a noun with its owner and a colon.

    'The verdict of the neighbours: "He was quiet."'
    """
    for quotation in context.quotations:
        tree = context.tree_at(quotation.start)
        colon = context.end_before(quotation.start) - 1
        if quotation.depth or tree is None or context.text[max(colon, 0)] != ":":
            continue
        words = [p for p, t in enumerate(tree.tokens) if t.end <= colon]
        if not words or any(tree.tokens[p].upos in {"VERB", "AUX"} for p in words):
            continue
        owner = _owner_of_head(tree, words)
        if owner is not None:
            source = noun_phrase(tree, owner)
            content = Span(quotation.start, quotation.end)
            yield labelled_candidate(context, source, content, Span(colon, colon + 1))


def _owner_of_head(tree: Tree, words: list[int]) -> int | None:
    """Return the owner of the one noun that governs all words."""
    tops = [p for p in words if tree.tokens[p].head not in words]
    if len(tops) != 1 or tree.tokens[tops[0]].upos != "NOUN":
        return None
    return _owner(tree, tops[0], words)


def _owner(tree: Tree, noun: int, among: Collection[int]) -> int | None:
    """Return the noun's possessor, or its "of", "from" or "by" phrase ("of X")."""
    for owner in tree.find(noun, "nmod"):
        named = tree.is_possessor(owner) or tree.case(owner) in {"of", "from", "by"}
        if owner in among and named:
            return owner
    return None


def _is_signature(context: Context, source: NounPhrase) -> bool:
    """Whether a noun phrase has no verb, and a name or a speaker noun."""
    tree = context.trees[source.tree]
    named = any(
        tree.name_span(p, "Person", "Organization") is not None
        for p in source.positions
    )
    described = _is_speaker_noun(context, tree, source)
    return not has_verb(context, source) and (named or described)


def _is_speaker_noun(context: Context, tree: Tree, source: NounPhrase) -> bool:
    """Whether a speaker noun with a determiner is the head ("a fan outside")."""
    noun = tree.lemma(source.head)
    speaker = noun in context.lexicon.persons or noun in context.lexicon.sources
    return speaker and tree.first(source.head, "det") is not None

"""The run of nouns and adjectives before a name, where the parse separates them."""

from collections.abc import Sequence

from service.attribution.coref.profiles.described.person_nouns import (
    is_person_noun,
)
from service.attribution.lexicon import Lexicon, ProfileWords
from service.attribution.syntax.descriptions import is_plural, title_start
from service.attribution.syntax.sentence import Tree

_NOMINAL = frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN"})
_LONGEST = 30
"""Tokens of a run, at most."""


def run_before(
    lexicon: Lexicon, tree: Tree, start: int, words: ProfileWords
) -> Sequence[int]:
    """Return the words that describe the person whose name begins at ``start``.

    A run of nouns, adjectives and the prepositions between them that ends at the name
    or its title and has a noun of a person, but no other person ("the Vice Minister of
    Trade, Ann Hale"); nothing where there is none.
    """
    end = title_start(lexicon, tree, start)
    closed = end > 0 and tree.tokens[end - 1].text == ","
    end -= closed
    first = end
    while first > max(0, end - _LONGEST) and _is_inside(tree, first - 1):
        first -= 1
    while first < end and tree.tokens[first].upos not in _NOMINAL:
        first += 1
    run = range(first, end)
    people = (
        p
        for p in run
        if is_person_noun(lexicon, tree, p, words)
        and tree.name_span(p, "Organization") is None
    )
    begins = first < end and _begins(tree, first, closed=closed)
    if not begins or all(is_plural(tree, p) for p in people):
        return ()
    return run


def _begins(tree: Tree, first: int, *, closed: bool) -> bool:
    """Whether a run begins with "the", or with a capital if no comma closes it."""
    capital = tree.tokens[first].text[:1].isupper()
    return tree.lower(first) == "the" or (capital and not closed)


def _is_inside(tree: Tree, position: int) -> bool:
    token = tree.tokens[position]
    if tree.name_span(position, "Person") is not None:
        return False
    links = tree.lexicon.profiles.words.linking_words - {","}
    return token.upos in _NOMINAL or token.text == "-" or tree.lower(position) in links

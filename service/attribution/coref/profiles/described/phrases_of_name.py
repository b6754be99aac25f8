"""The phrases before and after a person's name that describe the person."""

from collections.abc import Iterator, Sequence

from service.attribution.coref.mentions.roles import phrases_beside
from service.attribution.coref.profiles.described.person_nouns import (
    is_person_noun,
)
from service.attribution.coref.profiles.described.run_before import run_before
from service.attribution.lexicon import Lexicon, ProfileWords
from service.attribution.syntax.descriptions import NameSpan, is_plural
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree

_PREMODIFIERS = frozenset({"ADJ", "DET", "NOUN", "PROPN", "PART", "VERB"})
_STOPS = frozenset({",", ".", ";", "-"})
_LONGEST = 25
"""Tokens of a description between commas, at most."""


def phrases_of_name(
    lexicon: Lexicon, tree: Tree, name: NameSpan, head: int, words: ProfileWords
) -> Iterator[Sequence[int]]:
    """Yield the phrases that describe the person of a name with the given head.

    What follows a name that is joined to it describes that one: "Ann Hale and Tom Roe,
    her husband".
    """
    last = _first_conjunct(tree, head)
    phrases = [
        *phrases_beside(lexicon, tree, name.start, name.end),
        _between_commas(lexicon, tree, name.end, words),
        _before_first_name(lexicon, tree, head),
    ]
    known = {p for phrase in phrases for p in phrase if p < last}
    if not any(is_person_noun(lexicon, tree, p, words) for p in known):
        phrases.append(run_before(lexicon, tree, name.start, words))
    for phrase in phrases:
        if phrase and phrase[0] < last:
            yield _whole(lexicon, tree, phrase, words)


def _first_conjunct(tree: Tree, head: int) -> int:
    """Return the first name that is joined with a name, the sentence's end without one.

    An apposition after it is the conjunct's.
    """
    names = (c for c in tree.find(head, "conj") if tree.tokens[c].upos == "PROPN")
    return min(names, default=len(tree))


def _between_commas(
    lexicon: Lexicon, tree: Tree, end: int, words: ProfileWords
) -> Sequence[int]:
    """Return the description between commas after a name that ends at ``end``.

    The parse may have it as no apposition: "Ann Hale, founding director of the bank,
    said". Only nouns, adjectives and participles come before its first noun of a
    person; it has no clause and no other person.
    """
    if end >= len(tree) or tree.tokens[end].text != ",":
        return ()
    stops = (p for p in range(end + 1, len(tree)) if tree.tokens[p].text in _STOPS)
    stop = next(stops, None)
    if stop is None or not end + 1 < stop <= end + _LONGEST:
        return ()
    inside = range(end + 1, stop)
    if any(_is_of_clause(tree, p) for p in inside):
        return ()
    for position in inside:
        if is_person_noun(lexicon, tree, position, words):
            return list(inside)
        if tree.tokens[position].upos not in _PREMODIFIERS:
            break
    return ()


def _is_of_clause(tree: Tree, position: int) -> bool:
    """Whether a token belongs to a clause or names another person."""
    token = tree.tokens[position]
    other = tree.name_span(position, "Person") is not None
    return other or token.upos in {"AUX", "PRON"} or "VerbForm=Fin" in token.feats


def _before_first_name(lexicon: Lexicon, tree: Tree, head: int) -> Sequence[int]:
    """Return the plural description before the first of joined names, or nothing.

    It is that of all: "the actors Ann Hale and Tom Roe".
    """
    first = tree.head(head) if tree.rels[head] == "conj" else None
    name = None if first is None else tree.name_span(first, "Person")
    if name is None:
        return ()
    before = next(iter(phrases_beside(lexicon, tree, name.start, name.end)))
    plural = any(tree.tokens[p].xpos in {"NNS", "NNPS"} for p in before)
    return list(before) if plural else ()


def _whole(
    lexicon: Lexicon, tree: Tree, positions: Sequence[int], words: ProfileWords
) -> Sequence[int]:
    """Return the description that ends in a phrase beside a name.

    The parse may join the name to the last noun: "the president of the Selby Bank, Ann
    Hale".
    """
    head = next((p for p in positions if tree.head(p) not in positions), positions[-1])
    above = tree.head(head)
    if (
        above is None
        or above > head
        or tree.rels[head] != "nmod"
        or not tree.case(head)
    ):
        return positions
    if any(is_person_noun(lexicon, tree, p, words) for p in positions):
        return positions
    if not is_person_noun(lexicon, tree, above, words) or is_plural(tree, above):
        return positions
    return [p for p in noun_phrase(tree, above).positions if p <= positions[-1]]

"""The noun phrases that describe an entity: roles, appositions, predicates."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from service.attribution.context import Context
from service.attribution.coref.mentions.roles import phrases_beside
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.coref.profiles.predicate_nouns import predicate_nouns
from service.attribution.lexicon import Lexicon, ProfileWords
from service.attribution.syntax.descriptions import is_plural
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree

Form = Literal["beside", "nominal", "predicate"]
"""Where a description is.

"beside": before or after a name ("mayor Ann Hale", "Ann Hale, the mayor");
"nominal": a mention without a name ("the mayor");
"predicate": stated by a clause ("Hale is the mayor", "Hale serves as mayor").
"""

_PREMODIFIERS = frozenset({"ADJ", "DET", "NOUN", "PROPN", "PART", "VERB"})
_STOPS = frozenset({",", ".", ";", "-"})
_LONGEST = 15
"""Tokens of a description between commas, at most."""


class Description(msgspec.Struct, frozen=True):
    """A noun phrase that describes an entity."""

    tree: int
    head: int
    """The noun that says what the entity is."""
    positions: tuple[int, ...]
    form: Form


def find_descriptions(
    context: Context, mentions: Iterable[PlacedMention], words: ProfileWords
) -> tuple[Description, ...]:
    """Return the descriptions of an entity, in the order of its mentions."""
    return tuple(
        description
        for mention in mentions
        for description in _descriptions_at(context, mention, words)
    )


def _descriptions_at(
    context: Context, mention: PlacedMention, words: ProfileWords
) -> Iterator[Description]:
    tree = context.trees[mention.tree]
    lexicon = context.lexicon
    phrases: list[tuple[Form, Sequence[int]]] = []
    if mention.name is not None and mention.name.is_person:
        start, end = mention.name.start, mention.name.end
        last = _first_conjunct(tree, mention.head)
        beside = list(phrases_beside(lexicon, tree, start, end))
        beside.append(_between_commas(lexicon, tree, end, words))
        beside.append(_before_first_name(lexicon, tree, mention.head))
        for each in beside:
            if each and each[0] < last:
                phrases.append(("beside", _whole(lexicon, tree, each, words)))
    elif mention.kind == "nominal" or _is_beside_name(tree, mention):
        phrases.append(("nominal", noun_phrase(tree, mention.head).positions))
    for noun in predicate_nouns(tree, mention.head, words):
        if is_person_noun(lexicon, tree, noun, words) and not is_plural(tree, noun):
            phrases.append(("predicate", noun_phrase(tree, noun).positions))
    for form, positions in phrases:
        head = head_noun(lexicon, tree, positions, words)
        if head is None and form == "nominal":
            head = mention.head
        if head is not None:
            yield Description(tree.index, head, tuple(positions), form)


def _is_beside_name(tree: Tree, mention: PlacedMention) -> bool:
    """Whether a mention by an organisation's name is one of people in it.

    "researchers of the group Ondo".
    """
    name = mention.name
    people = name is not None and mention.head not in name.positions
    return people and tree.tokens[mention.head].upos == "NOUN"


def _first_conjunct(tree: Tree, head: int) -> int:
    """Return the first name that is joined with a name, the sentence's end without one.

    An apposition after it is the conjunct's: "Ann Hale and Tom Roe, her husband".
    """
    names = (c for c in tree.find(head, "conj") if tree.tokens[c].upos == "PROPN")
    return min(names, default=len(tree))


def _between_commas(
    lexicon: Lexicon, tree: Tree, end: int, words: ProfileWords
) -> Sequence[int]:
    """Return the description between commas after a name that ends at ``end``.

    The parse may have it as no apposition. The first noun of a person is its head,
    before it there are only nouns, adjectives and participles; it has no clause and no
    other person.
    """
    if end >= len(tree) or tree.tokens[end].text != ",":
        return ()
    stops = (p for p in range(end + 1, len(tree)) if tree.tokens[p].text in _STOPS)
    stop = next(stops, None)
    if stop is None or not end + 1 < stop <= end + _LONGEST:
        return ()
    inside = range(end + 1, stop)
    for position in inside:
        token = tree.tokens[position]
        other = tree.name_span(position, "Person") is not None
        if other or token.upos in {"AUX", "PRON"} or "VerbForm=Fin" in token.feats:
            return ()
    for position in inside:
        if is_person_noun(lexicon, tree, position, words):
            return list(inside)
        if tree.tokens[position].upos not in _PREMODIFIERS:
            return ()
    return ()


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
    nested = above is not None and tree.rels[head] == "nmod" and tree.case(head) != ""
    if above is None or not nested or above > head:
        return positions
    if any(is_person_noun(lexicon, tree, p, words) for p in positions):
        return positions
    if not is_person_noun(lexicon, tree, above, words) or is_plural(tree, above):
        return positions
    return [p for p in noun_phrase(tree, above).positions if p <= positions[-1]]


def is_person_noun(
    lexicon: Lexicon, tree: Tree, position: int, words: ProfileWords
) -> bool:
    """Whether a noun denotes a person in one of the word lists ("teacher")."""
    lemma = tree.lemma(position)
    if tree.tokens[position].upos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if lemma in lexicon.persons:
        return True
    bare = tree.lower(position).rstrip(".")
    entry = words.classes.get(lemma) or words.classes.get(bare)
    gendered = words.gendered.get(lemma)
    return (entry is not None and entry.role is not None) or (
        gendered is not None and "noun" in gendered.uses
    )


def head_noun(
    lexicon: Lexicon, tree: Tree, positions: Sequence[int], words: ProfileWords
) -> int | None:
    """Return the noun of a description that says what the entity is, or None.

    The noun is the last word if it denotes a person, else the first that does, else
    the head of the phrase.
    """
    known = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    people = [p for p in known if is_person_noun(lexicon, tree, p, words)]
    people = [p for p in people if set(people).isdisjoint(tree.ancestors(p))] or people
    if people:
        return people[-1] if known[-1] == people[-1] else people[0]
    inside = set(known)
    heads = [p for p in known if tree.head(p) not in inside]
    nouns = [p for p in heads if tree.tokens[p].upos in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else None

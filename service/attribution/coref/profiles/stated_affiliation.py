"""The organisation, party or place that an article gives for a speaker."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

import msgspec

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.named_entities import find_organization
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.coref.profiles.speaker_classes.class_words import role_entry
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.description_names import name_from_description
from service.attribution.syntax.descriptions import (
    head_of,
)
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged
from service.records import Affiliation

_Office = Literal["government", "politics", "military", "law_and_police", "courts"]
"""Classes of people whose country is their affiliation ("the French minister")."""
_OUTSIDE = frozenset({"advcl", "parataxis", "ccomp", "xcomp"})
"""Relations of clauses, in which no affiliation of the person is."""
_Profession = Literal["media", "expert_or_academic", "courts", "culture", "health"]
"""Classes of people who belong to no place ("the Selby lawyer")."""


class _Found(msgspec.Struct, frozen=True, order=True):
    """A possible affiliation; the least is the best."""

    rank: int
    """0 an organisation or a party, 1 a common noun for one, 2 a place, 3 a people."""
    order: int
    tree: int
    positions: tuple[int, ...]


def stated_affiliation(  # noqa: PLR0913, PLR0917 - what is stated, and the resources
    context: Context,
    entity_index: EntityIndex,
    entity: Entity,
    mentions: Sequence[PlacedMention],
    descriptions: Sequence[Description],
    words: ProfileWords,
) -> Affiliation | None:
    """Return the affiliation of a person or group, None if the article gives none.

    An organisation comes before a place, and what is stated first before the rest.
    """
    if entity.type not in {"person", "group"} or entity.size:
        return None
    found = [
        _Found(rank, order, tree.index, positions)
        for order, (tree, rank, positions) in enumerate(
            (
                *_in_descriptions(context, descriptions, words),
                *_beside_names(context, mentions, descriptions, words),
            )
        )
        if not set(tree.text(positions).lower().split()) & set(entity.words)
    ]
    if not found:
        return None
    best = min(found)
    tree = context.trees[best.tree]
    name = name_from_description(tree, best.positions)
    if best.rank == 0 and len(name.split()) == 1:
        offset = tree.tokens[best.positions[0]].start
        name = find_organization(entity_index, name, offset + 1).name
    return Affiliation(name, tree.span(best.positions))


_Option = tuple[Tree, int, tuple[int, ...]]


def _in_descriptions(
    context: Context, descriptions: Iterable[Description], words: ProfileWords
) -> Iterator[_Option]:
    for description in descriptions:
        tree = context.trees[description.tree]
        if tree.tokens[description.head].upos not in {"ADJ", "NOUN", "PROPN"}:
            continue
        yield from _in_words(
            context, tree, description.positions, words, head=description.head
        )


def _in_words(
    context: Context,
    tree: Tree,
    positions: Sequence[int],
    words: ProfileWords,
    *,
    head: int,
) -> Iterator[_Option]:
    """Yield the names and nouns of organisations and places in a description."""
    clauses = [p for p in positions if tree.is_relative_clause(p)]
    outside = [p for p in positions if not any(tree.is_under(p, c) for c in clauses)]
    inside = set(outside)
    for name in tree.sentence.entities:
        covered = [p for p in range(name.start, name.end) if p in inside]
        top = head_of(tree, name.start, name.end)
        if not covered or head in covered or not _belongs(tree, top, head):
            continue
        rank = _rank(tree, name, words, head=head)
        if rank is not None:
            yield tree, rank, tuple(covered)
    for position in outside:
        noun = position != head and _is_organization_noun(context, tree, position)
        if noun and _belongs(tree, position, head):
            phrase = noun_phrase(tree, position).positions
            if head not in phrase:
                yield tree, 1, _without_article(tree, phrase)


def _belongs(tree: Tree, position: int, head: int) -> bool:
    """Whether a name or noun says what a described person belongs to.

    No clause and no circumstance is between the two: not in "the minister following
    his trip to Selby".
    """
    words = tree.lexicon.profiles.words
    above: int | None = position
    while above is not None and above != head:
        circumstance = tree.case(above) in words.circumstance_prepositions
        if tree.rels[above] in _OUTSIDE or circumstance:
            return False
        if tree.rels[above] == "acl" and not _is_serving(tree, above):
            return False
        above = tree.head(above)
    return True


def _is_serving(tree: Tree, verb: int) -> bool:
    """Whether a participle states an affiliation ("an aide working for the bank")."""
    words = tree.lexicon.profiles.words
    lemma = tree.lemma(verb)
    return lemma in words.serving_verbs or lemma in words.heading_verbs


def _rank(tree: Tree, name: Tagged, words: ProfileWords, *, head: int) -> int | None:
    """Return how well a name fits as an affiliation, None if it does not."""
    text = tree.text(range(name.start, name.end)).lower().removeprefix("the ")
    if text in words.words.unaffiliated:
        return None
    if name.label == "Organization":
        return 0
    if name.label in {"Location", "Facility"}:
        return None if _is_base(tree, name, head, words) else 2
    if name.label == "NORP":
        entry = words.classes.get(tree.lower(name.start))
        if entry is not None and entry.name == "politics":
            return 0
        return 3 if _is_office(tree, head, words) else None
    return None


def _is_office(tree: Tree, head: int, words: ProfileWords) -> bool:
    """Whether a noun denotes an office of a country or a place."""
    entry = role_entry(tree, head, words)
    return entry is not None and (entry.role or entry.usual) in get_args(_Office)


def _is_base(tree: Tree, name: Tagged, head: int, words: ProfileWords) -> bool:
    """Whether a place is only where a person works ("the Selby correspondent").

    "Selby-based expert"; an office and people are those of the place ("Selby mayor",
    "Selby residents").
    """
    inner = head_of(tree, name.start, name.end)
    if tree.lower(tree.tokens[inner].head) == "based":
        return True
    entry = role_entry(tree, head, words)
    role = None if entry is None else entry.role
    return role in get_args(_Profession) and tree.rels[inner] == "compound"


def _is_organization_noun(context: Context, tree: Tree, position: int) -> bool:
    kind = context.lexicon.sources.get(tree.lemma(position))
    return (
        kind == "organization"
        and tree.lemma(position) not in tree.lexicon.profiles.words.unaffiliated
        and tree.tokens[position].xpos == "NN"
        and tree.name_span(position) is None
    )


def _without_article(tree: Tree, positions: Sequence[int]) -> tuple[int, ...]:
    kept = list(positions)
    while len(kept) > 1 and tree.tokens[kept[0]].upos in {"DET", "PRON"}:
        kept.pop(0)
    return tuple(kept)


def _beside_names(
    context: Context,
    mentions: Iterable[PlacedMention],
    descriptions: Iterable[Description],
    words: ProfileWords,
) -> Iterator[_Option]:
    """Yield what is joined to a mention by a preposition, a clause or a verb.

    "Hale of the Selby Bank", "Hale, who heads the bank", "Hale runs the bank", "Hale,
    a doctor who heads the clinic".
    """
    for description in descriptions:
        tree = context.trees[description.tree]
        yield from _by_verb(context, tree, description.head, words)
    for mention in mentions:
        tree = context.trees[mention.tree]
        if mention.name is not None and mention.name.is_person:
            for noun in tree.find(mention.head, "nmod"):
                if tree.case(noun) in {"of", "from"}:
                    yield from _name_of(tree, noun, words)
                elif tree.case(noun) in {"at", "with"}:
                    found = _name_of(tree, noun, words)
                    yield from (each for each in found if each[1] == 0)
        yield from _by_verb(context, tree, mention.head, words)


def _name_of(tree: Tree, noun: int, words: ProfileWords) -> Iterator[_Option]:
    """Yield the name of an organisation or place that a noun belongs to."""
    name = tree.name_span(noun, "Organization", "Location")
    if name is not None:
        rank = _rank(tree, name, words, head=noun)
        yield tree, 0 if rank == 0 else 2, tuple(range(name.start, name.end))


def _by_verb(
    context: Context, tree: Tree, head: int, words: ProfileWords
) -> Iterator[_Option]:
    """Yield the objects of verbs that state an affiliation of a noun phrase."""
    clauses = [c for c in tree.children[head] if tree.is_relative_clause(c)]
    verb = tree.head(head)
    if verb is not None and tree.rels[head] == "nsubj":
        clauses.append(verb)
    for clause in clauses:
        lemma = tree.lemma(clause)
        nouns = tree.find(clause, "obj") if lemma in words.words.heading_verbs else []
        if lemma in words.words.serving_verbs:
            nouns = [
                o
                for o in tree.find(clause, "obl")
                if tree.case(o) not in {"as", "by", "since"}
            ]
        for noun in nouns:
            name = tree.name_span(noun, "Organization")
            if name is not None:
                yield from _name_of(tree, head_of(tree, name.start, name.end), words)
            elif _is_organization_noun(context, tree, noun):
                phrase = noun_phrase(tree, noun).positions
                yield tree, 1, _without_article(tree, phrase)

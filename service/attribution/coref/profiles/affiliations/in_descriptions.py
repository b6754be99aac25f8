"""The organisations and places that the descriptions of a speaker have in them."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from service.attribution.context import Context
from service.attribution.coref.profiles.affiliations.name_ranks import (
    NOUN,
    Option,
    is_organization_noun,
    name_rank,
    without_article,
)
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree

_OUTSIDE = frozenset({"advcl", "parataxis", "ccomp", "xcomp"})
"""Relations of clauses, in which no affiliation of the person is."""
_EXAMPLES = frozenset({"such as", "including", "like"})
"""Before names of the people themselves ("bodies such as the Selby Bank")."""


def in_descriptions(
    context: Context, descriptions: Iterable[Description], words: ProfileWords
) -> Iterator[Option]:
    """Yield the names and nouns of organisations and places in the descriptions."""
    for description in descriptions:
        tree = context.trees[description.tree]
        if tree.tokens[description.head].upos not in {"ADJ", "NOUN", "PROPN"}:
            continue
        if tree.lemma(description.head) in words.words.nonmember_nouns:
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
) -> Iterator[Option]:
    """Yield the names and nouns of organisations and places in a description."""
    clauses = [p for p in positions if tree.is_relative_clause(p)]
    outside = [p for p in positions if not any(tree.is_under(p, c) for c in clauses)]
    inside = set(outside)
    for name in tree.sentence.entities:
        covered = inside.intersection(range(name.start, name.end))
        top = head_of(tree, name.start, name.end)
        if not covered or head in covered or not _belongs(tree, top, head):
            continue
        rank = name_rank(tree, name, words, head=head)
        if rank is not None:
            yield tree, rank, tuple(range(name.start, name.end))
    for position in outside:
        noun = position != head and is_organization_noun(context, tree, position)
        if noun and _belongs(tree, position, head):
            phrase = _without_person(tree, position, inside)
            if head not in phrase:
                yield tree, NOUN, without_article(tree, phrase)


def _without_person(tree: Tree, noun: int, inside: Collection[int]) -> list[int]:
    """Return the phrase of a noun, in a description, to a comma before a person.

    The parse may join the person to it ("the head of the ministry, Ann Hale").
    """
    phrase = [p for p in noun_phrase(tree, noun).positions if p in inside]
    people = (p for p in phrase if p > noun and tree.name_span(p, "Person"))
    end = next(people, None)
    if end is None or tree.tokens[end - 1].text != ",":
        return phrase
    return [p for p in phrase if p < end - 1]


def _belongs(tree: Tree, position: int, head: int) -> bool:
    """Whether a name or noun says what a described person belongs to.

    No clause and no circumstance is between the two: not in "the minister following
    his trip to Selby".
    """
    words = tree.lexicon.profiles.words
    above: int | None = position
    while above is not None and above != head:
        case = tree.case(above)
        circumstance = case in words.circumstance_prepositions
        if tree.rels[above] in _OUTSIDE or circumstance or case in _EXAMPLES:
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

"""The organisations and places that are joined to the mentions of a speaker."""

from collections.abc import Iterable, Iterator

from service.attribution.context import Context
from service.attribution.coref.profiles.affiliations.name_ranks import (
    NOUN,
    ORGANIZATION,
    PLACE,
    Option,
    is_organization_noun,
    name_rank,
    without_article,
)
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.coref.profiles.speaker_classes.class_words import class_of_name
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.descriptions import NameSpan, head_of
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged

_LISTED = frozenset({"appos", "dep", "flat", "list"})
"""Relations of a body that follows a name after a comma."""
_CLOSINGS = frozenset({")", ",", ".", ":", ";"})


def beside_names(
    context: Context,
    mentions: Iterable[PlacedMention],
    descriptions: Iterable[Description],
    words: ProfileWords,
) -> Iterator[Option]:
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
            yield from _modifiers(tree, mention.head, words)
            yield from _party_of(tree, mention.head, words)
            yield from _after_name(tree, mention.name, words)
        yield from _by_verb(context, tree, mention.head, words)


def _modifiers(tree: Tree, head: int, words: ProfileWords) -> Iterator[Option]:
    """Yield what modifies a name: "the Selby Bank's Ann Hale", "Hale from Selby"."""
    for noun in tree.find(head, "nmod"):
        found = list(_name_of(tree, noun, words))
        bodies = [each for each in found if each[1] == ORGANIZATION]
        if tree.is_possessor(noun):
            yield from bodies
        if tree.case(noun) in {"of", "from"}:
            yield from found
        elif tree.case(noun) in {"at", "with"}:
            yield from bodies


def _party_of(tree: Tree, head: int, words: ProfileWords) -> Iterator[Option]:
    """Yield the party that a person's name possesses ("Hale's Labour Party")."""
    owned = tree.head(head) if tree.is_possessor(head) else None
    if owned is None:
        return
    for noun in (owned, *tree.find(owned, "compound", "nmod", "amod")):
        name = tree.name_span(noun, "Organization", "NORP")
        positions = () if name is None else tuple(range(name.start, name.end))
        if positions and class_of_name(tree.text(positions), words) == "politics":
            yield tree, ORGANIZATION, positions
    if tree.lemma(owned) == "party" and tree.name_span(owned) is None:
        yield tree, NOUN, (owned,)


def _after_name(tree: Tree, name: NameSpan, words: ProfileWords) -> Iterator[Option]:
    """Yield the body right after a name, wherever the parse attaches it.

    "Ann Hale at the Selby Bank", "Ann Hale (Selby Bank)", "Ann Hale, Selby Bank".
    """
    first = name.end + 1
    if first >= len(tree):
        return
    joined = tree.lower(name.end)
    prepositions = words.words.affiliating_prepositions
    first += joined in prepositions and tree.lower(first) == "the"
    body = tree.name_span(first, "Organization") if first < len(tree) else None
    if body is None or body.start != first:
        return
    end = tree.tokens[body.end].text if body.end < len(tree) else "."
    in_list = tree.rels[head_of(tree, body.start, body.end)] in _LISTED
    closed = (joined == "(" and end == ")") or (
        joined == "," and in_list and end in _CLOSINGS
    )
    if joined not in prepositions and not closed:
        return
    if name_rank(tree, body, words, head=first) == ORGANIZATION:
        yield tree, ORGANIZATION, tuple(range(body.start, body.end))


def _name_of(tree: Tree, noun: int, words: ProfileWords) -> Iterator[Option]:
    """Yield the name of an organisation or place that a noun belongs to."""
    name = tree.name_span(noun, "Organization", "Location")
    if name is None and tree.lexicon.sources.get(tree.lemma(noun)) == "organization":
        name = _owner(tree, noun)
    if name is not None:
        body = name_rank(tree, name, words, head=noun) == ORGANIZATION
        positions = tuple(range(name.start, name.end))
        yield tree, ORGANIZATION if body else PLACE, positions


def _owner(tree: Tree, noun: int) -> Tagged | None:
    """Return the organisation named before a noun ("the Selby Bank's institute")."""
    names = (
        tree.name_span(child, "Organization")
        for child in tree.find(noun, "nmod", "compound")
        if child < noun
    )
    return next((name for name in names if name is not None), None)


def _by_verb(
    context: Context, tree: Tree, head: int, words: ProfileWords
) -> Iterator[Option]:
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
            elif is_organization_noun(context, tree, noun):
                phrase = noun_phrase(tree, noun).positions
                yield tree, NOUN, without_article(tree, phrase)

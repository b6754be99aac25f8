"""Correct entity labels by the noun beside the name ("the regulator, Osterby").

The entity tagger labels names of organisations that it does not know as persons.
"""

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged

_PHRASE_RELATIONS = frozenset({"appos", "compound", "flat", "nmod"})
"""Relations between a name and the noun that describes it."""


def relabel_entities(trees: Sequence[Tree], lexicon: Lexicon) -> tuple[Tree, ...]:
    """Return the trees with names of organisations labelled as such.

    A name labelled as a person's becomes an organisation's if a noun of organisations
    stands beside it anywhere in the article, and none of its words is part of the name
    of a person there.

    Args:
        trees: the sentences of an article.
        lexicon: the nouns of organisations and persons, titles and given names.
    """
    organizations = {n for tree in trees for n in _organization_names(tree, lexicon)}
    if not organizations:
        return tuple(trees)
    person_words = {
        w for tree in trees for w in _person_name_words(tree, lexicon, organizations)
    }
    certain = {words for words in organizations if person_words.isdisjoint(words)}
    return tuple(_relabel(tree, certain) for tree in trees)


def _person_name_words(
    tree: Tree, lexicon: Lexicon, organizations: Collection[tuple[str, ...]]
) -> Iterator[str]:
    """Yield the words of names of persons ("Nils Olsen", "director Olsen")."""
    for name_span in _person_spans(tree):
        words = _name_words(tree, name_span)
        full = len(words) > 1 and words not in organizations
        if full or _follows_title(tree, name_span, lexicon):
            yield from words


def _person_spans(tree: Tree) -> Iterator[Tagged]:
    """Yield the entities that are labelled as persons."""
    return (e for e in tree.sentence.entities if e.label == "Person")


def _name_words(tree: Tree, name_span: Tagged) -> tuple[str, ...]:
    """Return the words of a name in lower case."""
    return tuple(tree.lower(p) for p in range(name_span.start, name_span.end))


def _follows_title(tree: Tree, name_span: Tagged, lexicon: Lexicon) -> bool:
    """Whether the word before the name is a title or a noun for a person."""
    word = tree.lower(name_span.start - 1).rstrip(".") if name_span.start else ""
    return word in lexicon.titles or word in lexicon.persons


def _organization_names(tree: Tree, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Yield the words of each name that stands beside a noun of organisations."""
    tagged = (e for e in tree.sentence.entities if e.label == "Organization")
    for name_span in (*_person_spans(tree), *tagged):
        words = _name_words(tree, name_span)
        given_name = len(words) > 1 and words[0] in lexicon.names
        nouns = (tree.lemma(p) for p in _adjacent_nouns(tree, name_span))
        matching = [n for n in nouns if lexicon.sources.get(n) == "organization"]
        if not given_name and any(
            n not in lexicon.nouns.persons_in_names or len(words) == 1 for n in matching
        ):
            yield words


def _adjacent_nouns(tree: Tree, name_span: Tagged) -> Iterator[int]:
    """Yield the nouns right before and after a name that are of its noun phrase."""
    name = head_of(tree, name_span.start, name_span.end)
    yield from (c for c in tree.find(name, "appos") if c > name_span.end)
    comma = name_span.start > 1 and tree.tokens[name_span.start - 1].text == ","
    before = name_span.start - (2 if comma else 1)
    if before >= 0 and _is_same_phrase(tree, name, before, comma=comma):
        yield before


def _is_same_phrase(tree: Tree, name: int, noun: int, *, comma: bool) -> bool:
    """Whether the parse joins a name and the noun before it into one phrase.

    Args:
        tree: the sentence.
        name: the head of the name.
        noun: the token before the name.
        comma: whether a comma stands between the two.
    """
    if tree.tokens[noun].upos not in {"NOUN", "PROPN"} or _is_of_complement(
        tree, noun, comma=comma
    ):
        return False
    if tree.head(name) == noun:
        return tree.rels[name] in _PHRASE_RELATIONS and not tree.is_possessor(name)
    if tree.head(noun) == name:
        return tree.rels[noun] in _PHRASE_RELATIONS and not tree.is_possessor(noun)
    subjects = tree.rels[noun] == tree.rels[name] == "nsubj"
    return subjects and not comma and tree.head(noun) == tree.head(name)


def _is_of_complement(tree: Tree, noun: int, *, comma: bool) -> bool:
    """Whether the noun ends a phrase with "of" that describes the name.

    Examples are "Superintendent of Police Dhar" and "head of the league, Jens Toft".
    """
    complement = tree.rels[noun] == "nmod" and tree.case(noun) == "of"
    return complement and (comma or tree.first(noun, "det") is None)


def _relabel(tree: Tree, names: set[tuple[str, ...]]) -> Tree:
    """Return the tree with persons of these names labelled as organisations."""
    entities = tuple(
        replace(e, label="Organization")
        if e.label == "Person" and _name_words(tree, e) in names
        else e
        for e in tree.sentence.entities
    )
    if entities == tree.sentence.entities:
        return tree
    sentence = replace(tree.sentence, entities=entities)
    return Tree(sentence, index=tree.index, lexicon=tree.lexicon)

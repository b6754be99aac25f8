"""Let the noun beside a name say what it is: "the regulator, Osterby".

The tagger of names takes one that it has never met for a person's.
"""

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged

_AMBIGUOUS_NOUNS = frozenset("developer executive maker operator publisher".split())
"""What may be a person too, if the name has a first name."""
_PHRASE_RELATIONS = frozenset({"appos", "compound", "flat", "nmod"})


def relabel_entities(trees: Sequence[Tree], lexicon: Lexicon) -> tuple[Tree, ...]:
    """Return the trees, names that a noun tells from a person's labelled anew."""
    named = {n for tree in trees for n in _organization_names(tree, lexicon)}
    if not named:
        return tuple(trees)
    people = {w for tree in trees for w in _person_name_words(tree, lexicon, named)}
    sure = {words for words in named if people.isdisjoint(words)}
    return tuple(_relabel(tree, sure) for tree in trees)


def _person_name_words(
    tree: Tree, lexicon: Lexicon, named: Collection[tuple[str, ...]]
) -> Iterator[str]:
    """Yield the words of names that are people's: "Nils Olsen", "director Olsen"."""
    for name_span in _person_spans(tree):
        words = _name_words(tree, name_span)
        full = len(words) > 1 and words not in named
        if full or _follows_title(tree, name_span, lexicon):
            yield from words


def _person_spans(tree: Tree) -> Iterator[Tagged]:
    return (e for e in tree.sentence.entities if e.label == "Person")


def _name_words(tree: Tree, name_span: Tagged) -> tuple[str, ...]:
    return tuple(tree.lower(p) for p in range(name_span.start, name_span.end))


def _follows_title(tree: Tree, name_span: Tagged, lexicon: Lexicon) -> bool:
    word = tree.lower(name_span.start - 1).rstrip(".") if name_span.start else ""
    return word in lexicon.titles or word in lexicon.persons


def _organization_names(tree: Tree, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Yield the names of the sentence that stand beside an organisation's noun."""
    bodies = (e for e in tree.sentence.entities if e.label == "Organization")
    for name_span in (*_person_spans(tree), *bodies):
        words = _name_words(tree, name_span)
        first = len(words) > 1 and words[0] in lexicon.names
        nouns = (tree.lemma(p) for p in _adjacent_nouns(tree, name_span))
        kinds = [n for n in nouns if lexicon.sources.get(n) == "organization"]
        if not first and any(
            n not in _AMBIGUOUS_NOUNS or len(words) == 1 for n in kinds
        ):
            yield words


def _adjacent_nouns(tree: Tree, name_span: Tagged) -> Iterator[int]:
    """Yield the nouns before and after a name, a comma aside, that it is one with."""
    name = head_of(tree, name_span.start, name_span.end)
    yield from (c for c in tree.find(name, "appos") if c > name_span.end)
    comma = name_span.start > 1 and tree.tokens[name_span.start - 1].text == ","
    before = name_span.start - (2 if comma else 1)
    if before >= 0 and _is_same_phrase(tree, name, before, comma=comma):
        yield before


def _is_same_phrase(tree: Tree, name: int, noun: int, *, comma: bool) -> bool:
    if tree.tokens[noun].upos not in {"NOUN", "PROPN"} or _is_of_complement(
        tree, noun, comma=comma
    ):
        return False
    if tree.head(name) == noun:
        return (
            tree.rels[name] in _PHRASE_RELATIONS
            and tree.tokens[name].deprel != "nmod:poss"
        )
    if tree.head(noun) == name:
        return (
            tree.rels[noun] in _PHRASE_RELATIONS
            and tree.tokens[noun].deprel != "nmod:poss"
        )
    subjects = tree.rels[noun] == tree.rels[name] == "nsubj"
    return subjects and not comma and tree.head(noun) == tree.head(name)


def _is_of_complement(tree: Tree, noun: int, *, comma: bool) -> bool:
    """Tell "Superintendent of Police Dhar" and "head of the league, Jens Toft"."""
    part = tree.rels[noun] == "nmod" and tree.case(noun) == "of"
    return part and (comma or tree.first(noun, "det") is None)


def _relabel(tree: Tree, names: set[tuple[str, ...]]) -> Tree:
    entities = tuple(
        replace(e, label="Organization")
        if e.label == "Person" and _name_words(tree, e) in names
        else e
        for e in tree.sentence.entities
    )
    if entities == tree.sentence.entities:
        return tree
    return Tree(replace(tree.sentence, entities=entities), index=tree.index)

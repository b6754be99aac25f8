"""Noun phrases that describe a speaker: name, titles, definiteness and number."""

from collections.abc import Iterator

import msgspec

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged

_NAME_LABELS = frozenset({"Person", "Organization", "Location", "NORP"})
"""Labels of named entities that may name a speaker."""


class NameSpan(msgspec.Struct, frozen=True):
    """The name in a noun phrase: the tokens ``[start, end)`` of one sentence."""

    start: int
    end: int
    label: str
    """Label of the named entity: "Person", "Organization" or "Location"."""

    @property
    def positions(self) -> range:
        """The tokens of the name."""
        return range(self.start, self.end)

    @property
    def is_person(self) -> bool:
        """Whether the name is a person's."""
        return self.label == "Person"


def head_of(tree: Tree, start: int, end: int) -> int:
    """Return the syntactic head of the tokens ``[start, end)``.

    It is the first token whose governor lies outside the range.
    """
    return next(
        (p for p in range(start, end) if not start <= tree.tokens[p].head < end), start
    )


def phrase_head(tree: Tree, position: int) -> int:
    """Return the head of the noun phrase that contains the name at ``position``."""
    *_, top = phrase_heads(tree, position)
    return top


def phrase_heads(tree: Tree, position: int) -> Iterator[int]:
    """Yield ``position`` and the heads of the phrases around it, innermost first."""
    yield position
    while tree.is_joined_to_name(position):
        above = tree.head(position)
        if above is None:
            break
        position = above
        yield position


def is_office(lexicon: Lexicon, tree: Tree, name_span: Tagged) -> bool:
    """Whether the entity names an office or a description ("the Prime Minister").

    The entity tagger labels such phrases as names.
    """
    words = [tree.lower(p).rstrip(".") for p in range(name_span.start, name_span.end)]
    offices = lexicon.name_words.offices
    if name_span.label == "Person":
        if len(words) == 1 and tree.has(name_span.start, "det", "the"):
            return True  # "the Spaniard"
        surname = _is_surname(tree, name_span) or words[0] in lexicon.courtesy_titles
        return not surname and all(
            w in offices or w in lexicon.persons or w in lexicon.titles for w in words
        )
    if name_span.label != "Organization":
        return False
    head = head_of(tree, name_span.start, name_span.end)
    before = words[: head - name_span.start]
    if tree.lower(head) in lexicon.nouns.party_members and tree.find(head, "det"):
        return True
    person = tree.lemma(head) in lexicon.persons.keys() - lexicon.name_words.media
    return person and offices.issuperset(before)


def _is_surname(tree: Tree, name_span: Tagged) -> bool:
    """Whether a single-word entity has no determiner and no name after it.

    True of "King said", not of "the King said" and "King Harald said".
    """
    if name_span.end - name_span.start > 1 or tree.find(name_span.start, "det"):
        return False
    after = name_span.end
    return after == len(tree) or tree.name_span(after, "Person") is None


def name_in_phrase(lexicon: Lexicon, tree: Tree, head: int) -> NameSpan | None:
    """Return the name in a noun phrase, None if it has none.

    Persons come before other names. The name is the head, or stands beside it ("the
    mayor, Ann Hale").
    """
    names = [
        e
        for e in tree.sentence.entities
        if e.label in _NAME_LABELS and not is_office(lexicon, tree, e)
    ]
    for found in sorted(names, key=lambda e: e.label != "Person"):
        name_span = NameSpan(found.start, found.end, found.label)
        inner = head_of(tree, name_span.start, name_span.end)
        covers = name_span.start <= head < name_span.end
        if covers and name_span.label != "NORP":
            return name_span
        if name_span.label in {"Person", "Organization"} and head in phrase_heads(
            tree, inner
        ):
            rel = tree.rels[inner]
            if _modifies_noun(tree, inner):
                continue
            if name_span.is_person or rel in {"appos", "flat"}:
                return name_span
        beside = tree.rels[inner] in {"appos", "flat"} and tree.head(inner) == head
        if name_span.label == "Location" and beside:
            return name_span
    return None


def _modifies_noun(tree: Tree, name: int) -> bool:
    """Whether a name modifies a noun: "the Hale campaign", "Hale spokesman Tom Roe"."""
    above = tree.head(name)
    noun = above is not None and above > name and tree.tokens[above].upos == "NOUN"
    return noun and tree.rels[name] in {"compound", "nmod"}


def title_start(lexicon: Lexicon, tree: Tree, start: int) -> int:
    """Return the start of the titles before the name at ``start`` ("Mr. Lee")."""
    while start > 0 and _is_title(lexicon, tree, start - 1):
        start -= 1
    return start


def _is_title(lexicon: Lexicon, tree: Tree, position: int) -> bool:
    """Whether the token is a capitalised title of the lexicon."""
    word = tree.lower(position).rstrip(".")
    return (
        word in lexicon.titles
        and word != "the"
        and tree.tokens[position].text[0].isupper()
    )


def is_definite(tree: Tree, head: int) -> bool:
    """Whether the noun has a definite determiner ("the minister", "that report")."""
    definite = tree.lexicon.words.definite_determiners
    return any(tree.lower(c) in definite for c in tree.find(head, "det"))


def has_pronominal_possessor(tree: Tree, head: int) -> bool:
    """Whether the noun has a pronominal possessor ("his manager")."""
    return any(
        tree.is_possessor(c) and tree.tokens[c].upos == "PRON"
        for c in tree.children[head]
    )


def is_second_office(tree: Tree, head: int, other: int) -> bool:
    """Whether a conjunct names a second office of the same person.

    True of "the president and chief executive", not of "the president and the mayor".
    """
    offices = tree.tokens[head].upos == tree.tokens[other].upos == "NOUN"
    alone = not tree.find(other, "det") and not has_pronominal_possessor(tree, other)
    singular = not any(tree.tokens[p].xpos == "NNS" for p in (head, other))
    return (
        offices
        and alone
        and singular
        and bool(tree.find(head, "det"))
        and tree.lemma(other) not in tree.lexicon.nouns.second_persons
    )


def is_plural(tree: Tree, head: int) -> bool:
    """Whether the noun phrase is plural or coordinates several referents."""
    joined = any(
        tree.tokens[c].upos in {"NOUN", "PROPN"} and not is_second_office(tree, head, c)
        for c in tree.find(head, "conj")
    )
    return joined or tree.tokens[head].xpos in {"NNS", "NNPS"}


def is_age_noun(tree: Tree, head: int) -> bool:
    """Whether the head is a noun of age ("the 24-year-old").

    The tokenizer may split it at the hyphens.
    """
    split = tree.lower(head) == "old" and head > 1 and tree.lower(head - 2) == "year"
    return split or tree.lower(head).endswith("-year-old")

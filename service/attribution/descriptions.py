"""Noun phrases as descriptions: the name in them, their number, what they are."""

from collections.abc import Iterable

from service.attribution.lexicon import Lexicon
from service.attribution.tree import Tree
from service.attribution.types import SpeakerType

_CARRIED = frozenset({"Person", "Organization", "Location", "NORP"})
_COLLECTIVE = frozenset({"staff", "people", "family", "community", "couple"})


def head_of(tree: Tree, start: int, end: int) -> int:
    """Return the token of ``[start, end)`` that depends on none of the others."""
    return next(
        (p for p in range(start, end) if not start <= tree.tokens[p].head < end), start
    )


def phrase_head(tree: Tree, position: int) -> int:
    """Return the head of the noun phrase that a name stands in."""
    while tree.rels[position] in {"appos", "flat", "compound"} or (
        tree.tokens[position].deprel == "nmod:desc"
    ):
        above = tree.head(position)
        if above is None:
            break
        position = above
    return position


def named_in(tree: Tree, head: int) -> tuple[int, int, str] | None:
    """Return (start, end, label) of the name that a noun phrase carries."""
    names = [e for e in tree.sentence.entities if e.label in _CARRIED]
    for entity in sorted(names, key=lambda e: e.label != "Person"):
        inner = head_of(tree, entity.start, entity.end)
        covers = entity.start <= head < entity.end
        if covers and entity.label != "NORP":
            return entity.start, entity.end, entity.label
        if (
            entity.label in {"Person", "Organization"}
            and phrase_head(tree, inner) == head
        ):
            rel = tree.rels[inner]
            if entity.label == "Person" or rel in {"appos", "flat"}:
                return entity.start, entity.end, entity.label
    return None


def is_definite(tree: Tree, head: int) -> bool:
    """Tell "the minister" and "that report" from "a minister"."""
    return any(
        tree.lower(c) in {"the", "this", "that", "these", "those"}
        for c in tree.find(head, "det")
    )


def is_plural(tree: Tree, head: int) -> bool:
    """Tell whether a noun phrase is plural or a coordination."""
    joined = any(
        tree.tokens[c].upos in {"NOUN", "PROPN"} for c in tree.find(head, "conj")
    )
    return joined or tree.tokens[head].xpos in {"NNS", "NNPS"}


def described_type(lexicon: Lexicon, tree: Tree, head: int) -> SpeakerType:
    """Return what a noun phrase without a name is."""
    noun = tree.lemma(head)
    kind = lexicon.sources.get(noun)
    if kind in {"organization", "document"}:
        return kind
    if is_plural(tree, head):
        return "group"
    if kind == "group" and tree.tokens[head].upos == "PROPN":
        return "organization"  # "the Coast Guard"
    if noun in lexicon.persons:
        return "person"
    if kind == "group" and noun in _COLLECTIVE:
        return "group"
    return "person" if kind else "unknown"


def described_name(tree: Tree, positions: Iterable[int]) -> str:
    """Return a description as a name: without a leading article."""
    words = list(positions)
    if len(words) > 1 and tree.lower(words[0]) == "the":
        words = words[1:]
    return tree.text(words)

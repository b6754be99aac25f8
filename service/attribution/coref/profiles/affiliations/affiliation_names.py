"""The name of the organisation that a noun or an office refers to."""

from collections.abc import Sequence

from service.attribution.coref.entities import Entity, last_mentioned
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.profiles.speaker_classes.class_words import (
    class_of_name,
)
from service.attribution.syntax.sentence import Tree

_BODIES = {"minister": "ministry", "secretary": "department"}
"""Nouns for offices and for the bodies that their holders head."""


def referent_of(
    entity_index: EntityIndex, tree: Tree, positions: Sequence[int]
) -> Entity | None:
    """Return the named organisation to which a noun alone refers, or None.

    "The ministry" refers to the organisation for which the noun has been used, or that
    has the noun in its name and was mentioned last before ("the Ministry of Health");
    "the party", failing that, to the last one whose name is a party's ("Labour").
    """
    if len(positions) != 1:
        return None
    (position,) = positions
    lemma, offset = tree.lemma(position), tree.tokens[position].start
    bodies = [
        entity
        for entity in entity_index.entities
        if entity.named and entity.type == "organization" and not entity.is_location
    ]
    known = [e for e in bodies if lemma in e.nouns or lemma in _head_words(e.name)]
    if not known and lemma == "party":
        words = tree.lexicon.profiles
        known = [e for e in bodies if class_of_name(e.name, words) == "politics"]
    return last_mentioned(known, offset)


def body_of_office(
    entity_index: EntityIndex, tree: Tree, positions: Sequence[int], head: int
) -> Entity | None:
    """Return the named organisation that the holder of an office heads, or None.

    "Interior Minister" and "minister of the interior" hold the office of the "Interior
    Ministry", if the article names it.
    """
    body = _BODIES.get(tree.lemma(head))
    words = tree.lexicon.profiles.words
    past = any(tree.lower(p) in words.past_adjectives for p in positions)
    if body is None or past:
        return None
    links = words.linking_words
    wanted = {tree.lower(p) for p in positions if p != head} - links
    for entity in entity_index.entities:
        if entity.named and entity.type == "organization" and body in entity.words:
            named = set(entity.words) - links - {body}
            if named and named <= wanted:
                return entity
    return None


def _head_words(name: str) -> set[str]:
    """Return the words that may be the noun of a name: the first and the last."""
    words = name.lower().split()  # none of "'s", which may be tagged as a name
    return {*words[:1], *words[-1:]}

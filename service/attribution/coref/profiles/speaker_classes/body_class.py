"""The class of the organisation to which a person belongs or that a phrase names."""

from collections.abc import Sequence

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.named_entities import find_organization
from service.attribution.coref.profiles.entity_mentions import find_mentions
from service.attribution.coref.profiles.speaker_classes.class_words import (
    class_of_name,
)
from service.attribution.coref.profiles.speaker_classes.organization_class import (
    organization_class,
)
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.sentence import Tree
from service.records import Affiliation, SpeakerClass


def class_of_affiliation(
    context: Context,
    entity_index: EntityIndex,
    affiliation: Affiliation | None,
    words: ProfileWords,
) -> SpeakerClass | None:
    """Return the class of the organisation of a person; a place shows none."""
    if affiliation is None:
        return None
    offset = affiliation.mention.start
    tree = context.tree_at(offset)
    if tree is not None and _is_place(tree, offset):
        return None
    return _class_of_body(context, entity_index, affiliation.name, offset, words)


def class_of_named_body(
    context: Context,
    entity_index: EntityIndex,
    tree: Tree,
    positions: Sequence[int],
    words: ProfileWords,
) -> SpeakerClass | None:
    """Return the class of the first organisation named in a description."""
    inside = set(positions)
    for name in tree.sentence.entities:
        if name.label != "Organization" or name.start not in inside:
            continue
        text = tree.text(range(name.start, name.end))
        start = tree.tokens[name.start].start
        found = _class_of_body(context, entity_index, text, start, words)
        if found is not None:
            return found
    return None


def _class_of_body(
    context: Context,
    entity_index: EntityIndex,
    name: str,
    offset: int,
    words: ProfileWords,
) -> SpeakerClass | None:
    """Return the class of the organisation of a name at an offset."""
    found = find_organization(entity_index, name, offset + 1).entity
    by_entity = None
    if isinstance(found, Entity) and not found.is_location:
        mentions = find_mentions(context, found, ())
        by_entity = organization_class(context, found, mentions, words)
    return by_entity or class_of_name(name, words)


def _is_place(tree: Tree, offset: int) -> bool:
    return any(
        name.label == "Location" and tree.tokens[name.start].start == offset
        for name in tree.sentence.entities
    )

"""The organisation, party or place that an article gives for a speaker."""

from collections.abc import Sequence

import msgspec

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.named_entities import find_organization
from service.attribution.coref.profiles.affiliations.affiliation_names import (
    body_of_office,
    referent_of,
)
from service.attribution.coref.profiles.affiliations.beside_names import beside_names
from service.attribution.coref.profiles.affiliations.in_descriptions import (
    in_descriptions,
)
from service.attribution.coref.profiles.affiliations.name_ranks import (
    NOUN,
    ORGANIZATION,
)
from service.attribution.coref.profiles.affiliations.named_government import (
    holds_state_office,
    named_government,
)
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.description_names import name_from_description
from service.records import Affiliation


class _Found(msgspec.Struct, frozen=True, order=True):
    """A possible affiliation; the least is the best."""

    rank: int
    """Of ``name_ranks``."""
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
                *in_descriptions(context, descriptions, words),
                *beside_names(context, mentions, descriptions, words),
            )
        )
        if not set(tree.text(positions).lower().split()) & set(entity.words)
    ]
    if not found:
        return _of_office(context, entity_index, descriptions, words)
    best = min(found)
    tree = context.trees[best.tree]
    name = name_from_description(tree, best.positions)
    if best.rank == NOUN:
        referent = referent_of(entity_index, tree, best.positions)
        name = name if referent is None else referent.name
    if best.rank == ORGANIZATION and len(name.split()) == 1:
        offset = tree.tokens[best.positions[0]].start
        name = find_organization(entity_index, name, offset + 1).name
    return Affiliation(name, tree.span(best.positions))


def _of_office(
    context: Context,
    entity_index: EntityIndex,
    descriptions: Sequence[Description],
    words: ProfileWords,
) -> Affiliation | None:
    """Return the body that the described person heads, at the noun of the office.

    Else the country whose government the person belongs to.
    """
    for each in descriptions:
        tree = context.trees[each.tree]
        body = body_of_office(entity_index, tree, each.positions, each.head)
        if body is not None:
            return Affiliation(body.name, tree.span([each.head]))
    if any(holds_state_office(context, each, words) for each in descriptions):
        return named_government(context)
    return None

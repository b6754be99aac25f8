"""The noun phrases that describe an entity: roles, appositions, predicates."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from service.attribution.context import Context
from service.attribution.coref.profiles.described.person_nouns import (
    head_noun,
    is_person_noun,
)
from service.attribution.coref.profiles.described.phrases_of_name import (
    phrases_of_name,
)
from service.attribution.coref.profiles.described.predicate_nouns import (
    predicate_nouns,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.descriptions import is_plural
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree

Form = Literal["beside", "nominal", "predicate"]
"""Where a description is.

"beside": before or after a name ("mayor Ann Hale", "Ann Hale, the mayor");
"nominal": a mention without a name ("the mayor");
"predicate": stated by a clause ("Hale is the mayor", "Hale serves as mayor").
"""


class Description(msgspec.Struct, frozen=True):
    """A noun phrase that describes an entity."""

    tree: int
    head: int
    """The noun that says what the entity is."""
    positions: tuple[int, ...]
    form: Form


def find_descriptions(
    context: Context, mentions: Iterable[PlacedMention], words: ProfileWords
) -> tuple[Description, ...]:
    """Return the descriptions of an entity, in the order of its mentions."""
    return tuple(
        description
        for mention in mentions
        for description in _descriptions_at(context, mention, words)
    )


def _descriptions_at(
    context: Context, mention: PlacedMention, words: ProfileWords
) -> Iterator[Description]:
    tree = context.trees[mention.tree]
    for form, positions in _phrases_at(context, mention, words):
        head = head_noun(context.lexicon, tree, positions, words)
        if head is None and form == "nominal":
            head = mention.head
        if head is not None:
            yield Description(tree.index, head, tuple(positions), form)


def _phrases_at(
    context: Context, mention: PlacedMention, words: ProfileWords
) -> Iterator[tuple[Form, Sequence[int]]]:
    tree, lexicon = context.trees[mention.tree], context.lexicon
    if mention.name is not None and mention.name.is_person:
        for phrase in phrases_of_name(lexicon, tree, mention.name, mention.head, words):
            yield "beside", phrase
    elif mention.kind == "nominal" or _is_beside_name(tree, mention):
        yield "nominal", noun_phrase(tree, mention.head).positions
    for noun in predicate_nouns(tree, mention.head, words):
        if is_person_noun(lexicon, tree, noun, words) and not is_plural(tree, noun):
            yield "predicate", noun_phrase(tree, noun).positions


def _is_beside_name(tree: Tree, mention: PlacedMention) -> bool:
    """Whether a mention by an organisation's name is one of people in it.

    "researchers of the group Ondo".
    """
    name = mention.name
    people = name is not None and mention.head not in name.positions
    return people and tree.tokens[mention.head].upos == "NOUN"

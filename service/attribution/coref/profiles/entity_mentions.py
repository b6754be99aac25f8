"""Every mention of an entity, with its words: names, descriptions and pronouns."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

import msgspec

from service.attribution.context import Context
from service.attribution.coref.antecedents.pronouns import is_pronoun
from service.attribution.coref.entities import Entity, Mention
from service.attribution.coref.name_matching import (
    bare_organization_name,
    may_be_same_person,
    organization_words,
    person_words,
)
from service.attribution.syntax.descriptions import (
    NameSpan,
    head_of,
    is_plural,
    name_in_phrase,
    phrase_head,
    title_start,
)
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import MentionKind, Span

_START = attrgetter("start")


class PlacedMention(msgspec.Struct, frozen=True):
    """A mention and its place in the parse."""

    tree: int
    head: int
    span: Span
    kind: MentionKind
    name: NameSpan | None = None
    """The tokens of the name in a mention by name."""
    is_source: bool = False
    """Whether it is the source of an attribution."""


def find_mentions(
    context: Context, entity: Entity, sources: Iterable[NounPhrase]
) -> tuple[PlacedMention, ...]:
    """Return the mentions of an entity in text order; none overlaps another.

    Args:
        context: the article.
        entity: with the places where coreference resolution found it.
        sources: the noun phrases of its attributions, which come first where other
            mentions overlap them.
    """
    candidates = [_of_source(context, source) for source in sources]
    found = (_of_mention(context, entity, mention) for mention in entity.mentions)
    candidates += [mention for mention in found if mention is not None]
    kept: list[PlacedMention] = []
    for mention in candidates:
        place = bisect_left(kept, mention.span, key=attrgetter("span"))
        around = kept[max(place - 1, 0) : place + 1]
        if not any(_overlap(mention.span, other.span) for other in around):
            kept.insert(place, mention)
    return tuple(kept)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _of_source(context: Context, source: NounPhrase) -> PlacedMention:
    tree = context.trees[source.tree]
    name = name_in_phrase(context.lexicon, tree, source.head)
    kind: MentionKind = "nominal" if name is None else "name"
    if name is None and is_pronoun(tree, source.head):
        kind = "pronoun"
    return PlacedMention(
        source.tree, source.head, source.span, kind, name, is_source=True
    )


def _of_mention(
    context: Context, entity: Entity, mention: Mention
) -> PlacedMention | None:
    """Return the words of a mention, None if they are no expression of the entity.

    The mention of an organisation may be the noun that its name modifies.
    """
    tree = context.trees[mention.sentence]
    position = bisect_left(tree.tokens, mention.offset, key=_START)
    if position == len(tree) or tree.tokens[position].start != mention.offset:
        return None
    name = _name_at(context, entity, tree, position)
    if name is not None:
        first = title_start(context.lexicon, tree, name.start)
        positions: Sequence[int] = range(first, name.end)
        head = head_of(tree, name.start, name.end)
        span = tree.span(positions)
        return PlacedMention(tree.index, head, span, "name", name)
    if is_pronoun(tree, position):
        span = tree.span([position])
        return PlacedMention(tree.index, position, span, "pronoun")
    refers = tree.lemma(position) in entity.nouns
    if not refers or tree.tokens[position].upos not in {"NOUN", "PROPN"}:
        return None
    if entity.type == "person" and entity.named and is_plural(tree, position):
        return None
    phrase = noun_phrase(tree, position)
    kind: MentionKind = "name" if entity.size else "nominal"
    return PlacedMention(tree.index, position, phrase.span, kind)


def _name_at(
    context: Context, entity: Entity, tree: Tree, position: int
) -> NameSpan | None:
    """Return the name of the entity whose mention is at a position, or None.

    The position is the first word of a person's title or name, or the head of the
    phrase around another name.
    """
    for found in tree.sentence.entities:
        name = NameSpan(found.start, found.end, found.label)
        if found.label not in {"Person", "Organization", "Location"}:
            continue
        starts = title_start(context.lexicon, tree, found.start) == position
        top = phrase_head(tree, head_of(tree, found.start, found.end)) == position
        if not (starts or top or found.start == position):
            continue
        if _may_name(context, entity, tree.text(name.positions)):
            return name
    return None


def _may_name(context: Context, entity: Entity, text: str) -> bool:
    """Whether a text may be a name of the entity."""
    if entity.type == "person":
        words = person_words(text, context.lexicon)
        if words and may_be_same_person(words, entity.words):
            return True
    bare = bare_organization_name(text)
    return entity.named and entity.may_be_named(
        bare, organization_words(bare), context.lexicon
    )

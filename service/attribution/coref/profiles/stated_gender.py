"""The gender that an article tells of a speaker: by its words and pronouns only."""

from collections.abc import Sequence

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.coref.profiles.gendered_words import StatedWord
from service.attribution.lexicon import Gender
from service.records import (
    PronounUse,
    Span,
    SpeakerGender,
    StatedGender,
)

_OF_PRONOUN: dict[str, StatedGender] = {"she": "female", "he": "male"}
_SHORT: dict[str, Gender] = {"she": "f", "he": "m"}
_MAJORITY = 3
"""How many times as often one pronoun is used where both are."""
_NEAR = 2
"""Sentences before that of a pronoun whose other people make it ambiguous."""


def stated_gender(
    entity: Entity,
    pronouns: Sequence[PronounUse],
    gendered: Sequence[StatedWord],
) -> SpeakerGender | None:
    """Return the gender of a person or a group, None where the article tells none.

    Firm words outweigh pronouns, and pronouns the words that coreference links; words
    that contradict each other tell nothing. The name of the entity has no part in it.
    ``pronouns`` are those that refer to it, without doubtful ones.
    """
    if entity.type not in {"person", "group"}:
        return None
    stated: set[SpeakerGender] = {each.word.gender for each in gendered if each.is_firm}
    if "nonbinary" in stated:
        return "nonbinary"
    if len(stated) > 1:
        return "mixed" if entity.type == "group" else None
    if stated:
        return stated.pop()
    counts = {use.form: len(use.spans) for use in pronouns}
    by_pronoun = _gender_of_pronouns(counts)
    if by_pronoun is not None or {"she", "he"} <= counts.keys():
        return by_pronoun
    usual: set[SpeakerGender] = {each.word.gender for each in gendered}
    return usual.pop() if len(usual) == 1 else None


def _gender_of_pronouns(counts: dict[str, int]) -> StatedGender | None:
    """Return the gender of the pronoun that is used alone or far more often."""
    she, he = counts.get("she", 0), counts.get("he", 0)
    form = "she" if she > he else "he"
    more, fewer = max(she, he), min(she, he)
    return _OF_PRONOUN[form] if more and more >= _MAJORITY * fewer else None


def mixed_gender(genders: Sequence[SpeakerGender | None]) -> SpeakerGender | None:
    """Return the gender of a group by those of its members, None if one has none."""
    known: set[SpeakerGender] = {gender for gender in genders if gender is not None}
    if None in genders or not known:
        return None
    return known.pop() if len(known) == 1 else "mixed"


def clear_pronouns(  # noqa: PLR0913, PLR0917 - what is stated, and the resources
    context: Context,
    entity_index: EntityIndex,
    entity: Entity,
    mentions: Sequence[PlacedMention],
    descriptions: Sequence[Description],
    bound: Sequence[PlacedMention],
) -> tuple[PlacedMention, ...]:
    """Return the pronoun mentions that hardly can refer to anybody else.

    Those that are ``bound`` in their sentence are clear. Others come shortly after a
    name, a description or another clear pronoun of the entity. No other person to whom
    the pronoun can refer is mentioned outside of quotations, either in the sentences
    before, or since the entity was a subject; who has no name and is in
    ``descriptions`` is the entity itself.
    """
    own = [context.trees[d.tree].span(d.positions) for d in descriptions]
    found: list[PlacedMention] = []
    previous: PlacedMention | None = None
    for mention in mentions:
        if mention.kind != "pronoun":
            previous = mention
        elif mention in bound:
            found.append(mention)
            previous = mention
        elif (
            previous is not None
            and mention.tree - previous.tree <= _NEAR
            and _may_be_clear(context, previous, mention)
        ):
            span = _span_between(context, previous, mention)
            word = context.trees[mention.tree].lower(mention.head)
            form = context.lexicon.profiles.nominatives.get(word, "")
            if not _has_rival(entity_index, entity, span, _SHORT.get(form), own):
                found.append(mention)
                previous = mention
    return tuple(found)


def _may_be_clear(
    context: Context, previous: PlacedMention, mention: PlacedMention
) -> bool:
    """Whether a pronoun is a subject, or a possessor in the sentence of a subject."""
    tree = context.trees[mention.tree]
    if mention.is_source or tree.rels[mention.head] == "nsubj":
        return True
    near = previous.tree == mention.tree and _is_subject(context, previous)
    return tree.is_possessor(mention.head) and near


def _span_between(
    context: Context, previous: PlacedMention, mention: PlacedMention
) -> Span:
    """Return the part of the text in which another person makes a pronoun ambiguous."""
    start = context.trees[max(mention.tree - _NEAR, 0)].tokens[0].start
    if _is_subject(context, previous):
        tokens = context.trees[previous.tree].tokens
        start = max(start, tokens[previous.head].end)
    return Span(start, mention.span.start)


def _is_subject(context: Context, mention: PlacedMention) -> bool:
    return (
        mention.is_source or context.trees[mention.tree].rels[mention.head] == "nsubj"
    )


def _has_rival(
    entity_index: EntityIndex,
    entity: Entity,
    span: Span,
    gender: Gender | None,
    own: Sequence[Span],
) -> bool:
    """Whether another person with the gender, or an unknown one, is mentioned."""
    return any(
        not mention.is_quoted
        and (other.named or not any(o.start <= mention.offset < o.end for o in own))
        for other in entity_index.mentioned_in(span)
        if other is not entity
        and other.type == "person"
        and other.gender in {None, gender}
        for mention in other.mentions_in(span)
    )

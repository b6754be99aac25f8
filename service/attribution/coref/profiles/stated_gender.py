"""The gender that an article tells of a speaker: by its words and pronouns only."""

from collections.abc import Iterable, Sequence

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.coref.profiles.profile_words import ProfileWords
from service.attribution.lexicon import Gender
from service.records import (
    GenderedWord,
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
"""Sentences before a pronoun whose other people make it ambiguous."""


def stated_gender(
    entity: Entity,
    pronouns: Sequence[PronounUse],
    gendered: Sequence[GenderedWord],
    *,
    firm: frozenset[Span],
) -> SpeakerGender | None:
    """Return the gender of a person or a group, None where the article tells none.

    Firm words outweigh pronouns, and pronouns the other words; words that contradict
    each other tell nothing. The name of the entity has no part in it.

    Args:
        entity: the speaker.
        pronouns: those that refer to it, without doubtful ones.
        gendered: the words that state its gender.
        firm: the places of the firm ones among them.
    """
    if entity.type not in {"person", "group"}:
        return None
    stated = {word.gender for word in gendered if word.span in firm}
    if "nonbinary" in stated:
        return "nonbinary"
    if len(stated) > 1:
        return "mixed" if entity.type == "group" else None
    if stated:
        return next(iter(stated))
    counts = {use.form: len(use.spans) for use in pronouns}
    by_pronoun = _gender_of_pronouns(counts)
    if by_pronoun is not None or {"she", "he"} <= counts.keys():
        return by_pronoun
    usual = {word.gender for word in gendered}
    return next(iter(usual)) if len(usual) == 1 else None


def _gender_of_pronouns(counts: dict[str, int]) -> StatedGender | None:
    """Return the gender of the pronoun that is used alone or far more often."""
    she, he = counts.get("she", 0), counts.get("he", 0)
    form = "she" if she > he else "he"
    more, fewer = max(she, he), min(she, he)
    return _OF_PRONOUN[form] if more and more >= _MAJORITY * fewer else None


def mixed_gender(genders: Sequence[SpeakerGender | None]) -> SpeakerGender | None:
    """Return the gender of a group by those of its members, None if one has none."""
    known = {gender for gender in genders if gender is not None}
    if None in genders or not known:
        return None
    return next(iter(known)) if len(known) == 1 else "mixed"


def firm_words(
    context: Context, gendered: Iterable[GenderedWord], words: ProfileWords
) -> frozenset[Span]:
    """Return the places of the gendered words that outweigh pronouns."""
    return frozenset(
        word.span for word in gendered if _is_firm(context, word.span, words)
    )


def _is_firm(context: Context, span: Span, words: ProfileWords) -> bool:
    text = context.text[span.start : span.end].lower().rstrip(".")
    entry = words.gendered.get(text)
    return entry is None or entry.firm


def clear_pronouns(
    context: Context,
    entity_index: EntityIndex,
    entity: Entity,
    mentions: Iterable[PlacedMention],
) -> tuple[PlacedMention, ...]:
    """Return the pronoun mentions that can refer to nobody else near them.

    Another person is near if it is mentioned in the same sentence or the two before,
    and can be referred to by the pronoun.
    """
    return tuple(
        mention
        for mention in mentions
        if mention.kind == "pronoun" and _is_clear(context, entity_index, entity, mention)
    )


def _is_clear(
    context: Context, entity_index: EntityIndex, entity: Entity, mention: PlacedMention
) -> bool:
    gender = _SHORT.get(context.trees[mention.tree].lower(mention.head))
    first = context.trees[max(mention.tree - _NEAR, 0)].tokens[0].start
    near = entity_index.mentioned_in(Span(first, mention.span.start))
    return not any(
        other is not entity
        and other.type == "person"
        and other.gender in {None, gender}
        for other in near
    )

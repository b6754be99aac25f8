"""Mentions of speakers by "I" and "we" in what they are quoted with."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.lexicon import Lexicon
from service.attribution.syntax.sentence import Tree
from service.records import Span

_SINGULAR = frozenset({"mine", "myself"})
_PLURAL = frozenset({"ourselves"})
"""Forms that are no pronouns of a source, unlike those of the lexicon."""


class _Pronoun(msgspec.Struct, frozen=True, order=True):
    start: int
    end: int
    is_plural: bool


def first_person_mentions(
    context: Context,
    candidates: Sequence[Candidate],
    entities: Sequence[Entity | None],
) -> dict[int, tuple[Span, ...]]:
    """Return the places of "I" and "we" in quotations, by the number of the speaker.

    "I" refers to a person, "we" to an organisation or a group: a person may speak for
    others. The speaker is that of the attribution whose cue stands beside the
    quotation, and not of one reported in it ("She said I should go," Roe said).

    Args:
        context: the article.
        candidates: its attributions.
        entities: the speaker of each.
    """
    pronouns = list(_quoted_pronouns(context))
    speakers: dict[_Pronoun, Entity] = {}
    widest_first = sorted(
        zip(candidates, entities, strict=True),
        key=lambda pair: pair[0].start - pair[0].end,
    )
    for candidate, entity in widest_first:
        for pronoun in _own_pronouns(context, candidate, pronouns):
            if entity is None or not _agrees(entity, pronoun):
                speakers.pop(pronoun, None)
            else:
                speakers[pronoun] = entity
    found: dict[int, list[Span]] = {}
    for pronoun in sorted(speakers):
        spans = found.setdefault(speakers[pronoun].number, [])
        spans.append(Span(pronoun.start, pronoun.end))
    return {number: tuple(spans) for number, spans in found.items()}


def _quoted_pronouns(context: Context) -> Iterator[_Pronoun]:
    """Yield the pronouns of the first person in quotations, in text order."""
    for tree in context.trees:
        for position, token in enumerate(tree.tokens):
            is_plural = _number_of(context.lexicon, tree, position)
            if is_plural is not None and context.enclosing(token.start, token.end):
                yield _Pronoun(token.start, token.end, is_plural)


def _number_of(lexicon: Lexicon, tree: Tree, position: int) -> bool | None:
    """Whether a pronoun of the first person is plural, None for any other word."""
    token, word = tree.tokens[position], tree.lower(position)
    if token.upos != "PRON" or token.text[1:].isupper():
        return None
    if word in lexicon.words.first_person_singular or word in _SINGULAR:
        return False
    plural = word in lexicon.words.first_person_pronouns or word in _PLURAL
    return True if plural else None


def _own_pronouns(
    context: Context, candidate: Candidate, pronouns: Sequence[_Pronoun]
) -> Iterator[_Pronoun]:
    """Yield the pronouns in the quotations that are the content of a candidate.

    Those have the cue beside them, one level outside.
    """
    source = candidate.source.span if candidate.source is not None else None
    place = candidate.cue_span or source
    outside = None if place is None else context.enclosing(place.start, place.end)
    for span in candidate.content:
        first = bisect_left(pronouns, span.start, key=lambda p: p.start)
        last = bisect_left(pronouns, span.end, key=lambda p: p.start)
        for pronoun in pronouns[first:last]:
            quotation = context.enclosing(pronoun.start, pronoun.end)
            if quotation is not None and context.parent_quotation(quotation) == outside:
                yield pronoun


def _agrees(entity: Entity, pronoun: _Pronoun) -> bool:
    if pronoun.is_plural:
        return entity.type in {"organization", "group"}
    return entity.type in {"person", "unknown"} and not entity.plural

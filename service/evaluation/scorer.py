"""Score the predictions of one article against its gold attributions."""

from collections.abc import Iterable, Sequence

import msgspec

from service.evaluation.gold_articles import GoldArticle, Record, stated
from service.evaluation.matching import (
    FieldOffsets,
    Letters,
    agree,
    align,
    letters,
    outermost,
    parts_of,
)
from service.evaluation.name_agreement import NameKind, same_name


class AlignedPair(msgspec.Struct, frozen=True):
    """The indices of a prediction and its gold attribution, and which fields agree."""

    gold: int
    predicted: int
    exact: bool
    source: bool
    cue: bool
    speaker: bool
    outlet: bool
    source_exact: bool
    cue_exact: bool
    type: bool
    kind: bool
    speaker_type: bool
    addressee: bool


class Overlap(msgspec.Struct, frozen=True):
    """Numbers of content characters, without alignment."""

    both: int
    predicted: int
    gold: int


class ScoredArticle(msgspec.Struct, frozen=True):
    """An article with its predictions and aligned pairs, optional gold included."""

    article: GoldArticle
    predicted: tuple[Record, ...]
    """The predictions that are counted."""
    pairs: tuple[AlignedPair, ...]
    overlap: Overlap


def score_article(
    article: GoldArticle, predictions: Sequence[Record], *, only_outermost: bool = False
) -> ScoredArticle:
    """Compare predictions with the gold attributions of an article.

    Args:
        article: with its gold.
        predictions: of the same text.
        only_outermost: drop predictions nested in the content of another.
    """
    text, gold = article.text, article.attributions
    kept = _counting(article, predictions, only_outermost=only_outermost)
    gold_parts = [parts_of(record, text) for record in gold]
    kept_parts = [parts_of(record, text) for record in kept]
    pairs = tuple(
        _compare(
            (left, gold[left], gold_parts[left]),
            (right, kept[right], kept_parts[right]),
        )
        for right, left in align(gold_parts, kept_parts).items()
    )
    return ScoredArticle(
        article, kept, pairs, _overlap(article, gold_parts, kept_parts)
    )


def _counting(
    article: GoldArticle, predictions: Sequence[Record], *, only_outermost: bool
) -> tuple[Record, ...]:
    text = article.text
    ignored = letters(article.ignore, text)
    chosen = outermost(predictions, text) if only_outermost else predictions
    contents = ((record, letters(record.content, text)) for record in chosen)
    return tuple(
        record for record, content in contents if not content or content - ignored
    )


def _compare(
    gold: tuple[int, Record, FieldOffsets], predicted: tuple[int, Record, FieldOffsets]
) -> AlignedPair:
    left, mine, here = gold
    right, other, there = predicted
    person = mine.speaker_type in {msgspec.UNSET, "person"}
    kind: NameKind = "person" if person else "other"
    outlet = stated(mine.outlet)
    return AlignedPair(
        gold=left,
        predicted=right,
        exact=here.content == there.content,
        source=agree(here.source, there.source),
        cue=agree(here.cue, there.cue),
        speaker=same_name(stated(mine.speaker), stated(other.speaker), kind=kind),
        outlet=bool(outlet) and same_name(outlet, stated(other.outlet), kind="outlet"),
        source_exact=here.source == there.source,
        cue_exact=here.cue == there.cue,
        type=stated(mine.type) == stated(other.type),
        kind=stated(mine.kind) == stated(other.kind),
        speaker_type=stated(mine.speaker_type) == stated(other.speaker_type),
        addressee=same_name(
            stated(mine.addressee), stated(other.addressee), kind="other"
        ),
    )


def _overlap(
    article: GoldArticle,
    gold: Sequence[FieldOffsets],
    predicted: Sequence[FieldOffsets],
) -> Overlap:
    flags = [record.optional for record in article.attributions]
    required = _union(
        parts.content for parts, free in zip(gold, flags, strict=True) if not free
    )
    optional = _union(
        parts.content for parts, free in zip(gold, flags, strict=True) if free
    )
    found = _union(parts.content for parts in predicted)
    found = found - letters(article.ignore, article.text) - (optional - required)
    return Overlap(both=len(required & found), predicted=len(found), gold=len(required))


def _union(contents: Iterable[Letters]) -> Letters:
    return frozenset[int]().union(*contents)

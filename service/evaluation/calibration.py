"""How often records of each band of confidence are right."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec import UNSET

from service.evaluation.scorer import ScoredArticle

BORDERS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)
"""Borders of the bands; the last band includes 1."""


class ScoredRecord(msgspec.Struct, frozen=True):
    """The confidence of a record, and whether content, source and cue are right."""

    confidence: float
    right: bool


class Band(msgspec.Struct, frozen=True):
    """A band of confidence: its borders, its records and how many per cent are right.

    ``right`` is None for a band without records.
    """

    low: float
    high: float
    records: int
    right: float | None


def scored_records(scored_article: ScoredArticle) -> Iterator[ScoredRecord]:
    """Yield the predictions of an article that have a confidence.

    Matches of optional gold attributions are left out.
    """
    gold = scored_article.article.attributions
    pairs = {pair.predicted: pair for pair in scored_article.pairs}
    for number, record in enumerate(scored_article.predicted):
        pair = pairs.get(number)
        sure = record.confidence
        if sure is UNSET or (pair and gold[pair.gold].optional):
            continue
        yield ScoredRecord(sure, pair is not None and pair.source and pair.cue)


def bands_of(records: Sequence[ScoredRecord]) -> tuple[Band, ...]:
    """Return a band for each two neighbours of ``BORDERS``."""
    return tuple(_band(records, low, high) for low, high in pairwise(BORDERS))


def _band(records: Sequence[ScoredRecord], low: float, high: float) -> Band:
    last = high == BORDERS[-1]
    inside = [
        record.right
        for record in records
        if low <= record.confidence and (last or record.confidence < high)
    ]
    share = round(100 * sum(inside) / len(inside), 1) if inside else None
    return Band(low, high, len(inside), share)

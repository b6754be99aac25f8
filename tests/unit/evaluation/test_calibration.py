"""The share of right records in each band of confidence."""

import msgspec

from service.evaluation.calibration import ScoredRecord, bands_of, scored_records
from service.evaluation.gold_articles import GoldArticle, Record
from service.evaluation.scorer import score_article
from tests.support.evaluation_samples import CLOSING, FREE, GOLD, RAFT


def test_bands_count_records_and_the_right_ones() -> None:
    """A border belongs to the band above it, 1 to the last; an empty band has no share.

    The bands are those of docs/ACCURACY.md.
    """
    records = [
        ScoredRecord(1.0, right=True),
        ScoredRecord(0.9, right=False),
        ScoredRecord(0.2, right=True),
    ]

    bands = bands_of(records)

    assert [(b.low, b.records, b.right) for b in bands] == [
        (0.0, 1, 100.0),
        (0.5, 0, None),
        (0.7, 0, None),
        (0.8, 0, None),
        (0.9, 2, 50.0),
    ]


def test_records_without_gold_are_wrong_and_optional_gold_is_left_out() -> None:
    """A match counts as right where source and cue agree."""
    article = msgspec.convert(GOLD, GoldArticle)
    spurious = {"content": [[0, 3]], "cue": None, "source": None}
    elsewhere = CLOSING | {"source": None}
    rows = [(RAFT, 0.9), (elsewhere, 0.6), (spurious, 0.3), (FREE, 0.2)]
    predicted = [
        msgspec.convert(record | {"confidence": sure}, Record) for record, sure in rows
    ]

    found = list(scored_records(score_article(article, predicted)))

    assert found == [
        ScoredRecord(0.9, right=True),
        ScoredRecord(0.6, right=False),
        ScoredRecord(0.3, right=False),
    ]

"""Scores of a parse of raw text, aligned to the gold by characters."""

from tests.unit.training.sentences import tree
from training.alignment import ParsedWord, Spans, alignment_scores, gold_spans


def test_readings_are_aligned_by_characters() -> None:
    """A word cut otherwise is wrong, and so is an arc to another word."""
    gold = gold_spans([tree("It", "rains", "+.")])
    same = alignment_scores(gold, gold)
    other = Spans(
        {
            (0, 2): ParsedWord("X", None, "dep"),
            (2, 8): ParsedWord("X", (0, 2), "dep"),
        },
        {(0, 8)},
    )

    assert set(same.values()) == {100.0}
    assert alignment_scores(other, gold) == {
        "Words": 40.0,
        "Sentences": 100.0,
        "UPOS": 40.0,
        "UAS": 40.0,
        "LAS": 40.0,
    }

"""F1 of labelled spans."""

import pytest

from training.span_scores import span_f1


def test_spans_are_right_only_as_a_whole() -> None:
    """F1 by class and over all; a shorter span is wrong."""
    gold = [["B-A", "I-A", "O", "B-B"]]
    predicted = [["B-A", "E-A", "O", "O"]]

    assert span_f1(predicted, gold) == {
        "A": 100.0,
        "B": 0.0,
        "micro": pytest.approx(66.67, abs=0.01),
    }
    assert span_f1([["B-A", "O", "O", "O"]], gold)["A"] == 0.0

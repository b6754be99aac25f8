"""Logistic models as data."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.attribution.classification.logistic import (
    Logistic,
    probability,
)
from service.provenance import load_classifier

MODEL = Logistic(bias=-1.0, weights={"a": 2.0, "b": -0.5}, prior=0.25)

LOGITS = [
    pytest.param([], 0.0, -1.0, id="bias alone"),
    pytest.param(["a"], 0.0, 1.0, id="one feature"),
    pytest.param(["a", "b"], 0.0, 0.5, id="two features"),
    pytest.param(["a", "unheard of"], 0.0, 1.0, id="an unknown feature"),
    pytest.param(["b"], 4.0, -0.5, id="with a prior"),
]


@pytest.mark.parametrize(("features", "prior", "logit"), LOGITS)
def test_log_odds(features: list[str], prior: float, logit: float) -> None:
    """Log-odds are the sum of bias, weighted prior and known features."""
    assert MODEL.logit(features, prior=prior) == pytest.approx(logit)


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_order_does_not_matter(features: list[str]) -> None:
    """The sum is the same to the last bit in whatever order features come."""
    model = Logistic(0.1, {"a": 0.1, "b": 0.2, "c": 0.3, "d": 1e-9, "e": -1e9})
    assert model.logit(features) == model.logit("abcde")


PROBABILITIES = [
    pytest.param(0.0, 0.5, id="even"),
    pytest.param(math.log(9), 0.9, id="nine to one"),
    pytest.param(-math.log(9), 0.1, id="one to nine"),
    pytest.param(1000.0, 1.0, id="sure"),
    pytest.param(-1000.0, 0.0, id="never"),
]


@pytest.mark.parametrize(("logit", "expected"), PROBABILITIES)
def test_probabilities(logit: float, expected: float) -> None:
    """Log-odds become a probability, however large they are."""
    assert probability(logit) == pytest.approx(expected)


@given(st.floats(-800, 800), st.floats(-800, 800))
def test_probabilities_rise(one: float, other: float) -> None:
    """Greater log-odds are never less probable."""
    low, high = sorted((one, other))
    assert 0 <= probability(low) <= probability(high) <= 1


def test_the_fitted_numbers() -> None:
    """The shipped numbers load, and every weight is finite."""
    fitted = load_classifier()
    models = [fitted.prior, fitted.tagged.keep, fitted.tagged.sure]
    models += [fitted.plain.keep, fitted.plain.sure]
    for model in models:
        assert model.weights
        assert all(
            map(math.isfinite, (model.bias, model.prior, *model.weights.values()))
        )
    assert 0 < fitted.uncued < 1

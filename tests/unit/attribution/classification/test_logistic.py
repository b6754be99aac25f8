"""Logistic models as data."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.attribution.classification.logistic import (
    Features,
    Logistic,
    probability,
)
from service.nlp.document import READOUTS
from service.provenance import load_classifier, readouts_for
from service.settings import MODELS

MODEL = Logistic(bias=-1.0, weights={"a": 2.0, "b": -0.5}, prior=0.25, encoder=2.0)


def features(*names: str, prior: float = 0.0, encoder: float = 0.0) -> Features:
    """Return features by name."""
    return Features(frozenset(names), prior, encoder)


LOGITS = [
    pytest.param(features(), -1.0, id="bias alone"),
    pytest.param(features("a"), 1.0, id="one feature"),
    pytest.param(features("a", "b"), 0.5, id="two features"),
    pytest.param(features("a", "unheard of"), 1.0, id="an unknown feature"),
    pytest.param(features("b", prior=4.0), -0.5, id="with a prior"),
    pytest.param(features("b", encoder=1.5), 1.5, id="with readouts"),
]


@pytest.mark.parametrize(("weighed", "logit"), LOGITS)
def test_log_odds(weighed: Features, logit: float) -> None:
    """Log-odds are the weighted sum of bias, prior, readouts and known features."""
    assert MODEL.logit(weighed) == pytest.approx(logit)


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_order_does_not_matter(names: list[str]) -> None:
    """The sum is the same to the last bit in whatever order features come."""
    model = Logistic(0.1, {"a": 0.1, "b": 0.2, "c": 0.3, "d": 1e-9, "e": -1e9})
    assert model.logit(features(*names)) == model.logit(features(*"abcde"))


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
    models = [fitted.prior]
    for tagger, encoded in product((True, False), repeat=2):
        model = fitted.model(tagger=tagger, encoded=encoded)
        assert bool(model.keep.encoder) == encoded
        models += [model.keep, model.sure]
    for one in models:
        assert one.weights
        numbers = (one.bias, one.prior, one.encoder, *one.weights.values())
        assert all(map(math.isfinite, numbers))
    assert 0 < fitted.uncued < 1


def test_the_shipped_readouts() -> None:
    """They are of the shipped encoder, with one weight for each hidden number."""
    readouts = load_classifier().readouts
    assert readouts is not None
    assert readouts_for(load_classifier(), MODELS) == readouts.weights
    assert [len(weights) for weights in readouts.weights] == [384] * READOUTS


def test_another_threshold() -> None:
    """Every model has the new threshold and its old weights."""
    shipped = load_classifier()
    changed = shipped.with_threshold(-9.0)

    for tagger, encoded in product((True, False), repeat=2):
        old = shipped.model(tagger=tagger, encoded=encoded)
        new = changed.model(tagger=tagger, encoded=encoded)
        assert (new.threshold, new.keep, new.sure) == (-9.0, old.keep, old.sure)

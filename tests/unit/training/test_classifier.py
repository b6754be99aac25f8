"""Fitting the classifier, on hand-made examples."""

import math

import pytest

from service.attribution.classification.logistic import Logistic, probability
from training.classifier import Example, fit


def example(*features: str, found: bool, prior: float = 0.0) -> Example:
    """Return an example that is right where it is found."""
    return Example(frozenset(features), prior, found, found, 1.0)


GOOD = [example("frame verb that", found=True) for _ in range(20)]
BAD = [example("frame verb np", found=False) for _ in range(20)]


def test_fit_weighs_what_parts_good_from_bad() -> None:
    """A feature of found candidates weighs more than nothing, one of others less."""
    model = fit([*GOOD, *BAD], strength=1.0, label="found")

    assert model.weights["frame verb that"] > 0 > model.weights["frame verb np"]
    assert model.logit({"frame verb that"}) > 0 > model.logit({"frame verb np"})


def test_fit_weighs_the_prior() -> None:
    """Informative log-odds of the prior get a positive weight."""
    told = [example(found=True, prior=2.0), example(found=False, prior=-2.0)] * 10

    assert fit(told, strength=1.0, label="right").prior > 0


def test_small_weights_are_dropped() -> None:
    """A feature without information gets no weight."""
    both = [example("length 3", found=f) for f in (True, False)] * 20

    assert fit([*both, *GOOD, *BAD], strength=1.0, label="found").weights.keys() == {
        "frame verb that",
        "frame verb np",
    }


def test_unknown_features_weigh_nothing() -> None:
    """A feature that was never seen leaves the log-odds as they are."""
    model = Logistic(0.5, {"a": 1.0}, prior=2.0)

    assert math.isclose(model.logit({"a", "never seen"}, prior=0.25), 2.0)


@pytest.mark.parametrize(("logit", "expected"), [(0, 0.5), (800, 1.0), (-800, 0.0)])
def test_probability_never_overflows(logit: float, expected: float) -> None:
    """Log-odds of any size have a probability."""
    assert math.isclose(probability(logit), expected)

"""The fitted numbers behind ``confidence``: logistic models over named features.

``service/lexicon/classifier.json`` is written by ``python -m training.classifier``,
which says how; nothing here learns.
"""

import math
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Self

import msgspec


class Logistic(msgspec.Struct, frozen=True):
    """A logistic model; an unknown feature weighs nothing."""

    bias: float
    weights: Mapping[str, float]
    prior: float = 0.0
    """Weight of another model's logit."""

    def logit(self, features: Iterable[str], *, prior: float = 0.0) -> float:
        """Return the log-odds, in a sum whose order is the features' own."""
        return (
            self.bias
            + self.prior * prior
            + sum(self.weights.get(feature, 0.0) for feature in sorted(features))
        )


class KeepModel(msgspec.Struct, frozen=True):
    """Two models over one set of features: is it one, and is all of it right."""

    keep: Logistic
    sure: Logistic
    threshold: float
    """Least log-odds of ``keep`` for a record."""


class Classifier(msgspec.Struct, frozen=True):
    """All fitted numbers."""

    prior: Logistic
    """What words and parse alone tell, from many articles."""
    tagged: KeepModel
    """With the attribution tagger."""
    plain: KeepModel
    """Without it."""
    turn: float
    """Confidence of a quotation that goes on without a cue."""

    @classmethod
    def load(cls) -> Self:
        """Read the numbers that come with the package."""
        path = files("service").joinpath("lexicon/classifier.json")
        return msgspec.json.decode(path.read_bytes(), type=cls)


def probability(logit: float) -> float:
    """Return the probability that log-odds stand for."""
    if logit < 0:
        odds = math.exp(logit)
        return odds / (1 + odds)
    return 1 / (1 + math.exp(-logit))

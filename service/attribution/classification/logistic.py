"""Logistic models over named features, which decide on candidates and weigh them.

Nothing is fitted here: ``python -m training.classifier`` writes the numbers, which lie
with the models (``DIR/en/classifier/PACKAGE.json``).
"""

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

import msgspec


class Logistic(msgspec.Struct, frozen=True):
    """A logistic model; a feature that is not in it has the weight 0."""

    bias: float
    weights: Mapping[str, float]
    prior: float = 0.0
    """Weight of the log-odds of another model."""

    def logit(self, features: Iterable[str], *, prior: float = 0.0) -> float:
        """Return the log-odds; the sum does not depend on the order of the features."""
        return (
            self.bias
            + self.prior * prior
            + sum(self.weights.get(feature, 0.0) for feature in sorted(features))
        )


class KeepModel(msgspec.Struct, frozen=True):
    """Two models over the same features."""

    keep: Logistic
    """Whether a candidate is an attribution."""
    sure: Logistic
    """Whether content, source and cue are all right: the confidence."""
    threshold: float
    """Least log-odds of ``keep`` for an attribution."""


class Classifier(msgspec.Struct, frozen=True):
    """All fitted numbers."""

    prior: Logistic
    """Words and parse alone, fitted on many articles."""
    tagged: KeepModel
    """For articles that the attribution tagger has read."""
    plain: KeepModel
    """For articles without the attribution tagger."""
    uncued: float = msgspec.field(name="turn")
    """Confidence of an attribution without a reporting word."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the numbers of a file.

        Raises:
            OSError: the file cannot be read.
            msgspec.DecodeError: it has another content.
        """
        return msgspec.json.decode(path.read_bytes(), type=cls)


def probability(logit: float) -> float:
    """Return the probability of log-odds, without overflow."""
    if logit < 0:
        odds = math.exp(logit)
        return odds / (1 + odds)
    return 1 / (1 + math.exp(-logit))

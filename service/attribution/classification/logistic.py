"""Logistic models over named features, which decide on candidates and weigh them.

Nothing is fitted here: ``python -m training.classifier`` writes the numbers, which lie
with the models (``DIR/en/classifier/PACKAGE.json``).
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec
import numpy as np

from service.attribution.classification.correction.links import Links
from service.attribution.classification.correction.trees import Trees
from service.attribution.classification.networks.boundary_network import (
    Boundaries,
    Floats,
)
from service.attribution.classification.networks.class_model import ClassModel
from service.attribution.classification.networks.ranking_network import OutletNetwork
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.nlp.conventions import ConventionNetwork


class Features(msgspec.Struct, frozen=True):
    """What the models weigh of one candidate."""

    names: frozenset[str]
    """The features that hold."""
    prior: float = 0.0
    """Log-odds of the prior."""
    encoder: float = 0.0
    """Log-odds of the encoder's readouts; 0 where there are none."""
    numbers: tuple[tuple[str, float], ...] = ()
    """Features that hold to a degree, in a fixed order."""
    groups: tuple[tuple[str, frozenset[str]], ...] = ()
    """``names`` by what they are read from."""
    measures: tuple[tuple[str, float], ...] = ()
    """Numbers that only trees read."""


class Logistic(msgspec.Struct, frozen=True, omit_defaults=True):
    """A logistic model; a feature that is not in it has the weight 0."""

    bias: float
    weights: Mapping[str, float]
    prior: float = 0.0
    """Weight of the log-odds of the prior."""
    encoder: float = 0.0
    """Weight of the log-odds of the encoder's readouts."""

    def logit(self, features: Features) -> float:
        """Return the log-odds; the sum does not depend on the order of the features."""
        total = (
            self.bias
            + self.prior * features.prior
            + self.encoder * features.encoder
            + self._of_names(features.names)
        )
        return total + self._of_numbers(features)

    def shares(self, features: Features) -> dict[str, float]:
        """Return what each group of features adds to the log-odds."""
        return {
            "share prior": self.prior * features.prior,
            "share encoder": self.encoder * features.encoder,
            "share conventions": self._of_numbers(features),
        } | {
            f"share {group}": self._of_names(names) for group, names in features.groups
        }

    def _of_names(self, names: frozenset[str]) -> float:
        weights = self.weights
        return sum([weights.get(name, 0.0) for name in sorted(names)])

    def _of_numbers(self, features: Features) -> float:
        weights, numbers = self.weights, features.numbers
        return sum([weights.get(name, 0.0) * number for name, number in numbers])


class KeepModel(msgspec.Struct, frozen=True):
    """Two models over the same features."""

    keep: Logistic
    """Whether a candidate is an attribution."""
    sure: Logistic
    """Whether content, source and cue are all right: the confidence."""
    threshold: float
    """Least log-odds of ``keep`` for an attribution."""
    corrections: tuple[Trees, Trees] | None = None
    """Trees that give the log-odds of both in place of the models."""

    def measures(
        self, candidates: Sequence[Features], links: Sequence[Links]
    ) -> list[dict[str, float]]:
        """Return what trees read of all candidates of an article.

        Their log-odds and the share of each group of features, their measures, and
        those of the candidates that they are linked to.
        """
        first = [self.keep.logit(features) for features in candidates]
        return [
            {
                "keep": logit,
                "sure": self.sure.logit(features),
                **self.keep.shares(features),
                **dict(features.measures),
                **link.measures(first),
            }
            for logit, features, link in zip(first, candidates, links, strict=True)
        ]

    def logits(
        self, candidates: Sequence[Features], links: Sequence[Links]
    ) -> list[tuple[float, float]]:
        """Return the log-odds of both models for each candidate of an article."""
        if self.corrections is None:
            return [(self.keep.logit(f), self.sure.logit(f)) for f in candidates]
        measures = self.measures(candidates, links)
        keep, sure = (trees.logits(measures) for trees in self.corrections)
        return list(zip(keep, sure, strict=True))


class KeepModels(msgspec.Struct, frozen=True):
    """The keep models for articles with and without the attribution tagger."""

    tagged: KeepModel
    plain: KeepModel

    def with_threshold(self, threshold: float) -> Self:
        """Return the models with another least log-odds of an attribution."""
        replace = msgspec.structs.replace
        return replace(
            self,
            tagged=replace(self.tagged, threshold=threshold),
            plain=replace(self.plain, threshold=threshold),
        )


class Readouts(msgspec.Struct, frozen=True):
    """Linear readouts of the hidden states of one encoder."""

    encoder: str
    """SHA-256 of the weights of the encoder (``model.safetensors``)."""
    weights: tuple[tuple[float, ...], ...]
    """Of the hidden states of cue, source, content and sentence, in this order."""
    bias: float = 0.0


class Classifier(msgspec.Struct, frozen=True):
    """All fitted numbers."""

    prior: Logistic
    """Words and parse alone, fitted on many articles of another corpus."""
    features: KeepModels
    """For articles without readouts: another encoder, or none."""
    encoded: KeepModels
    """For articles with readouts."""
    uncued: float
    """Confidence of an attribution without a reporting word."""
    readouts: Readouts | None = None
    boundaries: Boundaries | None = None
    """For the first and last words of contents, where the encoder is theirs."""
    speakers: SpeakerNetwork | None = None
    """For the speakers of pronouns, descriptions and missing sources."""
    conventions: ConventionNetwork | None = None
    """Its scores are features of ``encoded``."""
    outlets: OutletNetwork | None = None
    """For the outlets of records, beside ``speakers``; without it the rules decide."""
    classes: ClassModel | None = None
    """For the speakers whose class no word shows; it reads what ``speakers`` reads."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the numbers of a file.

        Raises:
            OSError: the file cannot be read.
            msgspec.DecodeError: it has another content.
        """
        return msgspec.json.decode(path.read_bytes(), type=cls)

    def with_threshold(self, threshold: float) -> Self:
        """Return the numbers with another least log-odds of an attribution."""
        return msgspec.structs.replace(
            self,
            features=self.features.with_threshold(threshold),
            encoded=self.encoded.with_threshold(threshold),
        )

    @property
    def projections(self) -> Floats | None:
        """Rows of all projections of a hidden state, for boundaries, then speakers."""
        networks = (self.boundaries, self.speakers)
        weights = [one.weights for one in networks if one is not None]
        return np.concatenate(weights) if weights else None

    def model(self, *, tagger: bool, encoded: bool) -> KeepModel:
        """Return the model for what was computed of an article."""
        models = self.encoded if encoded else self.features
        return models.tagged if tagger else models.plain


def probability(logit: float) -> float:
    """Return the probability of log-odds, without overflow."""
    if logit < 0:
        odds = math.exp(logit)
        return odds / (1 + odds)
    return 1 / (1 + math.exp(-logit))

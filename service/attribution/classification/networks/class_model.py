"""The model of the classes of speakers.

It reads the numbers of hidden states that the network for speakers reads. Nothing is
fitted here: ``python -m training.speaker_classes`` writes the numbers, which lie with
those of the classifier.
"""

import hashlib
from collections.abc import Mapping
from functools import cached_property

import msgspec
import numpy as np

from service.attribution.classification.networks.boundary_network import Floats
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.records import SpeakerClass


class ClassModel(msgspec.Struct, frozen=True, dict=True):
    """A logistic model of classes over features and components of hidden states.

    The components are those that a network of speakers reads.
    """

    encoder: str
    """SHA-256 of the weights of the encoder (``model.safetensors``)."""
    directions: str
    """SHA-256 of the directions of the network of speakers."""
    classes: tuple[SpeakerClass, ...]
    features: tuple[str, ...]
    weights: bytes
    """Float32 numbers: a row for each feature, then for each component."""
    bias: tuple[float, ...]
    """Of each class, as a row of weights has."""
    least: float
    """Probability that a class must have at least."""

    def reads(self, network: SpeakerNetwork) -> bool:
        """Whether the components are those of a network."""
        found = hashlib.sha256(network.directions).hexdigest()
        return (network.encoder, found) == (self.encoder, self.directions)

    @cached_property
    def _rows(self) -> tuple[Mapping[str, int], Floats, Floats]:
        """The rows of features, the weights and the bias."""
        numbers = {name: number for number, name in enumerate(self.features)}
        weights = np.frombuffer(self.weights, np.float32)
        return (
            numbers,
            weights.reshape(-1, len(self.classes)),
            np.array(self.bias, np.float32),
        )

    def class_of(
        self, features: Mapping[str, float], components: Floats
    ) -> SpeakerClass:
        """Return the most probable class, "unknown" if none is probable enough."""
        numbers, weights, bias = self._rows
        held = [(numbers[n], value) for n, value in features.items() if n in numbers]
        scores = bias + components @ weights[len(numbers) :]
        for row, value in sorted(held):
            scores = scores + value * weights[row]
        shares = np.exp(scores - scores.max())
        best = int(np.argmax(shares))
        sure = shares[best] >= self.least * shares.sum()
        return self.classes[best] if sure else "unknown"

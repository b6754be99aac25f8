"""The network that scores an entity as the speaker of a candidate.

Beside it the model of the classes of speakers, which reads the same numbers of hidden
states. Nothing is fitted here: ``python -m training.speakers`` and ``python -m
training.speaker_classes`` write the numbers, which lie with those of the classifier.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import msgspec
import numpy as np

from service.attribution.classification.networks import BoundaryNetwork, Floats
from service.records import SpeakerClass

_NO_STATE: Floats = np.zeros((1, 1), np.float32)


class SpeakerNetwork(msgspec.Struct, frozen=True, dict=True):
    """A network over features and hidden states of the encoder.

    Of a hidden state it reads D numbers, its components in fixed directions. The score
    is that of a network over features plus a weighted sum of products: of P numbers of
    the source and the cue with P numbers of the mentions of the entity, all between -1
    and 1.
    """

    encoder: str
    """SHA-256 of the weights of the encoder (``model.safetensors``)."""
    directions: bytes
    """Float32 numbers: D rows, as long as a hidden state."""
    units: BoundaryNetwork
    """The network over features."""
    anaphor: bytes
    """Float32 numbers: 2 D rows of P, for the source and the cue."""
    entity: bytes
    """Float32 numbers: 4 D rows of P, for three words of the entity, and a mean."""
    anaphor_bias: tuple[float, ...]
    entity_bias: tuple[float, ...]
    scale: tuple[float, ...]
    """Weights of the P products."""
    columns: int
    """D."""
    margin: float
    """Least gain in score over the entity of the rules for which it is replaced."""

    @property
    def weights(self) -> Floats:
        """Directions of a hidden state: columns x size."""
        return np.frombuffer(self.directions, np.float32).reshape(self.columns, -1)

    @cached_property
    def _layers(self) -> tuple[Floats, Floats]:
        parts = (self.anaphor, self.entity)
        size = len(self.scale)
        first, second = (np.frombuffer(p, np.float32).reshape(-1, size) for p in parts)
        return first, second

    @cached_property
    def _units_of_products(self) -> tuple[Floats, Floats, Floats]:
        parts = (self.anaphor_bias, self.entity_bias, self.scale)
        anaphor, entity, scale = (np.array(part, np.float32) for part in parts)
        return anaphor, entity, scale

    def scores(
        self, features: Sequence[Iterable[str]], anaphor: Floats, entities: Floats
    ) -> Floats:
        """Return a score for each option.

        Args:
            features: of each option.
            anaphor: 2 D, the components of source and cue.
            entities: options x 4 D, of three words of the entity and the mean of all.
        """
        rows = self.units.embed(features)
        by_features = self.units.scores(rows, _NO_STATE, _NO_STATE, _NO_STATE[0])
        for_anaphor, for_entity = self._layers
        anaphor_bias, entity_bias, scale = self._units_of_products
        of_anaphor = np.tanh(anaphor @ for_anaphor + anaphor_bias)
        of_entities = np.tanh(entities @ for_entity + entity_bias)
        total: Floats = by_features + of_entities @ (of_anaphor * scale)
        return total


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

"""Networks that score the options of a record by features and hidden states.

Nothing is fitted here.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec
import numpy as np

from service.attribution.classification.networks.boundary_network import (
    BoundaryNetwork,
    Floats,
)

_NO_STATE: Floats = np.zeros((1, 1), np.float32)


class RankingNetwork(msgspec.Struct, frozen=True, dict=True, kw_only=True):
    """A network over features and hidden states of the encoder.

    Of a hidden state it reads D numbers, its components in fixed directions. The score
    is that of a network over features plus a weighted sum of products: of P numbers of
    the source and the cue with P numbers of the words of an option, all between -1 and
    1. The hidden units of the network over features may read the components too.
    """

    encoder: str
    """SHA-256 of the weights of the encoder (``model.safetensors``)."""
    units: BoundaryNetwork
    """The network over features."""
    anaphor: bytes
    """Float32 numbers: 2 D rows of P, for the source and the cue."""
    entity: bytes
    """Float32 numbers: 4 D rows of P, for three words of an option, and a mean."""
    anaphor_bias: tuple[float, ...]
    entity_bias: tuple[float, ...]
    scale: tuple[float, ...]
    """Weights of the P products."""
    columns: int
    """D."""
    margin: float
    """Least gain in score over the option of the rules for which it is replaced."""
    anaphor_units: bytes = b""
    """Float32 numbers: 2 D rows of H, for the hidden units; empty if they read none."""
    entity_units: bytes = b""
    """Float32 numbers: 4 D rows of H; empty if they read none."""

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

    @cached_property
    def _into_units(self) -> tuple[Floats, Floats]:
        parts = (self.anaphor_units, self.entity_units)
        size = len(self.units.bias)
        first, second = (np.frombuffer(p, np.float32).reshape(-1, size) for p in parts)
        return first, second

    def _by_units(self, rows: Floats, anaphor: Floats, entities: Floats) -> Floats:
        """Return the scores of the network over features."""
        read, of_anaphor = _NO_STATE, _NO_STATE[0]
        if self.entity_units:
            for_anaphor, for_entity = self._into_units
            read = np.zeros((len(entities), 1 + for_entity.shape[1]), np.float32)
            read[:, 1:] = entities @ for_entity
            of_anaphor = anaphor @ for_anaphor
        scores: Floats = self.units.scores(rows, read, _NO_STATE, of_anaphor)
        return scores

    def scores(
        self, features: Sequence[Iterable[str]], anaphor: Floats, entities: Floats
    ) -> Floats:
        """Return a score for each option.

        Args:
            features: of each option.
            anaphor: 2 D, the components of source and cue.
            entities: options x 4 D, of three words of the option and the mean of all.
        """
        by_features = self._by_units(self.units.embed(features), anaphor, entities)
        for_anaphor, for_entity = self._layers
        anaphor_bias, entity_bias, scale = self._units_of_products
        of_anaphor = np.tanh(anaphor @ for_anaphor + anaphor_bias)
        of_entities = np.tanh(entities @ for_entity + entity_bias)
        total: Floats = by_features + of_entities @ (of_anaphor * scale)
        return total


class OutletNetwork(RankingNetwork, frozen=True, dict=True, kw_only=True):
    """The network that scores a name as the outlet of a record.

    It has no directions of its own: it reads the components that the network for
    speakers has, and counts only beside one of the same encoder. ``python -m
    training.outlets`` writes its numbers.
    """

"""The network that scores an entity as the speaker of a candidate.

Nothing is fitted here: ``python -m training.speakers`` writes the numbers, which lie
with those of the classifier.
"""

import numpy as np

from service.attribution.classification.networks.boundary_network import Floats
from service.attribution.classification.networks.ranking_network import RankingNetwork


class SpeakerNetwork(RankingNetwork, frozen=True, dict=True, kw_only=True):
    """A ranking network with the directions of the hidden states that it reads."""

    directions: bytes
    """Float32 numbers: D rows, as long as a hidden state."""

    @property
    def weights(self) -> Floats:
        """Directions of a hidden state: columns x size."""
        return np.frombuffer(self.directions, np.float32).reshape(self.columns, -1)

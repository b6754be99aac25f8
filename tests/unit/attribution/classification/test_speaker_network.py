"""The network that scores an entity as a speaker."""

import numpy as np
import pytest

from service.attribution.classification.networks.boundary_network import BoundaryNetwork
from service.attribution.classification.networks.speaker_network import SpeakerNetwork


def network(directions: int = 1) -> SpeakerNetwork:
    """Return a network of one product: of the source and the entity's last mention."""
    row = np.array([0.5, 3.0], np.float32)
    anaphor = np.zeros((2 * directions, 1), np.float32)
    entity = np.zeros((4 * directions, 1), np.float32)
    anaphor[0] = entity[0] = 1.0
    return SpeakerNetwork(
        encoder="sha",
        directions=np.zeros((directions, 7), np.float32).tobytes(),
        units=BoundaryNetwork(("a",), row.tobytes(), (0.0,), (1.0,)),
        anaphor=anaphor.tobytes(),
        entity=entity.tobytes(),
        anaphor_bias=(0.0,),
        entity_bias=(1.0,),
        scale=(2.0,),
        columns=directions,
        margin=1.0,
    )


def test_a_speaker_is_scored_by_features_and_products() -> None:
    """A product has a number of the source and one of the entity, up to 1 each."""
    anaphor = np.array([9.0, 0.0], np.float32)
    entities = np.array([[-1.0, 0, 0, 0], [9.0, 0, 0, 0]], np.float32)

    scores = network().scores([{"a"}, ()], anaphor, entities)

    assert scores.tolist() == pytest.approx([0.5 + 3.0, 2.0], abs=1e-3)


@pytest.mark.parametrize("directions", [1, 3])
def test_weights_have_a_row_for_each_direction(directions: int) -> None:
    """They are as long as a hidden state."""
    assert network(directions).weights.shape == (directions, 7)

"""The networks of a fit as the one that the service reads."""

import numpy as np
import pytest
import torch

from training.ranking_fit import RankingModule, RankingSettings, mean_of

SIZE = 3
NAMES = ("far", "near", "told")
OPTIONS = (("near", "told"), ("far",), ())


@pytest.mark.parametrize("reads", [True, False])
def test_the_mean_of_networks_scores_as_they_do(*, reads: bool) -> None:
    """Also where the components of the service are greater by a shift."""
    torch.manual_seed(1)
    settings = RankingSettings(
        seeds=2, epochs=1, batch=1, rate=0.0, hidden=(), units_read_states=reads
    )
    networks = [RankingModule(len(NAMES), SIZE, settings).eval() for _ in range(2)]
    random = np.random.default_rng(2)
    anaphor = random.normal(size=2 * SIZE).astype(np.float32)
    options = random.normal(size=(len(OPTIONS), 4 * SIZE)).astype(np.float32)
    shift = random.normal(size=SIZE).astype(np.float32)
    numbers = [NAMES.index(name) for option in OPTIONS for name in option]
    offsets = np.cumsum([0, *(len(option) for option in OPTIONS[:-1])])
    given = (
        torch.tensor(numbers),
        torch.from_numpy(offsets),
        (torch.from_numpy(anaphor[None]), torch.from_numpy(options)),
        torch.tensor([len(OPTIONS)]),
    )
    with torch.inference_mode():
        wanted = sum(network(*given) for network in networks) / len(networks)

    found = mean_of(networks, NAMES, shift, encoder="sha", margin=0.0).scores(
        OPTIONS, anaphor + np.tile(shift, 2), options + np.tile(shift, 4)
    )

    assert found == pytest.approx(wanted.numpy(), abs=1e-5)

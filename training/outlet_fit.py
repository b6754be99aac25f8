"""Fit the network that ranks the names near a record as its outlet."""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import asdict, replace

from service.attribution.classification.networks.boundary_network import BoundaryNetwork
from service.attribution.classification.networks.ranking_network import OutletNetwork
from training.ranking_examples import (
    ArticleRankings,
    common_features,
    ranking_examples,
)
from training.ranking_fit import RankingSettings, fit_rankings, mean_of

SETTINGS = RankingSettings(
    seeds=2,
    epochs=8,
    batch=64,
    rate=3e-3,
    hidden=(0.3, 0.3),
    units=32,
    units_read_states=True,
)
"""Three in ten examples lack what the rules chose, three what the list knows."""
RARE = 15
"""Options that a feature must have at least."""
MARGIN = 1.0
"""Gain in score for which an outlet is replaced."""
HANDICAP = 1.0
"""By which the score of no outlet is lowered, as a missed outlet counts like a wrong
one. Both were chosen by cross-validation."""
_HIDDEN = ("rule", "listed")
"""The beginnings of features of the rules, and of the list of media."""
_NONE = "none"
"""The feature of no outlet."""
_STEP = 7
"""One word of so many gives the mean of the components."""


def fit_outlets(articles: Sequence[ArticleRankings], encoder: str) -> OutletNetwork:
    """Return the network of outlets.

    Args:
        articles: to fit on, with the components of the states of their words.
        encoder: SHA-256 of the weights of the encoder of the states.
    """
    sample = np.concatenate([one.states[::_STEP] for one in articles])
    mean = sample.astype(np.float32).mean(0)
    names = common_features(articles, RARE)
    numbers = {name: number for number, name in enumerate(names)}
    examples = [
        found
        for one in articles
        for found in ranking_examples(
            one, one.states.astype(np.float32) - mean, numbers, _HIDDEN
        )
    ]
    networks = fit_rankings(examples, len(names), len(mean), SETTINGS)
    fitted = mean_of(networks, names, mean, encoder=encoder, margin=MARGIN)
    lowered = replace(fitted, units=_with_handicap(fitted.units))
    return OutletNetwork(**asdict(lowered))


def _with_handicap(units: BoundaryNetwork) -> BoundaryNetwork:
    """Return the network over features with a lower score of no outlet."""
    if _NONE not in units.features:
        return units
    rows = np.frombuffer(units.embeddings, np.float32).reshape(len(units.features), -1)
    lowered = rows.copy()
    lowered[units.features.index(_NONE), 0] -= HANDICAP
    return replace(units, embeddings=lowered.tobytes())

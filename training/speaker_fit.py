"""Fit the network that ranks the entities of an article as the speaker of a record."""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import asdict

from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from training.encoder_states import Vector
from training.ranking_examples import (
    ArticleRankings,
    common_features,
    ranking_examples,
)
from training.ranking_fit import RankingSettings, fit_rankings, mean_of

DIRECTIONS = 64
"""Principal components of the hidden states that are read."""
SETTINGS = RankingSettings(
    seeds=2,
    epochs=8,
    batch=32,
    rate=2e-3,
    hidden=(0.5,),
    units=48,
    units_read_states=True,
)
"""Half of the examples lack what the rules resolved."""
RARE = 6
"""Options that a feature must have at least."""
MARGIN = 0.25
"""Gain in score for which a speaker is replaced; chosen by cross-validation."""
_STEP = 7
"""One word of so many gives the directions and their means."""
_HIDDEN = ("rule",)
"""The beginning of features that say which entity the rules resolved."""


def fit_speakers(
    articles: Sequence[ArticleRankings],
    encoder: str,
    directions: Vector | None = None,
) -> SpeakerNetwork:
    """Return the network of speakers.

    Args:
        articles: to fit on.
        encoder: SHA-256 of the weights of the encoder of the states.
        directions: that other networks read too, rows as long as a state; without them
            the principal components of the articles.
    """
    sample = np.concatenate([one.states[::_STEP] for one in articles])
    if directions is None:
        directions = _principal(sample.astype(np.float32))
    shift = (sample.astype(np.float32) @ directions.T).mean(0)
    names = common_features(articles, RARE)
    numbers = {name: number for number, name in enumerate(names)}
    examples = [
        found
        for one in articles
        for found in ranking_examples(
            one, one.states.astype(np.float32) @ directions.T - shift, numbers, _HIDDEN
        )
    ]
    networks = fit_rankings(examples, len(names), len(shift), SETTINGS)
    fitted = mean_of(networks, names, shift, encoder=encoder, margin=MARGIN)
    kept = np.ascontiguousarray(directions).tobytes()
    return SpeakerNetwork(**asdict(fitted), directions=kept)


def _principal(sample: Vector) -> Vector:
    """Return the principal components of standardised states, of a mean variance of 1.

    They are directions of the states as they are: ``DIRECTIONS`` rows.
    """
    mean, deviation = sample.mean(0), sample.std(0) + 1e-3
    sample = (sample - mean) / deviation
    variances, vectors = np.linalg.eigh(sample.T @ sample / len(sample))
    kept = vectors[:, ::-1][:, :DIRECTIONS]
    kept = kept / np.sqrt(variances[::-1][:DIRECTIONS].mean())
    return np.asarray(kept.T / deviation, np.float32)

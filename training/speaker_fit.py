"""Fit the network that ranks the entities of an article as the speaker of a record."""

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from service.attribution.classification.speaker_network import SpeakerNetwork
from service.attribution.coref.antecedents.ranking.components import (
    EntityRows,
    entity_vectors,
)
from training.encoder_states import Vector
from training.ranking_fit import (
    RankingExample,
    RankingSettings,
    fit_rankings,
    mean_of,
    without_kinds,
)

DIRECTIONS = 64
"""Principal components of the hidden states that are read."""
SETTINGS = RankingSettings(seeds=2, epochs=8, batch=32, rate=2e-3, hidden=(0.5,))
"""Half of the examples lack what the rules resolved."""
RARE = 6
"""Options that a feature must have at least."""
MARGIN = 0.75
"""Gain in score for which a speaker is replaced; chosen by cross-validation."""
_HIDDEN = ("rule",)
"""The beginning of features that say which entity the rules resolved."""


class SpeakerOption(msgspec.Struct, frozen=True):
    """An entity as the speaker of a record; rows are those of the article's states."""

    features: frozenset[str]
    rows: EntityRows
    is_right: bool
    by_rule: bool


class SpeakerInstance(msgspec.Struct, frozen=True):
    """A record with its options."""

    anaphor: int
    cue: int
    """Rows among the states of the article."""
    options: tuple[SpeakerOption, ...]


class ArticleSpeakers(msgspec.Struct, frozen=True):
    """The records of an article, and the states of its words."""

    id: str
    states: npt.NDArray[np.float16]
    """Words and sentence roots x size."""
    instances: tuple[SpeakerInstance, ...]


class _Scale(msgspec.Struct, frozen=True):
    """The directions of hidden states, after standardisation."""

    mean: Vector
    deviation: Vector
    directions: Vector

    @property
    def size(self) -> int:
        """Number of directions."""
        return int(self.directions.shape[1])

    def reduce(self, states: npt.NDArray[np.float16]) -> Vector:
        """Return the states in the directions: rows x ``size``."""
        whole = (states.astype(np.float32) - self.mean) / self.deviation
        return np.asarray(whole @ self.directions, np.float32)


def fit_speakers(articles: Sequence[ArticleSpeakers], encoder: str) -> SpeakerNetwork:
    """Return the network of speakers.

    Args:
        articles: to fit on.
        encoder: SHA-256 of the weights of the encoder of the states.
    """
    scale = _scale_of(articles)
    names = _common(articles)
    numbers = {name: number for number, name in enumerate(names)}
    examples = [found for one in articles for found in _examples(one, scale, numbers)]
    networks = fit_rankings(examples, len(names), scale.size, SETTINGS)
    turned = np.asarray(scale.directions.T / scale.deviation, np.float32)
    parts = mean_of(networks, names, turned @ scale.mean)
    return SpeakerNetwork(
        encoder=encoder,
        directions=turned.tobytes(),
        units=parts.units,
        anaphor=parts.anaphor,
        entity=parts.entity,
        anaphor_bias=parts.anaphor_bias,
        entity_bias=parts.entity_bias,
        scale=parts.scale,
        columns=scale.size,
        margin=MARGIN,
    )


def _scale_of(articles: Sequence[ArticleSpeakers]) -> _Scale:
    """Return the principal components, of a mean variance of 1."""
    sample = np.concatenate([one.states[::7] for one in articles]).astype(np.float32)
    mean, deviation = sample.mean(0), sample.std(0) + 1e-3
    sample = (sample - mean) / deviation
    variances, vectors = np.linalg.eigh(sample.T @ sample / len(sample))
    kept = vectors[:, ::-1][:, :DIRECTIONS]
    kept = kept / np.sqrt(variances[::-1][:DIRECTIONS].mean())
    return _Scale(mean, deviation, np.asarray(kept, np.float32))


def _common(articles: Sequence[ArticleSpeakers]) -> tuple[str, ...]:
    counts = Counter(
        name
        for one in articles
        for instance in one.instances
        for option in instance.options
        for name in option.features
    )
    return tuple(sorted(name for name, count in counts.items() if count >= RARE))


def _examples(
    article: ArticleSpeakers, scale: _Scale, numbers: dict[str, int]
) -> list[RankingExample]:
    """Return the instances of an article of which some option is right, not all."""
    states = scale.reduce(article.states)
    found: list[RankingExample] = []
    for instance in article.instances:
        options = instance.options
        right = np.array([option.is_right for option in options])
        if not right.any() or right.all():
            continue
        entities = entity_vectors(states, [option.rows for option in options])
        names = [sorted(o.features & numbers.keys()) for o in options]
        anaphor = states[[instance.anaphor, instance.cue]].reshape(-1)
        variants = without_kinds(names, numbers, _HIDDEN)
        found.append(RankingExample(variants, anaphor, entities, right))
    return found

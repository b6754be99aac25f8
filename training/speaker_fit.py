"""Fit the network that ranks the entities of an article as the speaker of a record."""

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec.structs import asdict

from service.attribution.classification.networks.speaker_network import SpeakerNetwork
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
    """The directions of hidden states: rows as long as a state, and their means."""

    directions: Vector
    shift: Vector

    @property
    def size(self) -> int:
        """Number of directions."""
        return len(self.directions)

    def reduce(self, states: npt.NDArray[np.float16]) -> Vector:
        """Return the states in the directions, of mean 0: rows x ``size``."""
        turned = states.astype(np.float32) @ self.directions.T
        return np.asarray(turned - self.shift, np.float32)


def fit_speakers(
    articles: Sequence[ArticleSpeakers],
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
    scale = _Scale(directions, shift)
    names = _common(articles)
    numbers = {name: number for number, name in enumerate(names)}
    examples = [found for one in articles for found in _examples(one, scale, numbers)]
    networks = fit_rankings(examples, len(names), scale.size, SETTINGS)
    parts = mean_of(networks, names, scale.shift)
    return SpeakerNetwork(
        **asdict(parts),
        encoder=encoder,
        directions=np.ascontiguousarray(directions).tobytes(),
        columns=scale.size,
        margin=MARGIN,
    )


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

"""Fit the network that ranks the entities of an article as the speaker of a record."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from service.attribution.classification.networks import BoundaryNetwork
from service.attribution.classification.speaker_network import SpeakerNetwork
from service.attribution.coref.antecedents.ranking.components import (
    EntityRows,
    entity_vectors,
)
from training.encoder_states import Vector

HIDDEN = 16
PRODUCTS = 48
"""Hidden units over features, and products of states, of each of ``SEEDS`` networks."""
SEEDS = 2
"""Networks from different seeds, whose scores are averaged."""
DIRECTIONS = 64
"""Principal components of the hidden states that are read."""
EPOCHS = 8
BATCH = 32
RATE = 2e-3
DECAY = 0.05
DROPOUT = 0.3
RULE_DROPOUT = 0.5
"""Share of examples without the features that say which entity the rules resolved."""
RARE = 6
"""Options that a feature must have at least."""
MARGIN = 0.75
"""Gain in score for which a speaker is replaced; chosen by cross-validation."""
_INITIAL = 0.05
_INITIAL_SCALE = 0.1
_LAST_RATE = 0.1


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


_Integers = npt.NDArray[np.int64]


class _Features(msgspec.Struct, frozen=True):
    """The numbers of the features of all options, one after the other."""

    numbers: _Integers
    counts: _Integers
    """Of each option."""

    @classmethod
    def of(cls, options: Sequence[Sequence[int]]) -> "_Features":
        """Join the numbers of each option."""
        flat = [number for one in options for number in one]
        return cls(np.array(flat, np.int64), np.array([*map(len, options)], np.int64))


class _Example(msgspec.Struct, frozen=True):
    """An instance with the numbers of its features and its reduced states."""

    features: _Features
    without_rules: _Features
    """Without those that say which entity the rules resolved."""
    anaphor: Vector
    entities: Vector
    right: npt.NDArray[np.bool_]


class _Network(nn.Module):
    """The network of ``SpeakerNetwork``, with dropout on states and hidden units."""

    def __init__(self, features: int, size: int) -> None:
        super().__init__()
        self.features = nn.EmbeddingBag(features, 1 + HIDDEN, mode="sum")
        nn.init.uniform_(self.features.weight, -_INITIAL, _INITIAL)
        self.bias = nn.Parameter(torch.zeros(HIDDEN))
        self.output = nn.Linear(HIDDEN, 1, bias=False)
        self.anaphor = nn.Linear(2 * size, PRODUCTS)
        self.entity = nn.Linear(4 * size, PRODUCTS)
        self.scale = nn.Parameter(torch.full((PRODUCTS,), _INITIAL_SCALE))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(
        self,
        numbers: Tensor,
        offsets: Tensor,
        states: tuple[Tensor, Tensor],
        sizes: Tensor,
    ) -> Any:  # noqa: ANN401
        anaphors, entities = map(self.dropout, states)
        found = self.features(numbers, offsets)
        hidden = torch.relu(found[:, 1:] + self.bias)
        direct = found[:, 0] + self.output(self.dropout(hidden)).squeeze(-1)
        of_anaphors = self.dropout(torch.tanh(self.anaphor(anaphors)))
        of_entities = torch.tanh(self.entity(entities))
        products = torch.repeat_interleave(of_anaphors, sizes, 0) * of_entities
        return direct + products @ self.scale


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
    networks = [_fit(examples, len(names), scale.size, seed) for seed in range(SEEDS)]
    return _exported(networks, names, scale, encoder)


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
) -> list[_Example]:
    """Return the instances of an article of which some option is right, not all."""
    states = scale.reduce(article.states)
    found: list[_Example] = []
    for instance in article.instances:
        options = instance.options
        right = np.array([option.is_right for option in options])
        if not right.any() or right.all():
            continue
        entities = entity_vectors(states, [option.rows for option in options])
        names = [sorted(o.features & numbers.keys()) for o in options]
        features = [[numbers[n] for n in one] for one in names]
        hidden = [
            [numbers[n] for n in one if not n.startswith("rule")] for one in names
        ]
        anaphor = states[[instance.anaphor, instance.cue]].reshape(-1)
        known = _Features.of(features), _Features.of(hidden)
        found.append(_Example(*known, anaphor, entities, right))
    return found


def _fit(examples: Sequence[_Example], features: int, size: int, seed: int) -> _Network:
    torch.manual_seed(seed)
    network = _Network(features, size)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (1 + len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: 1 - (1 - _LAST_RATE) * step / steps
    )
    random = np.random.RandomState(seed)
    network.train()
    for _ in range(EPOCHS):
        order = random.permutation(len(examples))
        for first in range(0, len(order), BATCH):
            batch = [examples[n] for n in order[first : first + BATCH]]
            hidden = random.rand(len(batch)) < RULE_DROPOUT
            loss = _loss(network, batch, hidden)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return network.eval()


def _loss(
    network: _Network, batch: Sequence[_Example], hidden: npt.NDArray[np.bool_]
) -> Tensor:
    """Return the mean negative log-probability of the right options.

    ``hidden`` are the examples without the features of the rules.
    """
    features = [
        one.without_rules if without else one.features
        for one, without in zip(batch, hidden, strict=True)
    ]
    counts = np.concatenate([one.counts for one in features])
    sizes = [len(one.right) for one in batch]
    scores = network(
        torch.from_numpy(np.concatenate([one.numbers for one in features])),
        torch.from_numpy(np.cumsum(counts) - counts),
        (
            torch.from_numpy(np.stack([one.anaphor for one in batch])),
            torch.from_numpy(np.concatenate([one.entities for one in batch])),
        ),
        torch.tensor(sizes),
    )
    losses = [
        torch.logsumexp(part, 0) - torch.logsumexp(part[torch.from_numpy(one.right)], 0)
        for part, one in zip(scores.split(sizes), batch, strict=True)
    ]
    return torch.stack(losses).mean()


def _exported(
    networks: Sequence[_Network], names: tuple[str, ...], scale: _Scale, encoder: str
) -> SpeakerNetwork:
    """Return the mean of the networks as one, the scaling of states in its weights."""
    count = len(networks)
    rows = np.concatenate(
        [
            sum(_numbers(n.features.weight)[:, :1] for n in networks) / count,
            *(_numbers(n.features.weight)[:, 1:] for n in networks),
        ],
        axis=1,
    )
    units = BoundaryNetwork(
        names,
        np.ascontiguousarray(rows, np.float32).tobytes(),
        _flat([_numbers(n.bias) for n in networks]),
        _flat([_numbers(n.output.weight)[0] / count for n in networks]),
    )
    turned = np.asarray(scale.directions.T / scale.deviation, np.float32)
    shift = turned @ scale.mean
    anaphor = _layers([network.anaphor for network in networks], shift)
    entity = _layers([network.entity for network in networks], shift)
    return SpeakerNetwork(
        encoder=encoder,
        directions=turned.tobytes(),
        units=units,
        anaphor=anaphor.weights,
        entity=entity.weights,
        anaphor_bias=anaphor.bias,
        entity_bias=entity.bias,
        scale=_flat([_numbers(n.scale) / count for n in networks]),
        columns=scale.size,
        margin=MARGIN,
    )


class _Layer(msgspec.Struct, frozen=True):
    """Layers side by side: inputs x units."""

    weights: bytes
    bias: tuple[float, ...]


def _layers(layers: Sequence[nn.Linear], shift: Vector) -> _Layer:
    """Return layers for inputs that are greater by a shift, repeated for each word."""
    weights = np.concatenate([_numbers(layer.weight).T for layer in layers], axis=1)
    bias = np.concatenate([_numbers(layer.bias) for layer in layers])
    bias = bias - np.tile(shift, len(weights) // len(shift)) @ weights
    return _Layer(np.ascontiguousarray(weights).tobytes(), _flat([bias]))


def _numbers(tensor: Tensor) -> Vector:
    return np.asarray(tensor.detach().numpy(), np.float32)


def _flat(parts: Sequence[npt.NDArray[np.floating[Any]]]) -> tuple[float, ...]:
    return tuple(float(number) for part in parts for number in part)

"""Fit the networks for the first and last words of contents."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from service.attribution.classification.networks.boundary_network import (
    Boundaries,
    BoundaryNetwork,
)
from service.attribution.content.boundaries.boundary_features import Edge
from training.encoder_states import Vector

EDGES: tuple[Edge, Edge] = ("start", "end")
HIDDEN = 16
EPOCHS = 5
BATCH = 32
RATE = 1e-3
DECAY = 0.05
DROPOUT = 0.3
RARE = 4
"""Options that a feature must have at least."""
MARGIN = 0.5
"""Gain in score for which an edge is moved; chosen by cross-validation."""


class Options(msgspec.Struct, frozen=True):
    """The options for an edge of a content, one of which is right."""

    features: tuple[frozenset[str], ...]
    last: tuple[int, ...]
    """Row of the last word before each gap among the states of the article."""
    following: tuple[int, ...]
    right: int


class Instance(msgspec.Struct, frozen=True):
    """A content with its options."""

    cue: int
    """Row of the cue among the states of the article."""
    options: dict[Edge, Options]


class ArticleInstances(msgspec.Struct, frozen=True):
    """The contents of an article, and the states of its words."""

    id: str
    states: npt.NDArray[np.float16]
    """Words and sentence roots x size."""
    instances: tuple[Instance, ...]


class _Network(nn.Module):
    """The network of ``BoundaryNetwork``, with dropout on states and hidden units."""

    def __init__(self, features: int, size: int) -> None:
        super().__init__()
        self.features = nn.Linear(features, 1 + HIDDEN, bias=False)
        self.last = nn.Linear(size, 1 + HIDDEN)
        self.following = nn.Linear(size, 1 + HIDDEN, bias=False)
        self.cue = nn.Linear(size, HIDDEN, bias=False)
        self.output = nn.Linear(HIDDEN, 1, bias=False)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(
        self, features: Tensor, last: Tensor, next_: Tensor, cue: Tensor
    ) -> Any:  # noqa: ANN401
        last, next_, cue = map(self.dropout, (last, next_, cue))
        both = self.features(features) + self.last(last) + self.following(next_)
        hidden = torch.relu(both[:, 1:] + self.cue(cue))
        return both[:, 0] + self.output(self.dropout(hidden)).squeeze(-1)


def fit_boundaries(articles: Sequence[ArticleInstances], encoder: str) -> Boundaries:
    """Return the networks for starts and ends.

    Args:
        articles: to fit on.
        encoder: SHA-256 of the weights of the encoder of the states.
    """
    sample = np.concatenate([one.states[::7] for one in articles]).astype(np.float32)
    mean, deviation = sample.mean(0), sample.std(0) + 1e-3
    fitted = [_fit(articles, edge, mean, deviation) for edge in EDGES]
    projections = np.concatenate([rows for _, rows in fitted]).astype(np.float32)
    starts, ends = (network for network, _ in fitted)
    return Boundaries(encoder, projections.tobytes(), starts, ends, MARGIN)


def _fit(
    articles: Sequence[ArticleInstances], edge: Edge, mean: Vector, deviation: Vector
) -> tuple[BoundaryNetwork, Vector]:
    """Return a network, and the projections of hidden states that it reads."""
    names = _common(articles, edge)
    torch.manual_seed(0)
    network = _Network(len(names), len(mean))
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    examples = [(one, found) for one in articles for found in one.instances]
    rows = {name: row for row, name in enumerate(names)}
    network.train()
    for epoch in range(EPOCHS):
        order = np.random.RandomState(epoch).permutation(len(examples))
        for first in range(0, len(order), BATCH):
            batch = [examples[n] for n in order[first : first + BATCH]]
            loss = _loss(network, batch, edge, rows, (mean, deviation))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return _exported(network, names, mean, deviation)


def _common(articles: Sequence[ArticleInstances], edge: Edge) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for one in articles:
        for instance in one.instances:
            for features in instance.options[edge].features:
                for name in features:
                    counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(name for name, count in counts.items() if count >= RARE))


def _loss(
    network: _Network,
    batch: Sequence[tuple[ArticleInstances, Instance]],
    edge: Edge,
    rows: dict[str, int],
    scale: tuple[Vector, Vector],
) -> Tensor:
    """Return the mean cross-entropy of the right options."""

    def states(numbers: Iterator[npt.NDArray[np.float16]]) -> Tensor:
        whole = np.concatenate(list(numbers)).astype(np.float32)
        return torch.from_numpy((whole - mean) / deviation)

    mean, deviation = scale
    chosen = [(one, found.cue, found.options[edge]) for one, found in batch]
    sizes = [len(options.features) for _, _, options in chosen]
    features = torch.zeros(sum(sizes), len(rows))
    every = [names for _, _, options in chosen for names in options.features]
    for row, names in enumerate(every):
        features[row, [rows[name] for name in names if name in rows]] = 1
    scores = network(
        features,
        states(one.states[list(o.last)] for one, _, o in chosen),
        states(one.states[list(o.following)] for one, _, o in chosen),
        states(one.states[[cue] * len(o.features)] for one, cue, o in chosen),
    )
    losses = [
        -torch.log_softmax(part, 0)[options.right]
        for part, (_, _, options) in zip(scores.split(sizes), chosen, strict=True)
    ]
    return torch.stack(losses).mean()


def _exported(
    network: _Network, names: tuple[str, ...], mean: Vector, deviation: Vector
) -> tuple[BoundaryNetwork, Vector]:
    """Return the numbers of the service: the scaling of states is in the weights."""

    def scaled(layer: nn.Linear) -> Vector:
        weights = layer.weight.detach().numpy() / deviation
        return np.asarray(weights, np.float32)

    parts = [scaled(layer) for layer in (network.last, network.following, network.cue)]
    shift = [part @ mean for part in parts]
    bias = network.last.bias.detach().numpy()[1:] - sum(s[-HIDDEN:] for s in shift)
    embeddings = network.features.weight.detach().numpy().T.astype(np.float32)
    fitted = BoundaryNetwork(
        names,
        np.ascontiguousarray(embeddings).tobytes(),
        tuple(float(number) for number in bias),
        tuple(float(number) for number in network.output.weight.detach().numpy()[0]),
    )
    return fitted, np.concatenate(parts).astype(np.float32)

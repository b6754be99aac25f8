"""Fit networks that rank options by features and by products of hidden states."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from service.attribution.classification.networks.boundary_network import BoundaryNetwork
from service.attribution.classification.networks.ranking_network import RankingNetwork
from training.encoder_states import Vector

PRODUCTS = 48
"""Products of states of each network."""
DECAY = 0.05
DROPOUT = 0.3
_INITIAL = 0.05
_INITIAL_SCALE = 0.1
_INITIAL_STATES = 0.01
_LAST_RATE = 0.1
_Integers = npt.NDArray[np.int64]


class RankingSettings(msgspec.Struct, frozen=True):
    """How networks are fitted."""

    seeds: int
    """Networks from different seeds, whose scores are averaged."""
    epochs: int
    batch: int
    rate: float
    hidden: tuple[float, ...]
    """For each kind of features that may be hidden, the share of examples without."""
    units: int = 16
    """Hidden units over features of each network."""
    units_read_states: bool = False


class Features(msgspec.Struct, frozen=True):
    """The numbers of the features of all options, one after the other."""

    numbers: _Integers
    counts: _Integers
    """Of each option."""

    @classmethod
    def of(cls, options: Sequence[Sequence[int]]) -> "Features":
        """Join the numbers of each option."""
        flat = [number for one in options for number in one]
        return cls(np.array(flat, np.int64), np.array([*map(len, options)], np.int64))


class RankingExample(msgspec.Struct, frozen=True):
    """A record with the numbers of the features of its options and reduced states."""

    variants: tuple[Features, ...]
    """Number 2^k of them lacks the kind k of features that may be hidden, and so on."""
    anaphor: Vector
    entities: Vector
    right: npt.NDArray[np.bool_]


def without_kinds(
    names: Sequence[Sequence[str]], numbers: dict[str, int], kinds: Sequence[str]
) -> tuple[Features, ...]:
    """Return the features of the options with and without those of each kind.

    Args:
        names: of the features of each option.
        numbers: of the features.
        kinds: the beginnings of the names that may be hidden.
    """
    found: list[Features] = []
    for choice in range(1 << len(kinds)):
        hidden = tuple(kind for k, kind in enumerate(kinds) if choice >> k & 1)
        kept = [[numbers[n] for n in one if not n.startswith(hidden)] for one in names]
        found.append(Features.of(kept))
    return tuple(found)


class RankingModule(nn.Module):
    """The network of ``RankingNetwork``, with dropout on states and hidden units."""

    def __init__(self, features: int, size: int, settings: RankingSettings) -> None:
        super().__init__()
        units = settings.units
        self.features = nn.EmbeddingBag(features, 1 + units, mode="sum")
        nn.init.uniform_(self.features.weight, -_INITIAL, _INITIAL)
        self.bias = nn.Parameter(torch.zeros(units))
        self.output = nn.Linear(units, 1, bias=False)
        self.anaphor_units = self.entity_units = None
        if settings.units_read_states:
            self.anaphor_units = nn.Linear(2 * size, units, bias=False)
            self.entity_units = nn.Linear(4 * size, units, bias=False)
            for layer in (self.anaphor_units, self.entity_units):
                nn.init.normal_(layer.weight, 0, _INITIAL_STATES)
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
        """Return a score for each option."""
        anaphors, entities = map(self.dropout, states)
        found = self.features(numbers, offsets)
        hidden = torch.relu(self._before_units(found, anaphors, entities, sizes))
        direct = found[:, 0] + self.output(self.dropout(hidden)).squeeze(-1)
        of_anaphors = self.dropout(torch.tanh(self.anaphor(anaphors)))
        of_entities = torch.tanh(self.entity(entities))
        products = torch.repeat_interleave(of_anaphors, sizes, 0) * of_entities
        return direct + products @ self.scale

    def _before_units(
        self, found: Tensor, anaphors: Tensor, entities: Tensor, sizes: Tensor
    ) -> Tensor:
        """Return what the hidden units read of each option."""
        total: Tensor = found[:, 1:] + self.bias
        if self.anaphor_units is None or self.entity_units is None:
            return total
        of_anaphors = torch.repeat_interleave(self.anaphor_units(anaphors), sizes, 0)
        return total + of_anaphors + self.entity_units(entities)


def fit_rankings(
    examples: Sequence[RankingExample],
    features: int,
    size: int,
    settings: RankingSettings,
) -> list[RankingModule]:
    """Return a network from each seed.

    Args:
        examples: to fit on.
        features: number of features.
        size: numbers that are read of a hidden state.
        settings: of the fit.
    """
    found: list[RankingModule] = []
    for seed in range(settings.seeds):
        torch.manual_seed(seed)
        network = RankingModule(features, size, settings)
        _train(network, examples, np.random.RandomState(seed), settings)
        found.append(network.eval())
    return found


def _train(
    network: RankingModule,
    examples: Sequence[RankingExample],
    random: np.random.RandomState,
    settings: RankingSettings,
) -> None:
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=settings.rate, weight_decay=DECAY
    )
    steps = settings.epochs * (1 + len(examples) // settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: 1 - (1 - _LAST_RATE) * step / steps
    )
    network.train()
    for _ in range(settings.epochs):
        order = random.permutation(len(examples))
        for first in range(0, len(order), settings.batch):
            batch = [examples[n] for n in order[first : first + settings.batch]]
            chosen = np.zeros(len(batch), np.int64)
            for kind, share in enumerate(settings.hidden):
                chosen += (random.rand(len(batch)) < share) << kind
            loss = _loss(network, batch, chosen)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()


def _loss(
    network: RankingModule, batch: Sequence[RankingExample], chosen: _Integers
) -> Tensor:
    """Return the mean negative log-probability of the right options.

    ``chosen`` is the variant of the features of each example.
    """
    features = [
        one.variants[variant] for one, variant in zip(batch, chosen, strict=True)
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


def mean_of(
    networks: Sequence[RankingModule],
    names: tuple[str, ...],
    shift: Vector,
    *,
    encoder: str,
    margin: float,
) -> RankingNetwork:
    """Return the mean of networks as one.

    Args:
        networks: from ``fit_rankings``.
        names: of the features.
        shift: by which the components that the service reads exceed those of the fit.
        encoder: SHA-256 of the weights of the encoder of the states.
        margin: least gain in score for which the option of the rules is replaced.
    """
    count = len(networks)
    rows = np.concatenate(
        [
            sum(_numbers(n.features.weight)[:, :1] for n in networks) / count,
            *(_numbers(n.features.weight)[:, 1:] for n in networks),
        ],
        axis=1,
    )
    anaphor_units, anaphor_raised = _layers([n.anaphor_units for n in networks], shift)
    entity_units, entity_raised = _layers([n.entity_units for n in networks], shift)
    anaphor, of_anaphor = _layers([network.anaphor for network in networks], shift)
    entity, of_entity = _layers([network.entity for network in networks], shift)
    bias = np.concatenate([_numbers(n.bias) for n in networks])
    return RankingNetwork(
        encoder=encoder,
        units=BoundaryNetwork(
            names,
            np.ascontiguousarray(rows, np.float32).tobytes(),
            _flat(bias - anaphor_raised - entity_raised),
            _flat(*(_numbers(n.output.weight)[0] / count for n in networks)),
        ),
        anaphor=anaphor,
        entity=entity,
        anaphor_bias=_flat(_biases(n.anaphor for n in networks) - of_anaphor),
        entity_bias=_flat(_biases(n.entity for n in networks) - of_entity),
        scale=_flat(*(_numbers(n.scale) / count for n in networks)),
        columns=len(shift),
        margin=margin,
        anaphor_units=anaphor_units,
        entity_units=entity_units,
    )


def _layers(
    layers: Sequence[nn.Linear | None], shift: Vector
) -> tuple[bytes, Vector | float]:
    """Return layers side by side, inputs x units, and by how much a shift raises units.

    The shift is repeated for each word. Nothing and 0 where there are no layers.
    """
    present = [_numbers(layer.weight).T for layer in layers if layer is not None]
    if not present:
        return b"", 0.0
    weights = np.concatenate(present, axis=1)
    raised = np.tile(shift, len(weights) // len(shift)) @ weights
    return np.ascontiguousarray(weights).tobytes(), raised


def _biases(layers: Iterable[nn.Linear]) -> Vector:
    return np.concatenate([_numbers(layer.bias) for layer in layers])


def _numbers(tensor: Tensor) -> Vector:
    return np.asarray(tensor.detach().numpy(), np.float32)


def _flat(*parts: npt.NDArray[np.floating[Any]]) -> tuple[float, ...]:
    return tuple(float(number) for part in parts for number in part)

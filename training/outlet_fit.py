"""Fit the network that ranks the names near a record as its outlet."""

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec.structs import asdict, replace

from service.attribution.classification.networks.boundary_network import BoundaryNetwork
from service.attribution.classification.networks.ranking_network import OutletNetwork
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


class OutletChoice(msgspec.Struct, frozen=True):
    """A name as the outlet of a record; rows are those of the article's components."""

    features: frozenset[str]
    rows: EntityRows
    is_right: bool


class OutletInstance(msgspec.Struct, frozen=True):
    """A record with its options."""

    source: int
    cue: int
    """Rows among the components of the article."""
    options: tuple[OutletChoice, ...]


class ArticleOutlets(msgspec.Struct, frozen=True):
    """The records of an article, and the components of its words."""

    id: str
    components: npt.NDArray[np.float16]
    """Words and sentence roots x size."""
    instances: tuple[OutletInstance, ...]


def fit_outlets(articles: Sequence[ArticleOutlets], encoder: str) -> OutletNetwork:
    """Return the network of outlets.

    Args:
        articles: to fit on.
        encoder: SHA-256 of the weights of the encoder of the states.
    """
    sample = np.concatenate([one.components[::_STEP] for one in articles])
    mean = sample.astype(np.float32).mean(0)
    names = _common(articles)
    numbers = {name: number for number, name in enumerate(names)}
    examples = [found for one in articles for found in _examples(one, mean, numbers)]
    networks = fit_rankings(examples, len(names), len(mean), SETTINGS)
    parts = mean_of(networks, names, mean)
    lowered = replace(parts, units=_with_handicap(parts.units))
    return OutletNetwork(
        **asdict(lowered), encoder=encoder, columns=len(mean), margin=MARGIN
    )


def _common(articles: Sequence[ArticleOutlets]) -> tuple[str, ...]:
    counts = Counter(
        name
        for one in articles
        for instance in one.instances
        for option in instance.options
        for name in option.features
    )
    return tuple(sorted(name for name, count in counts.items() if count >= RARE))


def _examples(
    article: ArticleOutlets, mean: Vector, numbers: dict[str, int]
) -> list[RankingExample]:
    """Return the records of an article of which some option is right, not all."""
    components = article.components.astype(np.float32) - mean
    found: list[RankingExample] = []
    for instance in article.instances:
        options = instance.options
        right = np.array([option.is_right for option in options])
        if not right.any() or right.all():
            continue
        entities = entity_vectors(components, [option.rows for option in options])
        names = [sorted(o.features & numbers.keys()) for o in options]
        record = components[[instance.source, instance.cue]].reshape(-1)
        variants = without_kinds(names, numbers, _HIDDEN)
        found.append(RankingExample(variants, record, entities, right))
    return found


def _with_handicap(units: BoundaryNetwork) -> BoundaryNetwork:
    """Return the network over features with a lower score of no outlet."""
    if _NONE not in units.features:
        return units
    rows = np.frombuffer(units.embeddings, np.float32).reshape(len(units.features), -1)
    lowered = rows.copy()
    lowered[units.features.index(_NONE), 0] -= HANDICAP
    return replace(units, embeddings=lowered.tobytes())

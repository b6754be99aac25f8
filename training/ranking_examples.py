"""The records of articles with the options among which a network ranks."""

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from service.attribution.coref.antecedents.ranking.components import (
    EntityRows,
    entity_vectors,
)
from training.encoder_states import Vector
from training.ranking_fit import RankingExample, without_kinds


class RankingOption(msgspec.Struct, frozen=True):
    """An entity or a name for a record; rows are those of the article's states."""

    features: frozenset[str]
    rows: EntityRows
    is_right: bool


class RankingInstance(msgspec.Struct, frozen=True):
    """A record with its options."""

    source: int
    cue: int
    """Rows among the states of the article."""
    options: tuple[RankingOption, ...]


class ArticleRankings(msgspec.Struct, frozen=True):
    """The records of an article, and the states of its words or their components."""

    id: str
    states: npt.NDArray[np.float16]
    """Words and sentence roots x size."""
    instances: tuple[RankingInstance, ...]


def common_features(articles: Sequence[ArticleRankings], rare: int) -> tuple[str, ...]:
    """Return the features that at least ``rare`` options have, in order."""
    counts = Counter(
        name
        for one in articles
        for instance in one.instances
        for option in instance.options
        for name in option.features
    )
    return tuple(sorted(name for name, count in counts.items() if count >= rare))


def ranking_examples(
    article: ArticleRankings,
    states: Vector,
    numbers: dict[str, int],
    hidden: Sequence[str],
) -> list[RankingExample]:
    """Return the records of an article of which some option is right, not all.

    Args:
        article: the records.
        states: of the article, as the network reads them.
        numbers: of the features.
        hidden: the beginnings of the features that may be hidden.
    """
    found: list[RankingExample] = []
    for instance in article.instances:
        options = instance.options
        right = np.array([option.is_right for option in options])
        if not right.any() or right.all():
            continue
        entities = entity_vectors(states, [option.rows for option in options])
        names = [sorted(o.features & numbers.keys()) for o in options]
        record = states[[instance.source, instance.cue]].reshape(-1)
        variants = without_kinds(names, numbers, hidden)
        found.append(RankingExample(variants, record, entities, right))
    return found

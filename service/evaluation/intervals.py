"""Bootstrap intervals of F1 over articles.

Articles are drawn with replacement, as many as there are; the interval holds the middle
95 per cent of the F1 of the draws (percentile bootstrap; Efron and Tibshirani 1993).
"""

import random
from collections.abc import Iterable, Sequence

import msgspec

from service.evaluation.report import Prf, counts_of
from service.evaluation.scorer import ScoredArticle

DRAWS = 2000
SEED = 7
"""The same articles always have the same interval."""
_TAIL = 0.025
_MEASURES = {
    name: (name, "predicted", "gold")
    for name in ("content", "exact", "source", "cue", "triple", "speaker")
} | {"outlet": ("outlet", "outlet_predicted", "outlet_gold")}


class Interval(msgspec.Struct, frozen=True):
    """The 95 per cent interval of an F1, in per cent."""

    low: float
    high: float


def f1_intervals(scored_articles: Sequence[ScoredArticle]) -> dict[str, Interval]:
    """Return the interval of the F1 of each measure by its name; none of no articles.

    Measures that the gold does not have are the reader's to leave out (``Report``).
    """
    counts = [counts_of(one).total for one in scored_articles]
    if not counts:
        return {}
    draw = random.Random(SEED)  # noqa: S311 - a statistic, no secret
    draws = [draw.choices(range(len(counts)), k=len(counts)) for _ in range(DRAWS)]
    return {
        measure: _interval(
            [tuple(count[key] for key in keys) for count in counts], draws
        )
        for measure, keys in _MEASURES.items()
    }


def _interval(
    counts: Sequence[tuple[int, ...]], draws: Sequence[Sequence[int]]
) -> Interval:
    scores = sorted(_f1(map(counts.__getitem__, drawn)) for drawn in draws)
    cut = int(len(scores) * _TAIL)
    return Interval(scores[cut], scores[-1 - cut])


def _f1(counts: Iterable[tuple[int, ...]]) -> float:
    found, predicted, gold = map(sum, zip(*counts, strict=True))
    return Prf.of(found, predicted, gold).f1

"""Metrics over scored articles."""

from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec import UNSET, UnsetType

from service.evaluation.gold_articles import Record, fields_of, stated
from service.evaluation.scorer import AlignedPair, ScoredArticle

SAME = ("type", "kind", "speaker_type", "addressee")
"""Fields whose accuracy over aligned pairs is reported, if the gold has them."""
BY = ("content", "source", "speaker")
"""Fields whose recall is reported by gold type and kind."""


class Prf(msgspec.Struct, frozen=True):
    """Precision, recall and F1 in per cent, rounded to one decimal."""

    p: float
    r: float
    f1: float

    @classmethod
    def of(cls, found: int, predicted: int, gold: int) -> "Prf":
        """Return the metrics from the numbers of correct, predicted and gold items."""
        return cls.of_rates(
            found / predicted if predicted else 0.0, found / gold if gold else 0.0
        )

    @classmethod
    def of_rates(cls, p: float, r: float) -> "Prf":
        """Return the metrics from precision and recall between 0 and 1."""
        both = 200 * p * r / (p + r) if p + r else 0.0
        return cls(round(100 * p, 1), round(100 * r, 1), round(both, 1))


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The metrics of a set of articles; absent where the gold lacks the field.

    ``content``: contents overlap enough; ``exact``: contents are equal; ``triple``:
    content, source and cue; ``chars``: content characters; ``of_aligned``: accuracy of
    fields over aligned pairs; ``recall_by``: recall by gold type and kind.
    """

    articles: int
    gold: int
    predicted: int
    content: Prf
    exact: Prf
    source: Prf
    cue: Prf
    triple: Prf
    chars: Prf
    speaker: Prf | UnsetType = UNSET
    outlet: Prf | UnsetType = UNSET
    of_aligned: dict[str, float]
    recall_by: dict[str, dict[str, float]]


class Counts(msgspec.Struct, frozen=True):
    """Counts over all records, and by gold type and kind."""

    total: Counter[str]
    by: dict[str, Counter[str]]


def make_report(scored_articles: Sequence[ScoredArticle]) -> Report:
    """Return the metrics over all scored articles."""
    fields = frozenset[str]().union(
        *(
            fields_of(gold)
            for item in scored_articles
            for gold in item.article.attributions
        )
    )
    counts = counts_of(*scored_articles)
    total = counts.total

    def prf(key: str) -> Prf:
        return Prf.of(total[key], total["predicted"], total["gold"])

    resolved = "speaker" in fields
    return Report(
        articles=len(scored_articles),
        gold=total["gold"],
        predicted=total["predicted"],
        content=prf("content"),
        exact=prf("exact"),
        source=prf("source"),
        cue=prf("cue"),
        triple=prf("triple"),
        chars=Prf.of(total["char_both"], total["char_predicted"], total["char_gold"]),
        speaker=prf("speaker") if resolved else UNSET,
        outlet=Prf.of(total["outlet"], total["outlet_predicted"], total["outlet_gold"])
        if resolved
        else UNSET,
        of_aligned=_accuracies(total, fields),
        recall_by=_recalls(counts.by, fields),
    )


def counts_of(*scored_articles: ScoredArticle) -> Counts:
    """Return the counts over some articles."""
    counts = Counts(total=Counter(), by={})
    for scored_article in scored_articles:
        _count_article(scored_article, counts)
    return counts


def _count_article(scored_article: ScoredArticle, counts_so_far: Counts) -> None:
    gold = scored_article.article.attributions
    required = [record for record in gold if not record.optional]
    free = {pair.predicted for pair in scored_article.pairs if gold[pair.gold].optional}
    counted = [
        record for i, record in enumerate(scored_article.predicted) if i not in free
    ]
    counts_so_far.total.update(
        gold=len(required),
        predicted=len(counted),
        outlet_gold=sum(bool(stated(record.outlet)) for record in required),
        outlet_predicted=sum(bool(stated(record.outlet)) for record in counted),
        char_both=scored_article.overlap.both,
        char_predicted=scored_article.overlap.predicted,
        char_gold=scored_article.overlap.gold,
    )
    for record in required:
        for key in _groups(record):
            counts_so_far.by.setdefault(key, Counter()).update(gold=1)
    for pair in scored_article.pairs:
        if not gold[pair.gold].optional:
            _count_pair(pair, gold[pair.gold], counts_so_far)


def _groups(record: Record) -> tuple[str, ...]:
    return tuple(key for key in (stated(record.type), stated(record.kind)) if key)


def _count_pair(pair: AlignedPair, gold: Record, counts_so_far: Counts) -> None:
    counts_so_far.total.update(
        content=1,
        exact=pair.exact,
        source=pair.source,
        cue=pair.cue,
        triple=pair.source and pair.cue,
        speaker=pair.speaker,
        outlet=pair.outlet,
        source_exact=pair.source_exact,
        cue_exact=pair.cue_exact,
        **{f"same_{name}": bool(getattr(pair, name)) for name in SAME},
    )
    for key in _groups(gold):
        counts_so_far.by[key].update(
            content=1, source=pair.source, speaker=pair.speaker
        )


def _accuracies(total: Counter[str], fields: frozenset[str]) -> dict[str, float]:
    def share(key: str) -> float:
        pairs = total["content"]
        return round(100 * total[key] / pairs, 1) if pairs else 0.0

    shares = {key: share(key) for key in ("source_exact", "cue_exact")}
    shares |= {key: share(f"same_{key}") for key in SAME if key in fields}
    return shares | ({"speaker": share("speaker")} if "speaker" in fields else {})


def _recalls(
    by: dict[str, Counter[str]], fields: frozenset[str]
) -> dict[str, dict[str, float]]:
    return {
        key: {"gold": counts["gold"]}
        | {
            name: round(100 * counts[name] / counts["gold"], 1)
            for name in BY
            if name in fields
        }
        for key, counts in sorted(by.items())
    }

"""What the network of the conventions says of a candidate, as features.

The names are keys of ``models/en/classifier/news.json``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import log

import numpy as np

from service.attribution.candidates import Candidate
from service.attribution.classification.logistic import probability
from service.attribution.context import Context
from service.attribution.context.convention_scores import (
    MOST,
    ConventionScores,
    CuedScores,
)
from service.nlp.conventions import (
    CONTENT,
    CUE,
    NESTED,
    SOURCE,
    WINDOW,
    Floats,
    Numbers,
)

KNOTS = (-4, -2, 0, 2, 4)
"""Log-odds at which the weight of a number may change."""
WIDTH = 2
MOST_NESTED = 6
"""Greatest absolute log-odds that a nested candidate has a weight of its own for."""
LOW = 0.1
"""The share of the words of a content that count as its worst."""
_WIDTHS = np.array([WIDTH] * (len(KNOTS) - 1) + [2 * WIDTH])
_TINY = 1e-6
_TINIEST = 1e-4


def convention_numbers(
    context: Context, candidate: Candidate, cues: Sequence[int]
) -> dict[str, float]:
    """Return the numbers of a candidate, none without scores or without a cue.

    ``cues`` are the numbers of the cues of all candidates, from ``cues_of``.
    """
    scores, cue = context.conventions, candidate.cue
    if scores is None or cue is None:
        return {}
    number = scores.number(*cue.key)
    labels = scores.labels[number]
    found = {
        "cue": float(labels[CUE]),
        "cue in content": float(max(labels[CONTENT], labels[NESTED])),
    }
    own = scores.cues.get(number)
    if own is not None:
        inside = _content_words(scores, candidate, own)
        if len(inside):
            found |= _content(scores, number, own, inside)
            found |= _rivals(scores, number, inside, cues)
        found |= _source(scores, candidate, own)
    return found


def cues_of(context: Context, candidates: Iterable[Candidate]) -> tuple[int, ...]:
    """Return the numbers of the cues of candidates, in their order."""
    scores = context.conventions
    if scores is None:
        return ()
    keys = {one.cue.key for one in candidates if one.cue is not None}
    return tuple(sorted(scores.number(*key) for key in keys))


def _content_words(
    scores: ConventionScores, candidate: Candidate, own: CuedScores
) -> Numbers:
    """Return the words of the content around the cue; punctuation does not count."""
    around = slice(own.start, own.end)
    starts, ends = scores.starts[around], scores.ends[around]
    inside = np.zeros(len(starts), np.bool_)
    for span in candidate.content:
        inside |= (starts >= span.start) & (ends <= span.end)
    return own.start + np.flatnonzero(inside & scores.counted[around])


def _source(
    scores: ConventionScores, candidate: Candidate, own: CuedScores
) -> dict[str, float]:
    """Return what the scores say of the source, or of the lack of one."""
    source = candidate.source
    best = float(own.source.max())
    number = -1 if source is None else scores.number(source.tree, source.head)
    if not own.start <= number < own.end:
        return {"no source": best}
    score = float(own.source[number - own.start])
    label = float(scores.labels[number, SOURCE])
    return {"source": score, "source label": label, "source best": best - score}


def _content(
    scores: ConventionScores, cue: int, own: CuedScores, inside: Numbers
) -> dict[str, float]:
    """Return what the scores of the words say of the content."""
    logits = own.content[inside - own.start]
    mean = float(logits.mean())
    overlap = _overlap(cue, own, inside)
    chance = probability(float(scores.labels[cue, CUE]))
    labels = _chances(scores.labels[inside]).mean(0)
    found = {"mean": mean, "low": _low(logits), "overlap": _logit(overlap)}
    for name, column in (("content label", CONTENT), ("nested label", NESTED)):
        found[name] = _logit(float(labels[column]))
    found["joint"] = _logit(chance * probability(mean))
    found["joint overlap"] = _logit(chance * overlap)
    return found


def _low(logits: Floats) -> float:
    """Return the quantile ``LOW``, between two of the numbers."""
    logits.sort()
    place = LOW * (len(logits) - 1)
    first = int(place)
    below, above = float(logits[first]), float(logits[min(first + 1, len(logits) - 1)])
    return below + (place - first) * (above - below)


def _overlap(cue: int, own: CuedScores, inside: Numbers) -> float:
    """Return the expected overlap of the content with the words of the cue."""
    chances = _chances(own.content)
    rest = np.ones(len(chances), np.bool_)
    rest[inside - own.start] = False
    rest[cue - own.start] = False
    expected = float(chances[inside - own.start].sum())
    return expected / (len(inside) + float(chances[rest].sum()))


def _rivals(
    scores: ConventionScores, cue: int, inside: Numbers, cues: Sequence[int]
) -> dict[str, float]:
    """Return how well the best other cue has the content, and the gain over it."""
    first = bisect_left(cues, int(inside[0]) - WINDOW)
    last = bisect_right(cues, int(inside[-1]) + WINDOW)
    others = [_support(scores, n, inside) for n in cues[first:last] if n != cue]
    best = max([-MOST, *others])
    return {"other": best, "against other": _support(scores, cue, inside) - best}


def _support(scores: ConventionScores, cue: int, inside: Numbers) -> float:
    """Return the log of the chance of a cue, plus the mean score of the words for it.

    The least is ``-MOST``, as for a cue that reaches none of the words.
    """
    rows = scores.cues.get(cue)
    if rows is None:
        return -MOST
    places = inside - rows.start
    reached = places[(places >= 0) & (places < len(rows.content))]
    if not len(reached):
        return -MOST
    mean = float(rows.content[reached].mean())
    return log(probability(float(scores.labels[cue, CUE])) + _TINY) + mean


def _chances(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def _logit(chance: float) -> float:
    """Return the log-odds of a chance that is neither certain nor impossible."""
    bounded = min(max(chance, _TINIEST), 1 - _TINIEST)
    return log(bounded / (1 - bounded))


def convention_features(
    numbers: Mapping[str, float], *, nested: bool
) -> tuple[tuple[str, float], ...]:
    """Return parts of each number, whose weights make a line with a bend a knot."""
    if not numbers:
        return ()
    values = np.array([*numbers.values()], np.float64)
    parts = (values[:, None] - KNOTS).clip(0, _WIDTHS) / WIDTH
    lines = values.clip(-MOST_NESTED, MOST_NESTED) / (2 * WIDTH)
    found: list[tuple[str, float]] = []
    for name, row, line in zip(numbers, parts.tolist(), lines.tolist(), strict=True):
        found.append((f"convention {name}", 1.0))
        found += [
            (f"convention {name} {knot}", part)
            for knot, part in zip(KNOTS, row, strict=True)
            if part
        ]
        if nested:
            found.append((f"nested convention {name}", 1.0))
            found.append((f"nested convention {name} line", line))
    return tuple(found)

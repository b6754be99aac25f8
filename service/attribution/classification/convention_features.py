"""What the network of the conventions says of a candidate, as features.

The names are keys of ``models/en/classifier/news.json``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

import msgspec
import numpy as np
import numpy.typing as npt

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.classification.logistic import probability
from service.attribution.context import Context
from service.attribution.context.convention_scores import (
    ConventionScores,
    CuedScores,
)
from service.nlp.conventions import CONTENT, CUE, NESTED, SOURCE, Floats

KNOTS = (-4, -2, 0, 2, 4)
"""Log-odds at which the weight of a number may change."""
WIDTH = 2
MOST_NESTED = 6
"""Greatest absolute log-odds that a nested candidate has a weight of its own for."""
MOST = 8.0
"""Greatest absolute log-odds of a word."""
LOW = 0.1
"""The share of the words of a content that count as its worst."""
_TINY = 1e-6
_TINIEST = 1e-4

Numbers = npt.NDArray[np.int64]


class Place(msgspec.Struct, frozen=True):
    """The words of a candidate, by their numbers in the article."""

    cue: int
    content: tuple[int, ...]
    source: int | None


def convention_features(
    context: Context,
    candidate: Candidate,
    cues: Sequence[tuple[int, int]],
    *,
    nested: bool,
) -> tuple[tuple[str, float], ...]:
    """Return the features of a candidate, none without scores or without a cue.

    ``cues`` are the places of the cues of all candidates.
    """
    scores, cue = context.conventions, candidate.cue
    if scores is None or cue is None:
        return ()
    numbers = [scores.number(*key) for key in cues]
    found = dict(_numbers(scores, place_of(context, scores, candidate, cue), numbers))
    return tuple(sorted(_parts(found, nested=nested)))


def place_of(
    context: Context, scores: ConventionScores, candidate: Candidate, cue: CueCandidate
) -> Place:
    """Return the words of a candidate with a cue; punctuation does not count."""
    source = candidate.source
    content = [
        scores.number(tree.index, position)
        for tree in context.trees
        if tree.tokens[0].start < candidate.end
        and candidate.start < tree.tokens[-1].end
        for position, token in enumerate(tree.tokens)
        if token.upos != "PUNCT" and candidate.covers(token.start, token.end)
    ]
    of_source = None if source is None else scores.number(source.tree, source.head)
    return Place(scores.number(*cue.key), tuple(content), of_source)


def _numbers(
    scores: ConventionScores, place: Place, cues: Iterable[int]
) -> Iterator[tuple[str, float]]:
    """Yield the log-odds that speak for or against a candidate, by name."""
    labels = scores.labels[place.cue]
    yield "cue", float(labels[CUE])
    yield "cue in content", float(max(labels[CONTENT], labels[NESTED]))
    own = scores.cues.get(place.cue)
    if own is None:
        return
    inside = np.array([n for n in place.content if own.start <= n < own.end], np.int64)
    if len(inside):
        yield from _content(scores, place.cue, own, inside)
        yield from _rivals(scores, place.cue, inside, cues)
    if place.source is not None and own.start <= place.source < own.end:
        score = float(own.source[place.source - own.start])
        yield "source", score
        yield "source label", float(scores.labels[place.source, SOURCE])
        yield "source best", float(own.source.max()) - score
    else:
        yield "no source", float(own.source.max())


def _content(
    scores: ConventionScores, cue: int, own: CuedScores, inside: Numbers
) -> Iterator[tuple[str, float]]:
    """Yield what the scores of the words say of the content."""
    logits = np.clip(own.content[inside - own.start], -MOST, MOST)
    mean = float(logits.mean())
    yield "mean", mean
    yield "low", float(np.quantile(logits, LOW))
    overlap = _overlap(cue, own, inside)
    yield "overlap", _logit(overlap)
    for name, column in (("content label", CONTENT), ("nested label", NESTED)):
        yield name, _logit(float(_chances(scores.labels[inside, column]).mean()))
    chance = probability(float(scores.labels[cue, CUE]))
    yield "joint", _logit(chance * probability(mean))
    yield "joint overlap", _logit(chance * overlap)


def _overlap(cue: int, own: CuedScores, inside: Numbers) -> float:
    """Return the expected overlap of the content with the words of the cue."""
    chances = _chances(own.content)
    rest = np.ones(len(chances), np.bool_)
    rest[inside - own.start] = False
    rest[cue - own.start] = False
    expected = float(chances[inside - own.start].sum())
    return expected / (len(inside) + float(chances[rest].sum()))


def _rivals(
    scores: ConventionScores, cue: int, inside: Numbers, cues: Iterable[int]
) -> Iterator[tuple[str, float]]:
    """Yield how well the best other cue has the content, and the gain over it."""
    others = [_support(scores, other, inside) for other in cues if other != cue]
    best = max([-MOST, *others])
    yield "other", best
    yield "against other", _support(scores, cue, inside) - best


def _support(scores: ConventionScores, cue: int, inside: Numbers) -> float:
    """Return the log of the chance of a cue, plus the mean score of the words for it.

    The least is ``-MOST``, as for a cue that reaches none of the words.
    """
    rows = scores.cues.get(cue)
    if rows is None:
        return -MOST
    reached = inside[(inside >= rows.start) & (inside < rows.end)]
    if not len(reached):
        return -MOST
    mean = float(np.clip(rows.content[reached - rows.start], -MOST, MOST).mean())
    return log(probability(float(scores.labels[cue, CUE])) + _TINY) + mean


def _chances(logits: Floats) -> Floats:
    chances: Floats = 1 / (1 + np.exp(-logits))
    return chances


def _logit(chance: float) -> float:
    """Return the log-odds of a chance that is neither certain nor impossible."""
    bounded = min(max(chance, _TINIEST), 1 - _TINIEST)
    return log(bounded / (1 - bounded))


def _parts(
    numbers: Mapping[str, float], *, nested: bool
) -> Iterator[tuple[str, float]]:
    """Yield the parts of each number, whose weights make a line with a bend a knot."""
    for name, number in numbers.items():
        yield f"convention {name}", 1.0
        for knot in KNOTS:
            most = WIDTH if knot < KNOTS[-1] else 2 * WIDTH
            part = min(max(number - knot, 0.0), most) / WIDTH
            if part:
                yield f"convention {name} {knot}", part
        if nested:
            yield f"nested convention {name}", 1.0
            yield (
                f"nested convention {name} line",
                min(max(number, -MOST_NESTED), MOST_NESTED) / (2 * WIDTH),
            )

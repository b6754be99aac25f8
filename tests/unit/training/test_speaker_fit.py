"""The network of speakers, fitted on made options."""

import numpy as np

from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.attribution.coref.antecedents.ranking.components import (
    EntityRows,
    entity_vectors,
)
from training.ranking_examples import ArticleRankings, RankingInstance, RankingOption
from training.speaker_fit import fit_speakers

SIZE = 6


def article(number: int) -> ArticleRankings:
    """Return an article whose speakers have the state of the source, or a feature.

    The state of the source (row 0) has the sign of that of the right entity (row 1 or
    2); the feature "right" is that of the second instance.
    """
    random = np.random.default_rng(number)
    states = random.normal(size=(4, SIZE)).astype(np.float16)
    sign = random.choice([-3.0, 3.0])
    right = int(random.integers(2))
    states[0, 0] = sign
    states[1 + right, 0], states[2 - right, 0] = sign, -sign
    alike = RankingInstance(0, 3, tuple(option(n, right) for n in range(2)))
    named = RankingInstance(3, 3, (option(0, 0, "rule"), option(1, 1, "right")))
    return ArticleRankings(f"a-{number}", states, (alike, named))


def option(number: int, right: int, *names: str) -> RankingOption:
    """Return an entity with one mention; the first is that of the rules."""
    row = 1 + number
    is_right = "right" in names or ("rule" not in names and number == right)
    return RankingOption(
        frozenset({"x", *names}),
        EntityRows(row, row, row, (row,)),
        is_right=is_right,
    )


def scores_of(fitted: SpeakerNetwork, one: ArticleRankings, number: int) -> list[float]:
    """Return the scores of an instance from the numbers that the service reads."""
    instance = one.instances[number]
    projected = one.states.astype(np.float32) @ fitted.weights.T
    anaphor = projected[[instance.source, instance.cue]].reshape(-1)
    entities = entity_vectors(projected, [o.rows for o in instance.options])
    features = [o.features for o in instance.options]
    scores: list[float] = fitted.scores(features, anaphor, entities).tolist()
    return scores


def test_the_fitted_network_finds_the_right_speakers() -> None:
    """By products of states and by features."""
    fitted = fit_speakers([article(n) for n in range(150)], "sha")
    wrong = 0
    for number in range(100, 120):
        one = article(number)
        for instance in (0, 1):
            scores = scores_of(fitted, one, instance)
            best = one.instances[instance].options[int(np.argmax(scores))]
            wrong += not best.is_right

    assert fitted.encoder == "sha"
    assert wrong <= 4


def test_the_directions_of_other_networks_are_kept() -> None:
    """They are read as they are given."""
    directions = np.eye(SIZE, dtype=np.float32)[:2]
    fitted = fit_speakers([article(n) for n in range(8)], "sha", directions)

    assert fitted.columns == 2
    assert np.array_equal(fitted.weights, directions)

"""The network of outlets, fitted on made options."""

import numpy as np

from service.attribution.coref.antecedents.ranking.components import (
    EntityRows,
    entity_vectors,
)
from training.outlet_fit import HANDICAP, fit_outlets
from training.ranking_examples import ArticleRankings, RankingInstance, RankingOption

SIZE = 3


def article(number: int) -> ArticleRankings:
    """Return an article whose right outlet has the feature "told", or none has it."""
    random = np.random.default_rng(number)
    components = random.normal(size=(3, SIZE)).astype(np.float16)
    told = number % 2 == 0
    names = {"named", "told"} if told else {"named"}
    options = (choice({"none"}, 1, right=not told), choice(names, 2, right=told))
    return ArticleRankings(f"a-{number}", components, (RankingInstance(0, 0, options),))


def choice(names: set[str], row: int, *, right: bool) -> RankingOption:
    """Return an option with one word."""
    rows = EntityRows(row, row, row, (row,))
    return RankingOption(frozenset(names), rows, is_right=right)


def test_the_fitted_network_finds_the_right_outlets() -> None:
    """And scores no outlet lower by the handicap."""
    fitted = fit_outlets([article(n) for n in range(200)], "sha")
    wrong = 0
    for number in range(20):
        one = article(number)
        (instance,) = one.instances
        components = one.states.astype(np.float32)
        scores = fitted.scores(
            [each.features for each in instance.options],
            components[[instance.source, instance.cue]].reshape(-1),
            entity_vectors(components, [each.rows for each in instance.options]),
        )
        scores[0] += HANDICAP
        wrong += not instance.options[int(np.argmax(scores))].is_right

    assert fitted.encoder == "sha"
    assert fitted.columns == SIZE
    assert wrong <= 4

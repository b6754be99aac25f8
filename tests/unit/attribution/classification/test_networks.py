"""Networks over features and projected states."""

import numpy as np
import pytest

from service.attribution.classification.networks.boundary_network import (
    Boundaries,
    BoundaryNetwork,
    ProjectedWords,
)


def network(*rows: tuple[float, float]) -> BoundaryNetwork:
    """Return a network with one hidden unit: rows of a score and a unit's input."""
    names = tuple("abc"[: len(rows)])
    return BoundaryNetwork(
        names, np.array(rows, np.float32).tobytes(), bias=(-1.0,), output=(2.0,)
    )


def test_a_score_is_the_sum_of_direct_scores_and_hidden_units() -> None:
    """The unit is cut at zero; unknown features count nothing."""
    net = network((0.5, 3.0), (0.25, -5.0))
    features = net.embed([{"a", "unknown"}, {"a", "b"}])
    last = np.array([[0.125, 1.0]] * 2, np.float32)
    following = np.array([[0.0, 0.0]] * 2, np.float32)

    scores = net.scores(features, last, following, np.array([1.0], np.float32))

    assert scores.tolist() == [
        0.5 + 0.125 + 2 * (3 + 1 + 1 - 1),
        0.5 + 0.25 + 0.125 + 0,
    ]


def test_no_feature_has_no_score() -> None:
    """An option without known features is scored by the states alone."""
    assert network((0.5, 3.0)).embed([()]).tolist() == [[0.0, 0.0]]


def test_projections_are_divided_between_the_networks() -> None:
    """A row has last, following and cue of starts, then those of ends."""
    row = np.arange(10, dtype=np.float16)
    starts, ends = ProjectedWords.of(np.stack([row, -row]).tobytes(), hidden=1, words=1)

    assert starts.last[0].tolist() == [0, 1]
    assert starts.following[0].tolist() == [2, 3]
    assert starts.cue[1].tolist() == [-4]
    assert ends.last[0].tolist() == [5, 6]
    assert ends.cue[0].tolist() == [9]


@pytest.mark.parametrize("hidden", [1, 3])
def test_weights_have_a_row_for_each_column(hidden: int) -> None:
    """As many rows as a projected word has numbers."""
    net = BoundaryNetwork((), b"", (0.0,) * hidden, (0.0,) * hidden)
    columns = 2 * (3 * hidden + 2)
    numbers = np.zeros((columns, 5), np.float32)
    found = Boundaries("sha", numbers.tobytes(), net, net, 0.5)

    assert found.columns == columns
    assert found.weights.shape == (columns, 5)

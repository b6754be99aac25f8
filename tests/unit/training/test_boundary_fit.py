"""Networks for boundaries, fitted on made options."""

import numpy as np

from service.attribution.classification.networks.boundary_network import ProjectedWords
from training.boundary_fit import (
    EDGES,
    HIDDEN,
    ArticleInstances,
    Instance,
    Options,
    fit_boundaries,
)

SIZE = 6


def article(number: int) -> ArticleInstances:
    """Return an article whose ends are at a feature, and its starts at a state.

    State 1 alone has its first number high, and gap 1 alone is followed by "right".
    """
    random = np.random.default_rng(number)
    states = random.normal(size=(4, SIZE)).astype(np.float16)
    states[:, 0] = [0, 9, 0, 0]
    names = (frozenset({"x"}), frozenset({"x", "right"}), frozenset({"y"}))
    plain = (frozenset({"x"}),) * 3
    right = int(random.integers(3))
    following = [2, 2, 2]
    following[right] = 1
    return ArticleInstances(
        f"a-{number}",
        states,
        (
            Instance(
                3,
                {
                    "start": Options(plain, (0, 0, 0), tuple(following), right),
                    "end": Options(names, (0, 2, 3), (2, 3, 0), 1),
                },
            ),
        )
        * 40,
    )


def test_the_fitted_networks_find_the_right_options() -> None:
    """Ends by features, starts by states, from the numbers that the service reads."""
    fitted = fit_boundaries([article(n) for n in range(60)], "sha")
    wrong = 0
    for number in range(100, 120):
        one = article(number)
        projected = one.states.astype(np.float32) @ fitted.weights.T
        words = ProjectedWords.of(
            projected.astype(np.float16).tobytes(), HIDDEN, words=3
        )
        for edge, network, rows in zip(
            EDGES, (fitted.starts, fitted.ends), words, strict=True
        ):
            options = one.instances[0].options[edge]
            scores = network.scores(
                network.embed(options.features),
                rows.last[list(options.last)],
                rows.following[list(options.following)],
                rows.cue[3],
            )
            wrong += int(np.argmax(scores)) != options.right

    assert fitted.encoder == "sha"
    assert wrong <= 2

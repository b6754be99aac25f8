"""Decision trees as data."""

from collections.abc import Sequence

import numpy as np
import pytest

from service.attribution.classification.correction.trees import LEAF, Trees

_Node = tuple[int, float, int, int, int]
"""The input, the limit or value, and the nodes for less, more and nothing."""


def trees(nodes: Sequence[_Node], roots: Sequence[int], depth: int) -> Trees:
    """Return trees of nodes that read "a" and "b"."""
    asked, limits, below, above, missing = zip(*nodes, strict=True)
    return Trees(
        inputs=("a", "b"),
        bias=0.5,
        depth=depth,
        roots=np.array(roots, np.int32).tobytes(),
        asked=np.array(asked, np.int16).tobytes(),
        limits=np.array(limits, np.float32).tobytes(),
        below=np.array(below, np.int32).tobytes(),
        above=np.array(above, np.int32).tobytes(),
        missing=np.array(missing, np.int32).tobytes(),
    )


TWO = trees(
    [
        (0, 1.0, 1, 2, 2),
        (LEAF, -2.0, 1, 1, 1),
        (1, 0.0, 3, 4, 3),
        (LEAF, 1.0, 3, 3, 3),
        (LEAF, 4.0, 4, 4, 4),
        (LEAF, 0.25, 5, 5, 5),
    ],
    roots=(0, 5),
    depth=2,
)
"""A tree that asks for a, then b, and one that is a value."""

LOGITS = [
    pytest.param({"a": 1.0, "b": 9.0}, -1.25, id="at the limit"),
    pytest.param({"a": 1.5, "b": 0.0}, 1.75, id="above it, then at the next"),
    pytest.param({"a": 1.5, "b": 0.5}, 4.75, id="above both"),
    pytest.param({"a": 1.5}, 1.75, id="a number is missing"),
    pytest.param({}, 1.75, id="both are missing"),
    pytest.param({"a": 0.0, "c": 7.0}, -1.25, id="one that nothing asks for"),
]


@pytest.mark.parametrize(("measures", "logit"), LOGITS)
def test_the_sum_of_the_values(measures: dict[str, float], logit: float) -> None:
    """Each tree adds the value that the answers lead to."""
    assert TWO.logits([measures]) == [pytest.approx(logit)]


def test_candidates_do_not_depend_on_each_other() -> None:
    """The log-odds are those of each candidate alone, to the last bit."""
    rows: list[dict[str, float]] = [{"a": 0.3}, {}, {"a": 3.0, "b": 2.0}]

    assert TWO.logits(rows) == [TWO.logits([row])[0] for row in rows]
    assert TWO.logits([]) == []

"""Trees as they are fitted."""

import numpy as np
import pytest

from training.tree_fit import fit_trees


def test_the_trees_give_what_was_fitted() -> None:
    """They find a label that two numbers decide on together, one of them at times."""
    draw = np.random.RandomState(0)
    rows: list[dict[str, float]] = []
    wanted: list[bool] = []
    for number in range(1200):
        row = {"a": float(draw.normal()), "b": float(draw.normal())}
        if number % 3 == 0:
            del row["b"]
        rows.append(row)
        wanted.append((row["a"] > 0) == (row.get("b", 1.0) > 0))
    trees = fit_trees(rows[:900], wanted[:900])
    logits = np.array(trees.logits(rows[900:]))

    assert trees.inputs == ("a", "b")
    assert ((logits > 0) == np.array(wanted[900:])).mean() > 0.95
    same = fit_trees(rows[:900], wanted[:900]).logits(rows[900:])
    assert same == pytest.approx(logits.tolist())

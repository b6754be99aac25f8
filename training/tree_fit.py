"""Fit the decision trees that correct the log-odds of candidates."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from service.attribution.classification.correction.trees import LEAF, Trees

TREES = 300
RATE = 0.05
LEAVES = 24
"""Values of one tree."""
SAMPLE = 0.2
"""The share of the inputs that one question may choose from."""
LEAST = 20
"""Candidates that a value is fitted on at least."""
PENALTY = 5.0


def fit_trees(measures: Sequence[Mapping[str, float]], wanted: Sequence[bool]) -> Trees:
    """Return trees that give the log-odds of a label by the numbers of candidates."""
    names = tuple(sorted({name for one in measures for name in one}))
    rows = Trees(names, 0.0, 0, b"", b"", b"", b"", b"", b"").rows(measures)
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        max_features=SAMPLE,
        min_samples_leaf=LEAST,
        l2_regularization=PENALTY,
        early_stopping=False,
        random_state=0,
    )
    model.fit(rows, np.array(wanted))
    return _exported(model, names)


def _exported(model: Any, names: tuple[str, ...]) -> Trees:  # noqa: ANN401
    """Return the trees of a model of scikit-learn, which has no public form of them."""
    nodes = [predictor.nodes for (predictor,) in model._predictors]  # noqa: SLF001
    starts = np.cumsum([0, *map(len, nodes)])
    every = np.concatenate(nodes)
    offsets = np.repeat(starts[:-1], [len(one) for one in nodes])
    own = np.arange(len(every))
    leaf = every["is_leaf"].astype(bool)
    left, right = (np.where(leaf, own, every[n] + offsets) for n in ("left", "right"))
    to_left = every["missing_go_to_left"].astype(bool)
    return Trees(
        inputs=names,
        bias=round(float(model._baseline_prediction[0, 0]), 6),  # noqa: SLF001
        depth=int(every["depth"].max()),
        roots=_bytes(starts[:-1], np.int32),
        asked=_bytes(np.where(leaf, LEAF, every["feature_idx"]), np.int16),
        limits=_bytes(np.where(leaf, every["value"], _limits(every)), np.float32),
        below=_bytes(left, np.int32),
        above=_bytes(right, np.int32),
        missing=_bytes(np.where(to_left, left, right), np.int32),
    )


def _limits(nodes: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Return the limits, the greatest float32 for "is there a number at all"."""
    most = float(np.finfo(np.float32).max)
    return np.asarray(np.clip(nodes["num_threshold"], -most, most), np.float32)


def _bytes(numbers: npt.NDArray[Any], kind: type[np.generic]) -> bytes:
    return numbers.astype(kind).tobytes()

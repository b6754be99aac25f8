"""Decision trees over the numbers of a candidate, which correct its log-odds.

Nothing is fitted here: ``python -m training.classifier`` writes the numbers, which lie
with those of the classifier.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
import numpy as np

from service.attribution.classification.networks import Floats

LEAF = -1
"""In place of an input, for a node that gives a value."""


class Trees(msgspec.Struct, frozen=True, dict=True):
    """The sum of the values of many small trees is the log-odds.

    A node asks whether an input is at most a limit and names the next node for both
    answers; where a number is missing it has an answer of its own.
    """

    inputs: tuple[str, ...]
    """Names of the numbers that are read."""
    bias: float
    depth: int
    """Most questions on the way to a value."""
    roots: bytes
    """Int32: the first node of each tree."""
    asked: bytes
    """Int16 a node: the number of an input, or ``LEAF``."""
    limits: bytes
    """Float32 a node: the limit, or the value."""
    below: bytes
    above: bytes
    missing: bytes
    """Int32 a node: the next node for numbers up to the limit, for greater and none."""

    @cached_property
    def _nodes(self) -> tuple[Any, ...]:
        nodes = self.below, self.above, self.missing
        return (
            np.frombuffer(self.asked, np.int16),
            np.frombuffer(self.limits, np.float32),
            *(np.frombuffer(one, np.int32) for one in nodes),
        )

    def rows(self, measures: Sequence[Mapping[str, float]]) -> Floats:
        """Return the inputs of candidates, NaN for a number that is missing."""
        nan = float("nan")
        rows = [[one.get(name, nan) for name in self.inputs] for one in measures]
        return np.array(rows, np.float32).reshape(-1, len(self.inputs))

    def logits(self, measures: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the log-odds of candidates, each by its own numbers."""
        asked, limits, below, above, missing = self._nodes
        rows = self.rows(measures)
        roots = np.frombuffer(self.roots, np.int32)
        at = np.repeat(roots[None], len(rows), 0)
        own = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            numbers = rows[own, asked[at]]  # of a leaf any, since it leads to itself
            following = np.where(numbers <= limits[at], below[at], above[at])
            at = np.where(np.isnan(numbers), missing[at], following)
        found: list[float] = limits[at].astype(np.float64).sum(1).tolist()
        return [self.bias + one for one in found]

"""Decision trees over the numbers of a candidate, which correct its log-odds.

Nothing is fitted here: ``python -m training.classifier`` writes the numbers, which lie
with those of the classifier.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec
import numpy as np
import numpy.typing as npt

from service.attribution.classification.networks.boundary_network import Floats

_Nodes = npt.NDArray[np.int32]

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
    def _questions(self) -> tuple[npt.NDArray[np.int16], Floats]:
        """What each node asks for, and its limit or value."""
        asked, limits = self.asked, self.limits
        return np.frombuffer(asked, np.int16), np.frombuffer(limits, np.float32)

    @cached_property
    def _answers(self) -> tuple[_Nodes, _Nodes, _Nodes]:
        """The next node of each for all three answers."""
        below, above, missing = (
            np.frombuffer(one, np.int32)
            for one in (self.below, self.above, self.missing)
        )
        return below, above, missing

    def rows(self, measures: Sequence[Mapping[str, float]]) -> Floats:
        """Return the inputs of candidates, NaN for a number that is missing."""
        nan = float("nan")
        rows = [[one.get(name, nan) for name in self.inputs] for one in measures]
        return np.array(rows, np.float32).reshape(-1, len(self.inputs))

    def logits(self, measures: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the log-odds of candidates, each by its own numbers."""
        (asked, limits), (below, above, missing) = self._questions, self._answers
        rows = self.rows(measures)
        roots = np.frombuffer(self.roots, np.int32)
        at: _Nodes = np.tile(roots, len(rows))
        own = np.repeat(np.arange(len(rows)), len(roots))
        asking = np.arange(len(at))
        for _ in range(self.depth):
            nodes = at[asking]
            questions = asked[nodes]
            inner = questions != LEAF
            asking, nodes, questions = asking[inner], nodes[inner], questions[inner]
            numbers = rows[own[asking], questions]
            following: _Nodes = np.where(
                numbers <= limits[nodes], below[nodes], above[nodes]
            )
            at[asking] = np.where(np.isnan(numbers), missing[nodes], following)
        values = limits[at].reshape(len(rows), len(roots)).astype(np.float64)
        found: list[float] = values.sum(1).tolist()
        return [self.bias + one for one in found]

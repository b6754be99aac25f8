"""Networks that score where a content begins and ends.

Nothing is fitted here: ``python -m training.classifier`` writes the numbers, which lie
with those of the classifier.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float16] | Floats


class BoundaryNetwork(msgspec.Struct, frozen=True, dict=True):
    """A network with one hidden layer over features and hidden states of the encoder.

    With H hidden units, an option is scored from the states of the last word before a
    gap, of the first word after it and of the cue, each projected to H numbers (before
    and after: one more, a score of its own), and from the features of the gap.
    """

    features: tuple[str, ...]
    embeddings: bytes
    """A row of 1 + H float32 numbers for each feature; the first is its own score."""
    bias: tuple[float, ...]
    output: tuple[float, ...]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.features)}

    @cached_property
    def _embeddings(self) -> Floats:
        width = 1 + len(self.bias)
        return np.frombuffer(self.embeddings, np.float32).reshape(-1, width)

    @cached_property
    def _unit_weights(self) -> tuple[Floats, Floats]:
        """The bias and the output weights of the hidden units."""
        return np.array(self.bias, np.float32), np.array(self.output, np.float32)

    def embed(self, options: Sequence[Iterable[str]]) -> Floats:
        """Return for each option the sum of the rows of its features.

        The sums do not depend on the order of the features.
        """
        known = self._rows
        rows = [sorted(known[name] for name in one if name in known) for one in options]
        ends = list(accumulate(map(len, rows), initial=0))
        sums = np.zeros((len(rows), self._embeddings.shape[1]), np.float32)
        chosen = self._embeddings[[row for one in rows for row in one]]
        for number, (start, end) in enumerate(pairwise(ends)):
            sums[number] = chosen[start:end].sum(0)
        return sums

    def scores(
        self, features: Floats, last: Numbers, following: Numbers, cue: Numbers
    ) -> Any:  # noqa: ANN401
        """Return a score for each option.

        Args:
            features: options x (1 + H), from ``embed``.
            last: options x (1 + H), projections of the last word before each gap.
            following: options x (1 + H), of the first word after it.
            cue: H, of the cue.
        """
        bias, output = self._unit_weights
        both = features + last + following
        return both[:, 0] + np.maximum(both[:, 1:] + cue + bias, 0) @ output


class Boundaries(msgspec.Struct, frozen=True):
    """The networks for starts and ends, for the hidden states of one encoder."""

    encoder: str
    """SHA-256 of the weights of the encoder (``model.safetensors``)."""
    projections: bytes
    """Float32 numbers: a row for each of ``columns``, as long as a hidden state."""
    starts: BoundaryNetwork
    ends: BoundaryNetwork
    margin: float
    """Least gain in score for which a boundary is moved."""

    @property
    def columns(self) -> int:
        """Numbers of a projected word: for each network 2 (1 + H) + H."""
        return 2 * (3 * len(self.starts.bias) + 2)

    @property
    def weights(self) -> Floats:
        """Projections of a hidden state: columns x size."""
        return np.frombuffer(self.projections, np.float32).reshape(self.columns, -1)


class ProjectedWords(msgspec.Struct, frozen=True):
    """The projections of a sentence's words for one network; row 0 is the sentence.

    They are views of the stored float16 numbers, which ``scores`` adds as float32.
    """

    last: npt.NDArray[np.float16]
    following: npt.NDArray[np.float16]
    cue: npt.NDArray[np.float16]

    @classmethod
    def of(
        cls, projections: bytes, hidden: int, *, words: int
    ) -> "tuple[ProjectedWords, ...]":
        """Return those for starts and for ends.

        Args:
            projections: of a sentence, float16 numbers.
            hidden: units of a network.
            words: number of tokens of the sentence.
        """
        width = 3 * hidden + 2
        rows = np.frombuffer(projections, np.float16).reshape(1 + words, -1)
        return tuple(
            cls(part[:, : 1 + hidden], part[:, 1 + hidden : -hidden], part[:, -hidden:])
            for part in np.split(rows[:, : 2 * width], 2, axis=1)
        )

"""The scores of an article's words by the project's conventions, as log-odds."""

from collections.abc import Sequence
from itertools import accumulate

import msgspec
import numpy as np
import numpy.typing as npt

from service.attribution.syntax.sentence import Tree
from service.nlp.conventions import (
    CUE,
    LABELS,
    LEAST_CUE,
    PAIRS,
    PLACE,
    STEP,
    Floats,
    Numbers,
    window,
)

MOST = 8.0
"""Greatest absolute log-odds of a word as one of a content."""
_PLACES = 2


class CuedScores(msgspec.Struct, frozen=True):
    """How far the words around a cue are its content and its source."""

    start: int
    """The first of the words, counted from the start of the article."""
    content: Floats
    """From ``-MOST`` to ``MOST``."""
    source: Floats

    @property
    def end(self) -> int:
        """The number after the last of the words."""
        return self.start + len(self.content)


class ConventionScores(msgspec.Struct, frozen=True):
    """What the network of the conventions says of the words of an article."""

    offsets: tuple[int, ...]
    """The number of the first word of each sentence."""
    labels: Floats
    """Words x ``LABELS``."""
    cues: dict[int, CuedScores]
    """By the number of each possible cue."""
    starts: Numbers
    ends: Numbers
    """The offsets of the words."""
    counted: npt.NDArray[np.bool_]
    """Whether a word is no punctuation."""

    @classmethod
    def of(cls, trees: Sequence[Tree]) -> "ConventionScores | None":
        """Return the scores of the sentences; None if one has none."""
        if not trees or not all(tree.sentence.conventions for tree in trees):
            return None
        offsets = tuple(accumulate(map(len, trees), initial=0))
        labels: list[Floats] = []
        cues: dict[int, CuedScores] = {}
        for tree, offset in zip(trees, offsets, strict=False):
            labels.append(_read(tree.sentence.conventions, len(tree), offset, cues))
        tokens = [token for tree in trees for token in tree.tokens]
        return cls(
            offsets,
            np.concatenate(labels),
            cues,
            np.array([token.start for token in tokens], np.int64),
            np.array([token.end for token in tokens], np.int64),
            np.array([token.upos != "PUNCT" for token in tokens], np.bool_),
        )

    def number(self, tree: int, position: int) -> int:
        """Return the number of a word in the article."""
        return self.offsets[tree] + position


def _read(
    conventions: bytes, words: int, offset: int, cues: dict[int, CuedScores]
) -> Floats:
    """Return the labels of a sentence; add its cues."""
    head = _PLACES * PLACE.itemsize
    before, after = np.frombuffer(conventions[:head], PLACE).tolist()
    numbers = np.frombuffer(conventions[head:], np.int8).astype(np.float32) * STEP
    labels = numbers[: words * LABELS].reshape(words, LABELS)
    start = words * LABELS
    total = before + words + after
    for position in np.flatnonzero(labels[:, CUE] >= LEAST_CUE).tolist():
        part = window(before + position, total)
        size = part.stop - part.start
        pair = numbers[start : start + PAIRS * size].reshape(PAIRS, size)
        first = offset - before + part.start
        content = pair[0].clip(-MOST, MOST)
        cues[offset + position] = CuedScores(first, content, pair[1])
        start += PAIRS * size
    return labels

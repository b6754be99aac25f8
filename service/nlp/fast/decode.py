"""Decoding of scores in numpy: tag sequences and dependency trees."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def viterbi(scores: Floats, lengths: Sequence[int], transitions: Floats) -> list[Ints]:
    """Return the best tag sequence of each sentence of a batch (Viterbi).

    Args:
        scores: sentences x words x tags, padded.
        lengths: number of words of each sentence.
        transitions: tags x tags, from row to column.
    """
    count, longest, _ = scores.shape
    trellis = np.zeros_like(scores)
    back = np.zeros(scores.shape, np.int64)
    trellis[:, 0] = scores[:, 0]
    for step in range(1, longest):
        reached = trellis[:, step - 1, :, None] + transitions
        back[:, step] = reached.argmax(1)
        best = np.take_along_axis(reached, back[:, step, None], 1)[:, 0]
        trellis[:, step] = scores[:, step] + best
    return [
        _follow_back_pointers(trellis[row, : lengths[row]], back[row])
        for row in range(count)
    ]


def _follow_back_pointers(trellis: Floats, back: Ints) -> Ints:
    path = np.zeros(len(trellis), np.int64)
    path[-1] = trellis[-1].argmax()
    for step in range(len(trellis) - 1, 0, -1):
        path[step - 1] = back[step, path[step]]
    return path


def greedy_tree(scores: Floats) -> list[int] | None:
    """Return the best head of each node if these form a tree with one root, else None.

    Such a tree is the highest-scoring one, so that no search is needed.

    Args:
        scores: dependants x heads; node 0 is the artificial root.
    """
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    if heads[1:].count(0) != 1:
        return None
    return heads if _is_tree(heads) else None


def _is_tree(heads: Sequence[int]) -> bool:
    """Whether every node reaches node 0 by its heads."""
    visited = [0] * len(heads)
    visited[0] = -1
    for first in range(1, len(heads)):
        node = first
        while not visited[node]:
            visited[node] = first
            node = heads[node]
        if visited[node] == first:
            return False
        node = first
        while visited[node] == first:
            visited[node] = -1
            node = heads[node]
    return True

"""Decoding in numpy, against Stanza's own functions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.crf import viterbi_decode

from service.nlp.fast.decode import greedy_tree, viterbi

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS, st.lists(st.integers(1, 12), min_size=1, max_size=5))
def test_viterbi_is_that_of_stanza(seed: int, lengths: list[int]) -> None:
    """A batch gives what Stanza gives sentence by sentence."""
    random = np.random.default_rng(seed)
    scores = random.normal(size=(len(lengths), max(lengths), 6)).astype(np.float32)
    transitions = random.normal(size=(6, 6)).astype(np.float32)
    paths = viterbi(scores, lengths, transitions)
    for row, length in enumerate(lengths):
        expected, _ = viterbi_decode(scores[row, :length], transitions)
        assert paths[row].tolist() == [int(tag) for tag in expected]


@given(SEEDS, st.integers(1, 9))
def test_greedy_tree_is_the_best(seed: int, words: int) -> None:
    """Where the best heads form a tree, the search of Stanza finds the same one."""
    random = np.random.default_rng(seed)
    scores = random.normal(size=(words + 1, words + 1)).astype(np.float32)
    scores[np.arange(1, words + 1), random.integers(0, words + 1, words)] += 3
    np.fill_diagonal(scores, -np.inf)
    # Stanza's search needs logarithms of probabilities, which are never positive.
    scores -= np.log(np.exp(scores).sum(1, keepdims=True))
    tree = greedy_tree(scores)
    if tree is not None:
        assert tree == chuliu_edmonds_one_root(scores).tolist()


TREES = [
    ("chain", [2, 3, 0], True),
    ("star", [0, 1, 1], True),
    ("two roots", [0, 0, 1], False),
    ("no root", [2, 1, 1], False),
    ("cycle beside the root", [0, 3, 2], False),
    ("cycle with a tail", [0, 3, 2, 2], False),
    ("one word", [0], True),
    ("long way down", [0, *range(1, 40)], True),
]


@pytest.mark.parametrize(
    ("heads", "valid"), [row[1:] for row in TREES], ids=[row[0] for row in TREES]
)
def test_greedy_tree(heads: list[int], *, valid: bool) -> None:
    """Best heads are taken only if they are a tree with one root."""
    size = len(heads) + 1
    scores = np.full((size, size), -9, np.float32)
    scores[np.arange(1, size), heads] = 0
    np.fill_diagonal(scores, -np.inf)
    assert greedy_tree(scores) == ([0, *heads] if valid else None)

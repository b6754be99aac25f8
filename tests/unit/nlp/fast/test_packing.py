"""Batches of sentences by length."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.fast.packing import make_batches

CASES = [
    ("nothing", [], []),
    ("one", [7], [[0]]),
    ("longer than the most", [700], [[0]]),
    ("alike", [5, 5, 5], [[0, 1, 2]]),
    ("by length", [5, 9, 6], [[1, 2, 0]]),
    ("long one apart", [10, 90, 10, 10], [[1], [0, 2, 3]]),
    ("full", [60, 60, 60], [[0, 1], [2]]),
]


@pytest.mark.parametrize(
    ("lengths", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_batches(lengths: list[int], expected: list[list[int]]) -> None:
    """Sentences of similar length share a batch up to its largest size."""
    found = make_batches(lengths, overhead=10, most=120)
    assert found == expected


def price(lengths: list[int], cuts: list[int], overhead: int, most: int) -> float:
    """Return what the batches between cuts of falling lengths cost."""
    total = 0
    for start, stop in pairwise(cuts):
        size = (stop - start) * lengths[start]
        if size > most and stop - start > 1:
            return float("inf")
        total += size + overhead
    return total


@given(st.lists(st.integers(1, 30), min_size=1, max_size=7), st.integers(0, 40))
def test_batches_are_the_cheapest(lengths: list[int], overhead: int) -> None:
    """No other way to cut the sorted sentences costs less."""
    most = 60
    found = make_batches(lengths, overhead=overhead, most=most)
    assert sorted(index for batch in found for index in batch) == list(
        range(len(lengths))
    )
    falling = sorted(lengths, reverse=True)
    assert [lengths[index] for batch in found for index in batch] == falling
    cuts = [0]
    for batch in found:
        cuts.append(cuts[-1] + len(batch))
    inner = range(1, len(lengths))
    assert price(falling, cuts, overhead, most) == min(
        price(falling, [0, *chosen, len(lengths)], overhead, most)
        for count in range(len(lengths))
        for chosen in combinations(inner, count)
    )

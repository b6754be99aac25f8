"""Batches of sentences of similar length, for little padding."""

from collections.abc import Sequence


def make_batches(
    lengths: Sequence[int], *, overhead: int, most: int
) -> list[list[int]]:
    """Return batches of sentence indices, longest sentence first, of least total cost.

    The cost of a batch is its padded size (sentences times the longest length) plus a
    fixed overhead; the optimum is found by dynamic programming.

    Args:
        lengths: of the sentences, in words.
        overhead: cost of one more batch, in words.
        most: largest padded size of a batch of two or more sentences, in words.
    """
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    starts = _best_starts([lengths[index] for index in order], overhead, most)
    cut: list[list[int]] = []
    stop = len(order)
    while stop:
        cut.append(order[starts[stop] : stop])
        stop = starts[stop]
    return cut[::-1]


def _best_starts(lengths: Sequence[int], overhead: int, most: int) -> list[int]:
    """Return the start of the cheapest batch for each possible end of a batch."""
    cost = [0] * (len(lengths) + 1)
    starts = [0] * (len(lengths) + 1)
    for stop in range(1, len(lengths) + 1):
        start = stop - 1
        best = cost[start] + lengths[start] + overhead
        starts[stop] = start
        for start in range(stop - 2, -1, -1):
            size = (stop - start) * lengths[start]
            if size > most:
                break
            if cost[start] + size + overhead < best:
                best, starts[stop] = cost[start] + size + overhead, start
        cost[stop] = best
    return starts

"""Which sentences share a tensor, so that little of it is padding."""

from collections.abc import Sequence


def make_batches(
    lengths: Sequence[int], *, overhead: int, most: int
) -> list[list[int]]:
    """Return indices of sentences in batches, longest first, of the least total cost.

    The cost of a batch is its size with padding and a fixed overhead.

    Args:
        lengths: of the sentences.
        overhead: what one more batch costs, in units of ``lengths``.
        most: largest size with padding of a batch of two sentences or more.
    """
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    ends = _best_starts([lengths[index] for index in order], overhead, most)
    cut: list[list[int]] = []
    stop = len(order)
    while stop:
        cut.append(order[ends[stop] : stop])
        stop = ends[stop]
    return cut[::-1]


def _best_starts(lengths: Sequence[int], overhead: int, most: int) -> list[int]:
    """Return for each end of a batch the start of the cheapest one that ends there."""
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

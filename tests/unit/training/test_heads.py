"""Sampling and batching of the items of a head."""

from training.heads import pooled, sample


def test_pools_keep_like_lengths_together() -> None:
    """All items are there; neighbours are of about one length."""
    items = pooled(range(64), 4, key=lambda item: item)

    assert sorted(items) == list(range(64))
    assert items == sorted(items)


def test_a_sample_is_spread() -> None:
    """The first and the last are in it; fewer than wanted are all taken."""
    assert sample(100, 3) == [0, 49, 99]
    assert sample(2, 3) == [0, 1]
    assert sample(2, None) == [0, 1]

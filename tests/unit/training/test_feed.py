"""Batches in an order that the seed and the epoch determine."""

import random

from training.feed import Feed


def test_a_feed_gives_the_same_order_again() -> None:
    """An epoch's order depends on seed, name and epoch alone."""

    def feed(seed: int) -> Feed[int]:
        return Feed("a", seed, lambda: random.sample(range(10), 10))

    one, two = feed(1), feed(1)
    first = [one.next() for _ in range(25)]
    random.seed(99)

    assert [two.next() for _ in range(25)] == first
    assert [feed(2).next() for _ in range(1)] + first[:0] != first[:10]
    assert sorted(first[:10]) == sorted(first[10:20]) == list(range(10))
    assert first[:10] != first[10:20]


def test_a_feed_goes_on_where_it_was() -> None:
    """The place in the data can be kept."""

    def feed() -> Feed[int]:
        return Feed("a", 1, lambda: random.sample(range(10), 10))

    one, two = feed(), feed()
    for _ in range(17):
        one.next()
    two.move_to(one.place)

    assert [two.next() for _ in range(9)] == [one.next() for _ in range(9)]

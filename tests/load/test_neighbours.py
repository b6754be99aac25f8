"""The measurement of `batch` beside busy processes."""

import os

from load_tests.neighbours import BUSY, busy, share, table
from load_tests.servers import family


def test_share_is_of_the_medians() -> None:
    """The share is that of the median rates, which a slow round does not change."""
    rates = {0: [900.0, 1000.0, 1100.0], BUSY: [100.0, 500.0, 600.0]}

    assert share(rates) == 0.5
    assert table(rates).splitlines()[2:] == [
        "| batch alone | 1,000 | 900, 1,000, 1,100 | 1.00 |",
        "| beside two busy processes | 500 | 100, 500, 600 | 0.50 |",
    ]


def test_busy_processes_end() -> None:
    """The busy processes run while the body does, and no longer."""
    before = set(family(os.getpid()))
    with busy(BUSY):
        started = set(family(os.getpid())) - before

    assert len(started) == BUSY
    assert not started & set(family(os.getpid()))

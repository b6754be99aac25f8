"""The learning rate schedule of the joint training."""

import pytest

from training.joint import falling


def test_rates_rise_and_fall() -> None:
    """A learning rate rises over the first steps and falls to its least share."""
    assert falling(1, 0.0, 10, 0.01) == pytest.approx(0.1)
    assert falling(20, 0.5, 10, 0.01) == pytest.approx(0.5)
    assert falling(99, 1.0, 10, 0.01) == pytest.approx(0.01)

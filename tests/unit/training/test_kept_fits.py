"""Fits that are kept on disk."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from training import convention_fit
from training.kept_fits import KeptFits


class Numbers(msgspec.Struct, frozen=True):
    """An article of numbers."""

    id: str
    numbers: npt.NDArray[np.float32]


class Fitted(msgspec.Struct, frozen=True):
    """A sum, and how often one was made."""

    total: float
    times: int


def counting() -> Callable[[Sequence[Numbers], str], Fitted]:
    """Return a fit that counts how often it was called."""
    calls: list[str] = []

    def fit(articles: Sequence[Numbers], encoder: str) -> Fitted:
        calls.append(encoder)
        return Fitted(float(sum(one.numbers.sum() for one in articles)), len(calls))

    return fit


def test_the_same_is_fitted_once(tmp_path: Path) -> None:
    """Other articles, numbers or another encoder are fitted anew."""
    fit = counting()
    one, other = (Numbers("1", np.full(3, n, np.float32)) for n in (1.0, 2.0))
    fits = KeptFits(tmp_path / "networks", convention_fit, "sha")

    assert fits.fit([one], fit, Fitted) == Fitted(3.0, 1)
    assert fits.fit([one], fit, Fitted) == Fitted(3.0, 1)
    assert fits.fit([other], fit, Fitted) == Fitted(6.0, 2)
    another = KeptFits(tmp_path / "networks", convention_fit, "another")
    assert another.fit([one], fit, Fitted) == Fitted(3.0, 3)

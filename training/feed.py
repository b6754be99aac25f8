"""Batches in an order that the seed and the epoch decide, and nothing else.

So a training that was stopped goes on with the very batch that was next.
"""

import random
from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
import torch

Batch = TypeVar("Batch")
_MOST = 2**32


def seed_all(*parts: object) -> None:
    """Seed every generator that Stanza and torch draw from."""
    number = random.Random("/".join(map(str, parts))).randrange(_MOST)  # noqa: S311
    random.seed(number)
    np.random.seed(number)  # noqa: NPY002 - Stanza draws from this one
    torch.manual_seed(number)


class Feed(Generic[Batch]):
    """An endless row of batches with a place in it that can be kept.

    Args:
        name: of what is fed; other feeds get other orders.
        seed: of the training.
        shuffle: returns the batches of a new epoch, drawing from global generators.
    """

    def __init__(
        self, name: str, seed: int, shuffle: Callable[[], list[Batch]]
    ) -> None:
        self._name = name
        self._seed = seed
        self._shuffle = shuffle
        self._epoch = 0
        self._index = 0
        self._batches = self._begin()

    def _begin(self) -> list[Batch]:
        seed_all(self._seed, self._name, "epoch", self._epoch)
        return self._shuffle()

    def next(self) -> Batch:
        """Return the next batch."""
        if self._index >= len(self._batches):
            self._epoch, self._index = self._epoch + 1, 0
            self._batches = self._begin()
        self._index += 1
        return self._batches[self._index - 1]

    @property
    def place(self) -> tuple[int, int]:
        """The epoch, and how many of its batches were given out."""
        return self._epoch, self._index

    def move_to(self, place: tuple[int, int]) -> None:
        """Go on behind a place."""
        self._epoch, self._index = place
        self._batches = self._begin()

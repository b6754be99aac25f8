"""Batches in an order that depends on the seed and the epoch only.

A training that was stopped therefore continues with the same next batch.
"""

import random
from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
import torch

Batch = TypeVar("Batch")
_MOST = 2**32


def seed_all(*parts: object) -> None:
    """Seed all random generators that Stanza and torch use."""
    number = random.Random("/".join(map(str, parts))).randrange(_MOST)  # noqa: S311
    random.seed(number)
    np.random.seed(number)  # noqa: NPY002 - used by Stanza
    torch.manual_seed(number)


class Feed(Generic[Batch]):
    """An endless sequence of batches whose position can be saved.

    Args:
        name: of the head; part of the seed, so that heads get different orders.
        seed: of the training.
        shuffle: returns the batches of an epoch; uses the global random generators.
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
        """The epoch, and the number of its batches that were returned."""
        return self._epoch, self._index

    def move_to(self, place: tuple[int, int]) -> None:
        """Continue after a saved place."""
        self._epoch, self._index = place
        self._batches = self._begin()

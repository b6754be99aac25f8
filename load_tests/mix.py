"""The requests of a newsroom, in shuffled blocks with the same mix.

Independent random requests could put three very long articles into one short step and
none into the next, so that two runs were not comparable.
"""

import itertools
import random
import statistics
from collections.abc import Iterator
from typing import Literal

import msgspec

from load_tests.recipe import article

Kind = Literal["json", "msgpack", "plain", "batch", "bad"]

SIZES = {100: 6, 300: 11, 600: 15, 1_200: 7, 2_500: 2, 5_000: 1}
"""Number of articles of a block by their words."""
KINDS: dict[Kind, int] = {"json": 30, "msgpack": 6, "plain": 6}
"""Number of articles of a block by the media type of the request."""
OTHERS: dict[Kind, int] = {"batch": 4, "bad": 4}
"""Number of other requests of a block."""
BATCH_LINES = 4
BATCH_WORDS = 100


class PlannedRequest(msgspec.Struct, frozen=True):
    """A request of the mix."""

    kind: Kind
    texts: tuple[str, ...]
    """The article, or those of a batch; empty for an invalid request."""
    number: int

    @property
    def words(self) -> int:
        """Number of words of all articles."""
        return sum(len(text.split()) for text in self.texts)


def generate_requests(seed: int = 0) -> Iterator[PlannedRequest]:
    """Yield requests without end; the same for the same seed."""
    seeds = itertools.count(1_000_000 * seed)
    numbers = itertools.count()
    while True:
        chance = random.Random(next(seeds))  # noqa: S311 - repeatable
        block = list(_block(chance))
        chance.shuffle(block)
        for kind, sizes in block:
            texts = tuple(article(words, seed=next(seeds)) for words in sizes)
            yield PlannedRequest(kind, texts, next(numbers))


def mean_words() -> float:
    """Return the mean number of words of a request."""
    size = sum(SIZES.values()) + sum(OTHERS.values())
    return statistics.fmean(
        planned.words for planned in itertools.islice(generate_requests(), size)
    )


def _block(chance: random.Random) -> Iterator[tuple[Kind, list[int]]]:
    sizes = [words for words, count in SIZES.items() for _ in range(count)]
    chance.shuffle(sizes)
    kinds = [kind for kind, count in KINDS.items() for _ in range(count)]
    yield from ((kind, [words]) for kind, words in zip(kinds, sizes, strict=True))
    for kind, count in OTHERS.items():
        lines = [BATCH_WORDS] * BATCH_LINES if kind == "batch" else []
        yield from [(kind, lines)] * count

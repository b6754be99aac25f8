"""An index of word n-grams over the sources, and where a quotation may stand in them.

Every gram of one to three words is listed with its places; of each list a search reads
a bounded part, so that its cost grows with the quotation and not with the sources.
"""

import heapq
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import log2

import msgspec

from service.checking.words.check_words import Words

LONGEST_GRAM = 3
MOST_PLACES = 64
"""Places of one gram that a search reads."""
RARE = 24
"""Places that a single word has at most, to hint at a passage by itself."""
MOST_WINDOWS = 6
BORDER = -1
"""Stands between two sources; no word has this number."""
UNKNOWN = -3
"""Any word that no source has. Not -2: Python hashes -1 and -2 alike."""
_SHIFT = 32


class Window(msgspec.Struct, frozen=True):
    """A stretch of one source, in positions of ``SourceIndex.flat``."""

    source: int
    start: int
    end: int


class Found(msgspec.Struct, frozen=True):
    """The most promising windows, best first, and how many places were read."""

    windows: tuple[Window, ...]
    work: int


class SourceIndex(msgspec.Struct, frozen=True):
    """The words of all sources as numbers, one after the other, and their grams."""

    sources: tuple[Words, ...]
    flat: tuple[int, ...]
    """Numbers of the words, with a ``BORDER`` after each source."""
    offsets: tuple[int, ...]
    """Where each source begins in ``flat``."""
    vocabulary: dict[str, int]
    grams: tuple[dict[int, list[int]], ...]
    """Places by gram, for grams of one, two and three words."""

    def numbers(
        self, words: Words, start: int = 0, end: int | None = None
    ) -> tuple[int, ...]:
        """Return the numbers of words; ``UNKNOWN`` for one that no source has."""
        return tuple(self.vocabulary.get(key, UNKNOWN) for key in words.keys[start:end])

    def source_of(self, place: int) -> int:
        """Return the number of the source that a place of ``flat`` belongs to."""
        return bisect_right(self.offsets, place) - 1

    def bounds(self, source: int) -> tuple[int, int]:
        """Return where a source begins and ends in ``flat``."""
        start = self.offsets[source]
        return start, start + len(self.sources[source])

    def search(self, numbers: Sequence[int]) -> Found:
        """Return windows of at most three times the words, where most grams meet."""
        band = max(len(numbers), 1)
        votes: dict[tuple[int, int], float] = {}
        work = 0
        for at, place, weight in self._places(numbers):
            work += 1
            # A diagonal may begin before the first source.
            key = (self.source_of(place), (place - at) // band)
            votes[key] = votes.get(key, 0.0) + weight
        scores = {
            (source, block + shift): votes.get((source, block + shift), 0.0)
            + votes.get((source, block + shift + 1), 0.0)
            for source, block in votes
            for shift in (-1, 0)
        }
        return Found(tuple(self._best(scores, band)), work)

    def _best(
        self, scores: dict[tuple[int, int], float], band: int
    ) -> Iterator[Window]:
        taken: set[tuple[int, int]] = set()
        # Neighbours of a window that was taken are left out, so take enough.
        ranked = heapq.nsmallest(
            3 * MOST_WINDOWS, scores, key=lambda key: (-scores[key], key)
        )
        for source, block in ranked:
            if len(taken) == MOST_WINDOWS:
                return
            if taken & {(source, block - 1), (source, block + 1)}:
                continue
            taken.add((source, block))
            low, high = self.bounds(source)
            start, end = max(low, block * band), min(high, (block + 3) * band)
            if start < end:
                yield Window(source, start, end)

    def _places(self, numbers: Sequence[int]) -> Iterator[tuple[int, int, float]]:
        """Yield (word of the quotation, place in ``flat``, weight) for shared grams."""
        for size in range(1, LONGEST_GRAM + 1):
            listed = self.grams[size - 1]
            for at in range(len(numbers) - size + 1):
                places = listed.get(_gram(numbers, at, size), ())
                if size == 1 and len(places) > RARE and len(numbers) > 1:
                    continue
                weight = size / (1 + log2(1 + len(places)))
                yield from ((at, place, weight) for place in places[:MOST_PLACES])


def build_index(sources: Sequence[Words]) -> SourceIndex:
    """Return the index of some sources."""
    vocabulary: dict[str, int] = {}
    flat: list[int] = []
    offsets: list[int] = []
    for words in sources:
        offsets.append(len(flat))
        flat.extend(vocabulary.setdefault(k, len(vocabulary)) for k in words.keys)
        flat.append(BORDER)
    grams: tuple[dict[int, list[int]], ...] = ({}, {}, {})
    for size, listed in enumerate(grams, start=1):
        for at in range(len(flat) - size + 1):
            listed.setdefault(_gram(flat, at, size), []).append(at)
    return SourceIndex(tuple(sources), tuple(flat), tuple(offsets), vocabulary, grams)


def _gram(numbers: Sequence[int], at: int, size: int) -> int:
    """Return one number for some words in a row."""
    if size == 1:
        return numbers[at]
    if size == 2:  # noqa: PLR2004 - a pair
        return (numbers[at] << _SHIFT) | (numbers[at + 1] & 0xFFFFFFFF)
    return (
        (numbers[at] << 2 * _SHIFT)
        | ((numbers[at + 1] & 0xFFFFFFFF) << _SHIFT)
        | (numbers[at + 2] & 0xFFFFFFFF)
    )

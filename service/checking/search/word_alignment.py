"""Aligning the words of a quotation with a window of a source.

The longest common subsequence (rapidfuzz, bit-parallel over the numbers of words) says
which words agree. Of the many such subsequences an editor sees one: that with the
fewest, longest runs close together. ``tighten``, ``drop_strays`` and ``slide`` get
there.
"""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz.distance import LCSseq

ROUNDS = 4
"""Times that strays are dropped and the rest is aligned again."""
_SLACK = 2


class Run(msgspec.Struct, frozen=True):
    """Words in a row that agree: ``draft`` and ``place`` are where they begin."""

    draft: int
    place: int
    length: int

    @property
    def draft_end(self) -> int:
        """Position after the last word in the draft's quotation."""
        return self.draft + self.length

    @property
    def place_end(self) -> int:
        """Place after the last word in the source."""
        return self.place + self.length


Gap = Callable[[Run, Run], int]
"""How many words of the source lie between two runs and count as left out."""


def find_exact(numbers: Sequence[int], window: Sequence[int]) -> int | None:
    """Return where a window holds the words in a row, None where it does not."""
    size, wanted = len(numbers), tuple(numbers)
    return next(
        (
            at
            for at in range(len(window) - size + 1)
            if window[at] == wanted[0] and tuple(window[at : at + size]) == wanted
        ),
        None,
    )


def align(
    numbers: Sequence[int],
    window: Sequence[int],
    *,
    gap: Gap,
    signs: Collection[int] = (),
) -> tuple[Run, ...]:
    """Return the runs of words that agree; their places count from the window's start.

    A run that is far from the others is kept only if the draft shows an omission
    there (``signs``).
    """
    exact = find_exact(numbers, window)
    if exact is not None:
        return (Run(0, exact, len(numbers)),)
    start, end = 0, len(window)
    runs: tuple[Run, ...] = ()
    for _ in range(ROUNDS):
        start, end = tighten(numbers, window, start, end)
        runs = _runs(numbers, window, start, end)
        kept = drop_strays(runs, gap=gap, signs=signs)
        if len(kept) == len(runs):
            break
        runs = kept
        head, tail = kept[0], kept[-1]
        left = len(numbers) - tail.draft_end
        start = max(start, head.place - 2 * head.draft - _SLACK)
        end = min(end, tail.place_end + 2 * left + _SLACK)
    return slide(numbers, window, runs)


def tighten(
    numbers: Sequence[int], window: Sequence[int], start: int, end: int
) -> tuple[int, int]:
    """Return the shortest stretch of the window with as many words that agree."""
    most = LCSseq.similarity(numbers, window[start:end])
    low, high = start, end
    while low < high:
        middle = (low + high) // 2
        if LCSseq.similarity(numbers, window[start:middle]) == most:
            high = middle
        else:
            low = middle + 1
    end = high
    low, high = start, end
    while low < high:
        middle = (low + high + 1) // 2
        if LCSseq.similarity(numbers, window[middle:end]) == most:
            low = middle
        else:
            high = middle - 1
    return low, end


def drop_strays(
    runs: Sequence[Run], *, gap: Gap, signs: Collection[int]
) -> tuple[Run, ...]:
    """Return the runs without short ones at either end that are far from the rest."""
    kept = list(runs)
    while len(kept) > 1 and _is_stray(kept[0], kept[0], kept[1], gap, signs):
        del kept[0]
    while len(kept) > 1 and _is_stray(kept[-1], kept[-2], kept[-1], gap, signs):
        del kept[-1]
    return tuple(kept)


def _is_stray(
    run: Run, before: Run, after: Run, gap: Gap, signs: Collection[int]
) -> bool:
    if any(before.draft_end <= sign <= after.draft for sign in signs):
        return False
    apart = gap(before, after) - (after.draft - before.draft_end)
    return apart > 2 * run.length + _SLACK


def slide(
    numbers: Sequence[int], window: Sequence[int], runs: Sequence[Run]
) -> tuple[Run, ...]:
    """Return the runs joined where the same words also stand right beside a neighbour.

    Of "a bridge and a | safe road" and "a safe road" the second "a" agrees.
    """
    joined: list[Run] = []
    for run in runs:
        current = run
        while joined and joined[-1].draft_end == current.draft:
            before = joined[-1]
            start = current.place - before.length
            wanted = numbers[before.draft : before.draft_end]
            if start < before.place or list(window[start : current.place]) != list(
                wanted
            ):
                break
            joined.pop()
            current = Run(before.draft, start, before.length + current.length)
        joined.append(current)
    return _slide_left(numbers, window, joined)


def _slide_left(
    numbers: Sequence[int], window: Sequence[int], runs: Sequence[Run]
) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].draft_end == run.draft:
            before = joined[-1]
            end = before.place_end + run.length
            wanted = numbers[run.draft : run.draft_end]
            if list(window[before.place_end : end]) == list(wanted):
                joined[-1] = Run(before.draft, before.place, before.length + run.length)
                continue
        joined.append(run)
    return tuple(joined)


def _runs(
    numbers: Sequence[int], window: Sequence[int], start: int, end: int
) -> tuple[Run, ...]:
    blocks = LCSseq.editops(numbers, window[start:end]).as_matching_blocks()
    runs = [Run(b.a, start + b.b, b.size) for b in blocks if b.size]
    merged: list[Run] = []
    for run in runs:
        if (
            merged
            and merged[-1].draft_end == run.draft
            and merged[-1].place_end == run.place
        ):
            last = merged.pop()
            merged.append(Run(last.draft, last.place, last.length + run.length))
        else:
            merged.append(run)
    return tuple(merged)


def in_order(runs: Sequence[Run]) -> bool:
    """Whether each run stands after the one before it in the source."""
    return all(one.place_end <= other.place for one, other in pairwise(runs))

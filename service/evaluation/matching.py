"""Match predictions to gold attributions by the overlap of their contents."""

from collections.abc import Callable, Sequence

import msgspec

from service.evaluation.gold_articles import Pieces, Record, spans_of

MIN_OVERLAP = 0.5
"""Least intersection over union of the contents of a matched pair."""

Letters = frozenset[int]
"""Offsets of the letters and digits of a field; other characters do not count."""


class MatchCandidate(msgspec.Struct, frozen=True):
    """A gold attribution and a prediction whose contents overlap enough."""

    weight: tuple[float, int]
    """Overlap of the contents, then how many of source and cue agree."""
    gold: int
    predicted: int


class FieldOffsets(msgspec.Struct, frozen=True):
    """The letters of the fields of a record."""

    content: Letters
    source: Letters
    cue: Letters


def letters(pieces: Pieces | msgspec.UnsetType | None, text: str) -> Letters:
    """Return the offsets of the letters and digits in a field."""
    return frozenset(
        offset
        for start, end in spans_of(pieces)
        for offset in range(start, end)
        if text[offset].isalnum()
    )


def parts_of(record: Record, text: str) -> FieldOffsets:
    """Return the letters of content, source and cue."""
    return FieldOffsets(
        content=letters(record.content, text),
        source=letters(record.source, text),
        cue=letters(record.cue, text),
    )


def agree(gold: Letters, predicted: Letters) -> bool:
    """Whether both are absent, or at least half of the predicted letters are gold."""
    both = len(gold & predicted)
    return not (gold or predicted) or (both > 0 and 2 * both >= len(predicted))


def overlap_of(gold: Letters, predicted: Letters) -> float:
    """Return the intersection over union of two contents; 0 if they share nothing."""
    shared = len(gold & predicted)
    return shared and shared / len(gold | predicted)


def outermost(records: Sequence[Record], text: str) -> tuple[Record, ...]:
    """Return the records whose content does not lie inside another's.

    Of records with equal contents the first is kept.
    """
    contents = [letters(record.content, text) for record in records]

    def inside(mine: int, other: int) -> bool:
        return contents[mine] < contents[other] or (
            contents[mine] == contents[other] and other < mine
        )

    everyone = range(len(records))
    return tuple(
        record
        for mine, record in enumerate(records)
        if not any(inside(mine, other) for other in everyone if other != mine)
    )


def align(
    gold: Sequence[FieldOffsets], predicted: Sequence[FieldOffsets]
) -> dict[int, int]:
    """Return the index of the gold attribution by that of the matched prediction.

    A maximum bipartite matching (augmenting paths), in which pairs with more overlap
    and agreement are tried first.
    """
    candidates = sorted(_candidates(gold, predicted), key=_rank, reverse=True)
    choices: dict[int, list[int]] = {}
    for candidate in candidates:  # keys in the order of the best candidate
        choices.setdefault(candidate.gold, []).append(candidate.predicted)
    matched: dict[int, int] = {}
    for index in choices:
        _augment(index, choices.__getitem__, matched, set())
    return matched


def _candidates(
    gold: Sequence[FieldOffsets], predicted: Sequence[FieldOffsets]
) -> list[MatchCandidate]:
    found: list[MatchCandidate] = []
    for left, mine in enumerate(gold):
        for right, other in enumerate(predicted):
            overlap = overlap_of(mine.content, other.content)
            if overlap >= MIN_OVERLAP:
                same = agree(mine.source, other.source) + agree(mine.cue, other.cue)
                found.append(MatchCandidate((overlap, same), left, right))
    return found


def _rank(candidate: MatchCandidate) -> tuple[tuple[float, int], int, int]:
    return candidate.weight, -candidate.gold, -candidate.predicted


def _augment(
    gold: int,
    choices: Callable[[int], list[int]],
    matched: dict[int, int],
    seen: set[int],
) -> bool:
    """Match ``gold`` along an augmenting path; return whether there is one."""
    for predicted in choices(gold):
        if predicted in seen:
            continue
        seen.add(predicted)
        holder = matched.get(predicted)
        if holder is None or _augment(holder, choices, matched, seen):
            matched[predicted] = gold
            return True
    return False

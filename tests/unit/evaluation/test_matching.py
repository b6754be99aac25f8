"""Which prediction answers which gold attribution."""

import pytest

from service.evaluation.gold_articles import Record
from service.evaluation.matching import FieldOffsets, agree, align, letters, outermost

TEXT = "“It is so,” she said, and so it is."


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (None, ""),
        ((), ""),
        ((0, 11), "Itisso"),
        (((0, 11), (26, 35)), "Itissosoitis"),
        (((12, 15), (12, 15)), "she"),
        ((5, 5), ""),
    ],
    ids=str,
)
def test_letters(pieces: tuple[int, ...] | None, expected: str) -> None:
    """Only letters and digits count, each once, in one span or in several."""
    found = letters(pieces, TEXT)

    assert "".join(TEXT[offset] for offset in sorted(found)) == expected


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ({}, {}, True),
        ({1}, {}, False),
        ({}, {1}, False),
        ({1, 2}, {1, 2}, True),
        ({1, 2}, {1}, True),
        ({1}, {1, 2}, True),
        ({1}, {1, 2, 3}, False),
        ({1}, {2}, False),
    ],
    ids=str,
)
def test_agreement(gold: set[int], predicted: set[int], *, expected: bool) -> None:
    """A field agrees if half of what was predicted is gold, or both are absent."""
    assert agree(frozenset(gold), frozenset(predicted)) is expected


def parts(start: int, end: int, cue: int = 0) -> FieldOffsets:
    """Return parts whose content is a range and whose cue is one offset."""
    return FieldOffsets(
        content=frozenset(range(start, end)), source=frozenset(), cue=frozenset({cue})
    )


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ([], [], {}),
        ([parts(0, 10)], [], {}),
        ([parts(0, 10)], [parts(0, 5)], {0: 0}),
        ([parts(0, 10)], [parts(0, 4)], {}),
        ([parts(0, 10)], [parts(20, 30)], {}),
        ([parts(0, 0)], [parts(0, 0)], {}),
        # the better overlap, then the better cue, then the first
        ([parts(0, 10)], [parts(0, 8), parts(0, 9)], {1: 0}),
        ([parts(0, 10, 7)], [parts(0, 10, 3), parts(0, 10, 7)], {1: 0}),
        ([parts(0, 10)], [parts(0, 10), parts(0, 10)], {0: 0}),
        # one gold steps back so that both find a partner
        ([parts(0, 10), parts(2, 12)], [parts(0, 10), parts(0, 6)], {0: 1, 1: 0}),
        ([parts(0, 10), parts(1, 9)], [parts(0, 10)], {0: 0}),
    ],
)
def test_alignment(
    gold: list[FieldOffsets], predicted: list[FieldOffsets], expected: dict[int, int]
) -> None:
    """As many pairs as possible of half an overlap at least, the best preferred."""
    assert align(gold, predicted) == expected


def test_outermost() -> None:
    """Of records inside one another the widest is kept, of twins the first."""
    outer = Record(content=(0, 11))
    inner = Record(content=(4, 9))
    twin = Record(content=(1, 10), kind="thought")
    other = Record(content=(16, 20))

    assert outermost((inner, outer, twin, other), TEXT) == (outer, other)

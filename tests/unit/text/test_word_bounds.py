"""Parts of texts that are bounded in words."""

import pytest

from service.text.article import Passage
from service.text.word_bounds import count_words, plan_parts


def passages(*sizes: int) -> list[Passage]:
    """Return passages of the given numbers of words."""
    return [Passage(0, "word " * size) for size in sizes]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((), ()),
        ((5,), ((0, 1),)),
        ((50,), ((0, 1),)),
        ((5, 5), ((0, 2),)),
        ((5, 6), ((0, 1), (1, 2))),
        ((50, 5, 5, 5), ((0, 1), (1, 3), (3, 4))),
        ((5, 50), ((0, 1), (1, 2))),
        ((0, 0, 10, 1), ((0, 3), (3, 4))),
    ],
)
def test_plan(sizes: tuple[int, ...], expected: tuple[tuple[int, int], ...]) -> None:
    """A part has as many passages as fit, at least one; no passage is left out."""
    assert plan_parts(passages(*sizes), 10) == expected


def test_words() -> None:
    """Words are separated by any white space."""
    assert count_words(" two\u2003words\n") == 2

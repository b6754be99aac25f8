"""Which words agree, and where, among several ways to align them."""

import pytest

from service.checking.search.word_alignment import Run, align


def runs(draft: str, source: str, *signs: int) -> list[tuple[int, int, int]]:
    """Return the runs of two texts of one-letter words."""
    found = align(
        [ord(char) for char in draft],
        [ord(char) for char in source],
        gap=lambda before, after: after.place - before.place_end,
        signs=signs,
    )
    return [(run.draft, run.place, run.length) for run in found]


@pytest.mark.parametrize(
    ("draft", "source", "signs", "expected"),
    [
        ("abc", "xxabcxx", (), [(0, 2, 3)]),
        ("abc", "axxxabc", (), [(0, 4, 3)]),
        ("abXde", "xabcdex", (), [(0, 1, 2), (3, 4, 2)]),
        ("abde", "xabcdex", (), [(0, 1, 2), (2, 4, 2)]),
        ("abcde", "abde", (), [(0, 0, 2), (3, 2, 2)]),
        ("aXbcd", "abcd", (), [(0, 0, 1), (2, 1, 3)]),
        ("abcdefg", "axxxxxxxxxbcdefg", (), [(1, 10, 6)]),
        ("abcdefg", "axxxxxxxxxbcdefg", (1,), [(0, 0, 1), (1, 10, 6)]),
        ("xyz", "abc", (), []),
    ],
)
def test_runs(
    draft: str,
    source: str,
    signs: tuple[int, ...],
    expected: list[tuple[int, int, int]],
) -> None:
    """Few long runs close together; one far off only where the draft shows a gap."""
    assert runs(draft, source, *signs) == expected


def test_a_run_knows_its_ends() -> None:
    """The ends are half-open."""
    run = Run(2, 5, 3)

    assert (run.draft_end, run.place_end) == (5, 8)

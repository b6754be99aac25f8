"""The sizes of work units."""

import pytest

from service.serving.work_units import choose_stages, choose_unit_words


@pytest.mark.parametrize(
    ("words", "idle", "size"),
    [
        (600, 0, 1_000),
        (600, 1, 1_000),
        (600, 2, 340),
        (600, 8, 190),
        (299, 8, 1_000),
        (300, 8, 190),
        (5_000, 2, 1_000),
        (5_000, 8, 665),
        (0, 8, 1_000),
    ],
)
def test_unit_size(words: int, idle: int, size: int) -> None:
    """Idle workers get equal parts of at least ``SMALLEST_PART`` words."""
    assert choose_unit_words(words, idle=idle, most=1_000) == size


@pytest.mark.parametrize(
    ("words", "stages"),
    [(1, None), (4_000, None), (4_001, 12), (10_000, 5), (33_000, 1), (99_000, 1)],
)
def test_stages_of_a_unit(words: int, stages: int | None) -> None:
    """The longer an article, the fewer stages of its reading are a unit."""
    assert choose_stages(words) == stages

"""The articles of doubling length, and the exponent of their times."""

import pytest

from load_tests.lengths import KINDS, Times, exponent, giant, is_kept, lengths


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("length", [20_000, 40_000])
def test_length(kind: str, length: int) -> None:
    """The texts of a kind are as long as asked, but for a part of a text."""
    assert 0.7 * length <= len(KINDS[kind](length)) <= length


def test_one_giant_quotation() -> None:
    """The giant quotation is one, in a paragraph of its own."""
    text = giant(5_000)

    assert (text.count("“"), text.count("”"), text.count("\n\n")) == (1, 1, 2)


def test_doubling_lengths() -> None:
    """Lengths double up to the longest one."""
    assert list(lengths(30_000)) == [5_000, 10_000, 20_000, 30_000]


@pytest.mark.parametrize("power", [1, 2])
def test_exponent(power: int) -> None:
    """The exponent is the power of the length."""
    times = [Times(n, 1.0, 0.001 * n**power, 0) for n in (5, 10, 20)]

    assert exponent(times) == pytest.approx(power)


@pytest.mark.parametrize(("rules", "kept"), [(0.25, True), (0.26, False)])
def test_share_of_every_text(rules: float, *, kept: bool) -> None:
    """One text whose rules take more than a quarter of its parse's time is enough."""
    short = Times(5_000, 1.0, 0.1, 9)
    found = {"giant": [short], "bullets": [short, Times(10_000, 1.0, rules, 9)]}

    assert is_kept(found) == kept

"""The work of a search grows no faster than the texts, in the worst cases too."""

from collections.abc import Callable

import pytest

from service.checking import SourceText, search_sources
from tests.support.check_samples import reading_of

SIZE = 12
DOUBLED = 2.3
"""Most times the work of a draft and sources that are twice as long."""


def one_word(size: int) -> tuple[str, str]:
    """Return a quotation and a source of one word each, over and over."""
    return f"“{'no ' * 40 * size}” said Holm.", "no " * 400 * size


def one_phrase(size: int) -> tuple[str, str]:
    """Return quotations that are all alike, and a source that repeats the words."""
    said = "“We will not sell the mill to them” said Holm. "
    return said * 10 * size, "We will not sell the mill to him. " * 60 * size


def nearly_alike(size: int) -> tuple[str, str]:
    """Return quotations that differ in a word, and a source that fits none."""
    said = [f"“We will not sell mill {n} to them” said Holm." for n in range(10 * size)]
    return " ".join(said), "We will not sell the mill to him. " * 60 * size


def one_long(size: int) -> tuple[str, str]:
    """Return one long quotation with an error here and there, and its source."""
    words = [f"w{n}" for n in range(300 * size)]
    changed = ["oops" if n % 50 == 49 else word for n, word in enumerate(words)]
    return f"“{' '.join(changed)}” said Holm.", " ".join(words)


def ellipses(size: int) -> tuple[str, str]:
    """Return a quotation of nothing but omissions."""
    return f"“{'no … ' * 40 * size}” said Holm.", "no yes " * 400 * size


def work_of(made: tuple[str, str]) -> int:
    """Return the counted operations of a search."""
    draft, source = made
    return search_sources(
        draft, reading_of(draft), [SourceText(id="s", text=source)]
    ).work


@pytest.mark.parametrize(
    "make", [one_word, one_phrase, nearly_alike, one_long, ellipses]
)
def test_twice_the_text_is_twice_the_work(
    make: Callable[[int], tuple[str, str]],
) -> None:
    """Postings read and cells aligned at most double with draft and source."""
    once, twice = work_of(make(SIZE)), work_of(make(2 * SIZE))

    assert 0 < once <= twice <= DOUBLED * once


def test_sources_that_share_nothing_cost_nothing() -> None:
    """The work of a quotation does not depend on sources that do not have its words."""
    draft = "“We will not sell the mill to them” said Holm."
    source = SourceText(id="s", text="We will not sell the mill.")
    others = [SourceText(id=f"o{n}", text="Rain fell. " * 200) for n in range(20)]
    reading = reading_of(draft)

    alone = search_sources(draft, reading, [source]).work

    assert search_sources(draft, reading, [source, *others]).work == alone

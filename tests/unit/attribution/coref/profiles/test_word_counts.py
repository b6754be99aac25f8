"""Words of contents."""

import pytest

from service.attribution.coref.profiles.word_counts import count_words
from service.records import Span, WordCounts
from tests.support.builders import context_of

TEXT = (
    "\"/``>4:punct We/PRP>3:nsubj left=leave/VBD>7:ccomp ,/,>3:punct \"/''>3:punct "
    "Roe/NNP>7:nsubj said=say/VBD>0:root to/IN>9:case us/PRP>7:obl"
)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], (0, 0)),
        ([(0, 10)], (2, 0)),
        ([(0, 10), (0, 10)], (2, 0)),
        ([(-8, -2)], (0, 2)),
    ],
)
def test_count_words(spans: list[tuple[int, int]], expected: tuple[int, int]) -> None:
    """Words are counted once, inside and outside of quotation marks."""
    context = context_of(TEXT)
    size = len(context.text)
    contents = [
        Span(a % size if a < 0 else a, b % size if b < 0 else b) for a, b in spans
    ]

    assert count_words(context, contents) == WordCounts(*expected)

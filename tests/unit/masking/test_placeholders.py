"""Masking replaces spans of a text with numbered placeholders."""

import pytest

from service.masking import Placeholder, mask
from service.masking.marker import choose_code
from service.masking.placeholders import merge_spans
from service.records import Span

TEXT = "The mayor said: “No new trams.” She left."
QUOTE = Span(16, 31)


def test_a_quotation_becomes_a_placeholder() -> None:
    """A span is replaced with a placeholder with its text and offsets."""
    code = choose_code(TEXT)
    masked = mask(TEXT, [QUOTE])

    assert masked.text == f"The mayor said: [[QUOTE-1-{code}]] She left."
    assert masked.placeholders == (
        Placeholder(f"QUOTE-1-{code}", "“No new trams.”", 16, 31),
    )


def test_nothing_to_mask_leaves_the_text() -> None:
    """Without spans, or with an empty one, the text is unchanged."""
    assert mask(TEXT, []).text == TEXT
    assert mask(TEXT, [Span(4, 4)]).placeholders == ()


def test_placeholders_are_numbered_in_the_order_of_the_text() -> None:
    """Placeholders are numbered in text order."""
    spans = [Span(5, 9), Span(0, 3)]

    placeholders = mask("abc d efgh", spans).placeholders

    assert [each.id.split("-")[1] for each in placeholders] == ["1", "2"]
    assert [each.text for each in placeholders] == ["abc", " efg"]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(0, 4), (2, 6)], [(0, 6)]),
        ([(0, 9), (2, 6)], [(0, 9)]),
        ([(2, 6), (0, 9), (9, 12)], [(0, 9), (9, 12)]),
        ([(3, 3), (4, 5)], [(4, 5)]),
        ([(4, 5), (4, 5)], [(4, 5)]),
    ],
    ids=str,
)
def test_overlapping_spans_become_one(
    spans: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    """Overlapping spans are merged; adjacent ones are not."""
    merged = merge_spans([Span(*pair) for pair in spans])

    assert merged == [Span(*pair) for pair in expected]

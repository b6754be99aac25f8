"""Offsets in the three units point at the same characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.wire.offsets import OffsetUnit, offset_map

ROWS = [
    ("", "codepoint", [0]),
    ("abc", "codepoint", [0, 1, 2, 3]),
    ("abc", "utf16", [0, 1, 2, 3]),
    ("abc", "utf8", [0, 1, 2, 3]),
    ("aé€😀b", "codepoint", [0, 1, 2, 3, 4, 5]),
    ("aé€😀b", "utf16", [0, 1, 2, 3, 5, 6]),
    ("aé€😀b", "utf8", [0, 1, 3, 6, 10, 11]),
    ("é", "utf16", [0, 1]),
    ("\uffff\U00010000", "utf16", [0, 1, 3]),
]


@pytest.mark.parametrize(("text", "unit", "expected"), ROWS)
def test_offsets(text: str, unit: OffsetUnit, expected: list[int]) -> None:
    """Each code point offset maps to the offset in the unit, the end included."""
    offset = offset_map(text, unit)

    assert [offset(i) for i in range(len(text) + 1)] == expected


@given(st.text(), st.data())
def test_slices_agree_in_every_unit(text: str, data: st.DataObject) -> None:
    """A span cuts the same words out of the text however it is counted."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    utf16, utf8 = offset_map(text, "utf16"), offset_map(text, "utf8")

    wide = text.encode("utf-16-le")[2 * utf16(start) : 2 * utf16(end)]
    assert wide.decode("utf-16-le") == text[start:end]
    assert text.encode()[utf8(start) : utf8(end)].decode() == text[start:end]

"""Validation of texts."""

import pytest

from service.errors import EmptyText, InvalidText, TextTooLong
from service.text.check_text import check_text


@pytest.mark.parametrize("text", ["", " \n\t", "...", "“—”", "\u200b\ufeff", "___"])
def test_empty(text: str) -> None:
    """A text with no letter or digit is refused."""
    with pytest.raises(EmptyText):
        check_text(text, 100)


def test_too_long() -> None:
    """The limit counts characters; the error names both numbers."""
    check_text("a" * 100, 100)
    with pytest.raises(TextTooLong) as caught:
        check_text("a" * 101, 100)
    assert (caught.value.length, caught.value.limit) == (101, 100)


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("ab\0c", "NUL", 2),
        ("\ud83d alone", "half of a surrogate pair", 0),
        ("\U0001f600 low \udc00", "half of a surrogate pair", 6),
    ],
)
def test_invalid(text: str, reason: str, position: int) -> None:
    """NUL and half a surrogate pair are refused with their place in code points."""
    with pytest.raises(InvalidText) as caught:
        check_text(text, 100)
    assert (caught.value.reason, caught.value.position) == (reason, position)


@pytest.mark.parametrize("text", ["a\x01b\x1f", "\x85x\x7f", "5", "\ufeffA\r\n", "好"])
def test_kept(text: str) -> None:
    """Other control characters, other scripts and a single digit are accepted."""
    check_text(text, 100)

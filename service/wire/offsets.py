"""Conversion of code point offsets to UTF-16 and UTF-8 units."""

from collections.abc import Callable
from itertools import accumulate
from typing import Literal

OffsetUnit = Literal["codepoint", "utf16", "utf8"]
LAST_SINGLE_UNIT = "\uffff"
"""The last character that is one code unit in UTF-16."""


def offset_map(text: str, unit: OffsetUnit) -> Callable[[int], int]:
    """Return the function from code point offsets in ``text`` to offsets in ``unit``.

    Its table is computed in one pass, and only if the units differ for this text.
    """
    if unit == "codepoint" or text.isascii():
        return int
    if unit == "utf16":
        if max(text) <= LAST_SINGLE_UNIT:
            return int
        widths = (2 if character > LAST_SINGLE_UNIT else 1 for character in text)
    else:
        widths = (len(character.encode("utf-8", "surrogatepass")) for character in text)
    return list(accumulate(widths, initial=0)).__getitem__

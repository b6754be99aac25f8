"""Offsets of one text in the three units that clients count in."""

from collections.abc import Callable
from itertools import accumulate
from typing import Literal

OffsetUnit = Literal["codepoint", "utf16", "utf8"]
LAST_SINGLE_UNIT = "\uffff"
"""The last character that UTF-16 writes as one unit."""


def offset_map(text: str, unit: OffsetUnit) -> Callable[[int], int]:
    """Return the function from a code point offset of ``text`` to ``unit``.

    The table behind it is made in one pass, and only where the units differ.
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

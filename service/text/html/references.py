"""Character references ("&ldquo;", "&#8220;"), after the WHATWG tokenizer.

``html.unescape`` is not used: it raises on numbers of thousands of digits and gives no
offsets.
"""

import re
from html.entities import html5

REPLACEMENT = "\ufffd"
LONGEST_BARE = 6
"""Letters of the longest name that is read without a semicolon ("&brvbar")."""
MOST_DIGITS = 7
"""Digits of a number that may be a code point."""

REFERENCE = re.compile(
    r"&(?:#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<decimal>[0-9]+));?"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{0,31})(?P<end>;?))"
)
_WINDOWS_1252 = range(0x80, 0xA0)
_SURROGATES = range(0xD800, 0xE000)
_LAST = 0x10FFFF


def read_reference(markup: str, start: int, end: int) -> tuple[str, int]:
    """Return the characters of the reference at an ampersand, and its end.

    What is no reference is read as the ampersand alone.

    Args:
        markup: as sent.
        start: offset of the ampersand.
        end: offset at which the text around it ends.
    """
    found = REFERENCE.match(markup, start, end)
    if found is None:
        return "&", start + 1
    if found["name"]:
        return _named(found, start)
    digits, base = (found["hex"], 16) if found["hex"] else (found["decimal"], 10)
    return _numbered(digits, base), found.end()


def _named(found: re.Match[str], start: int) -> tuple[str, int]:
    name = found["name"]
    if found["end"] and (known := html5.get(f"{name};")):
        return known, found.end()
    for length in range(min(len(name), LONGEST_BARE), 1, -1):
        if known := html5.get(name[:length]):
            return known, start + 1 + length
    return "&", start + 1


def _numbered(digits: str, base: int) -> str:
    significant = digits.lstrip("0")
    if not significant or len(significant) > MOST_DIGITS:
        return REPLACEMENT
    code = int(significant, base)
    if code in _WINDOWS_1252:
        return bytes([code]).decode("cp1252", "ignore") or chr(code)
    if code in _SURROGATES or code > _LAST:
        return REPLACEMENT
    return chr(code)

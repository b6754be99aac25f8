# ruff: noqa: RUF001 - the look-alikes of quotation marks are the subject
"""Characters that an encoding or an escape has replaced by several: "&quot;", "â€œ".

A damaged character is a character reference of HTML that was left in plain text, or
*mojibake*: the UTF-8 bytes of one character decoded as Windows-1252, Latin-1 or Mac
Roman, once or twice.
"""

import html
import re
from collections.abc import Iterator
from functools import cache

import msgspec

ZERO_WIDTH = "\u200b"
"""Fills the rest of a sequence inside a word; it does not end the word."""

_OPENING = frozenset("“‘„‚«‹")
_CLOSING = frozenset("”»›")
_APOSTROPHES = frozenset("’'")
_STRAIGHT = frozenset("\"'")
_DASHES = frozenset("–—―")
_MARKS = "“”‘’„‚«»‹›–—―…•′″€™"
_ENCODINGS = ("cp1252", "latin-1", "mac_roman")
_LATIN_1_SIGNS = "\u00a0£©®°·½§"
"""Signs of two bytes whose mojibake is common ("Â£5")."""
_FIRST_LETTER, _LAST_LETTER = 0xC0, 0x17F
_REPLACEMENT = "\ufffd"
_REFERENCE = r"&(?:amp;){0,3}(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]\w{1,20});"
_AMPERSANDS = re.compile(r"^&(?:amp;)+(?=\S)")
_CLITIC = re.compile(r"(?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
_LINE_END = re.compile(r"[ \r]{0,3}(?:\n|\Z)")
_NEWLINES = frozenset("\n\r")
_BEFORE_OPENING = "([{-–—/"
_AFTER_CLOSING = ")]}-–—,.;:!?"


class DamagedCharacter(msgspec.Struct, frozen=True):
    """A half-open range of a text, and the one character that it stands for."""

    start: int
    end: int
    character: str


def find_damaged(text: str) -> Iterator[DamagedCharacter]:
    """Yield the damaged characters of a text in order."""
    for match in _pattern().finditer(text):
        start, end = match.span()
        character = _character(match)
        if character is not None:
            yield DamagedCharacter(start, end, character)


def restore(text: str) -> str:
    """Return the text with each damaged character restored, in the same length.

    The rest of its range is blank or, inside a word, ``ZERO_WIDTH``. A quotation mark
    is at the inner end of its range, but at the outer one at the edge of a line, so
    that the line keeps its bounds. Takes time linear in the text.
    """
    parts: list[str] = []
    done = 0
    for one in find_damaged(text):
        parts += [text[done : one.start], _padded(text, one)]
        done = one.end
    return "".join([*parts, text[done:]]) if done else text


@cache
def _mojibake() -> dict[str, str]:
    """Return the sequences of mojibake, each with its character."""
    letters = (chr(code) for code in range(_FIRST_LETTER, _LAST_LETTER + 1))
    found: dict[str, str] = {}
    for character in (*_MARKS, *_LATIN_1_SIGNS, *letters):
        for encoding in _ENCODINGS:
            once = _misread(character, encoding)
            found.setdefault(once, character)
            if character in _MARKS:
                found.setdefault(
                    "".join(_misread(c, encoding) for c in once), character
                )
                found.setdefault(f"{once[0]} {once[1:]}", character)
    found["â€"] = "”"  # its last byte has no character in Windows-1252
    return {key: value for key, value in found.items() if len(key) > 1}


def _misread(character: str, encoding: str) -> str:
    """Return the UTF-8 bytes of a character decoded by a one-byte encoding."""
    return "".join(
        bytes([byte]).decode(encoding, errors="ignore") or chr(byte)
        for byte in character.encode()
    )


@cache
def _pattern() -> re.Pattern[str]:
    sequences = sorted(_mojibake(), key=len, reverse=True)
    return re.compile(
        f"{_REFERENCE}|{'|'.join(map(re.escape, sequences))}|{_REPLACEMENT}"
    )


def _character(match: re.Match[str]) -> str | None:
    """Return the character that a match stands for; None for ordinary text."""
    found = match[0]
    if found == _REPLACEMENT:
        return _replaced_mark(match)
    if found[0] != "&":
        return _mojibake()[found]
    character = html.unescape(_AMPERSANDS.sub("&", found))
    return character if len(character) == 1 else None


def _replaced_mark(match: re.Match[str]) -> str | None:
    """Return the mark that U+FFFD replaces by its place: an apostrophe or a quote."""
    text, at = match.string, match.start()
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if before.isalpha() and _CLITIC.match(text, at + 1):
        return "’"
    if (before.isspace() or before in _BEFORE_OPENING) and after.isalnum():
        return "“"
    return "”" if before in ",.?!" and after.isspace() else None


def _padded(text: str, one: DamagedCharacter) -> str:
    """Return the character with what fills its range."""
    size, character = one.end - one.start, one.character
    before, after = text[one.start - 1 : one.start] or "\n", text[one.end : one.end + 1]
    inside_word = before.isalnum() and after[:1].isalnum()
    if character.isalnum() or (inside_word and character in _APOSTROPHES | {"&"}):
        return character.ljust(size, ZERO_WIDTH)
    if character in _DASHES:
        return f" {character}".ljust(size) if size > 1 else character
    opens = character in _OPENING or (character in _STRAIGHT and _opens(before, after))
    edge = before in _NEWLINES if opens else _LINE_END.match(text, one.end)
    return character.rjust(size) if opens != bool(edge) else character.ljust(size)


def _opens(before: str, after: str) -> bool:
    """Whether a straight mark opens a quotation by its neighbours."""
    ends = not after or after.isspace() or after in _AFTER_CLOSING
    return (before.isspace() or before in _BEFORE_OPENING) and not ends

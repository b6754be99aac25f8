"""Validation of a text before any work is done on it."""

import re

from service.errors import EmptyText, InvalidText, TextTooLong

_INVALID_CHARACTER = re.compile("[\0\ud800-\udfff]")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def check_text(text: str, limit: int) -> None:
    """Raise an error for a text that is empty, too long or has invalid characters.

    Control characters other than NUL are accepted: offsets count them like any other.

    Args:
        text: as received.
        limit: length of the longest accepted text, in code points.

    Raises:
        TextTooLong: the text has more than ``limit`` characters.
        InvalidText: the text contains NUL or an unpaired surrogate.
        EmptyText: the text has no letter and no digit.
    """
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    check_characters(text)
    if not _LETTER_OR_DIGIT.search(text):
        raise EmptyText


def check_characters(text: str) -> None:
    """Raise an error for a text with invalid characters.

    Raises:
        InvalidText: the text contains NUL or an unpaired surrogate.
    """
    if match := _INVALID_CHARACTER.search(text):
        what = "NUL" if match[0] == "\0" else "half of a surrogate pair"
        raise InvalidText(what, position=match.start())

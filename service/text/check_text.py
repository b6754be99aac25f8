"""What the service refuses to read, said before any work is done."""

import re

from service.errors import EmptyText, InvalidText, TextTooLong

_NOT_TEXT = re.compile("[\0\ud800-\udfff]")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def check_text(text: str, limit: int) -> None:
    """Refuse a text that is empty, too long or no text at all.

    Control characters other than NUL are kept: offsets count them like any other.

    Raises:
        TextTooLong: it has more than ``limit`` characters.
        InvalidText: it holds NUL or half of a surrogate pair.
        EmptyText: it has no letter and no digit.
    """
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    if match := _NOT_TEXT.search(text):
        what = "NUL" if match[0] == "\0" else "half of a surrogate pair"
        raise InvalidText(what, position=match.start())
    if not _LETTER_OR_DIGIT.search(text):
        raise EmptyText

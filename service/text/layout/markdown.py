"""Markdown that was left in a text: quotations (">"), emphasis, headings, links."""

import re

_QUOTED_LINE = re.compile(r"^ {0,3}>(?: >)* (?=[^\s>])", re.MULTILINE)
_QUOTED_EMPTY = re.compile(r"^ {0,3}>(?: >)* *$", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]{1,200}?)(?<=\S)\1(?![\w*_])"
)
_HEADING = re.compile(r"^#{1,6} (?=\S)", re.MULTILINE)
_LINK = re.compile(r"\(https?://[^()\s]{1,400}\)")
_LEAD_IN = re.compile(r"\s*(\*\*|__)[^*_\n]{1,80}[.:?!]\1\s+(?=\S)")


def blank_markdown(text: str) -> str:
    """Return the text with the marks of Markdown replaced by blanks.

    The result has the length of the text.
    """
    for pattern in (_LINK, _QUOTED_EMPTY, _QUOTED_LINE, _HEADING):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return _EMPHASIS.sub(lambda m: _blank_around(m[1], m[2]), text)


def lead_in_end(received: str, start: int) -> int:
    """Return the length of the lead-in in bold type that begins a paragraph, or 0."""
    match = _LEAD_IN.match(received, max(received.rfind("\n", 0, start) + 1, start - 3))
    return match.end() - start if match else 0


def _blank_around(mark: str, inner: str) -> str:
    blanks = " " * len(mark)
    return f"{blanks}{inner}{blanks}"


def quoted_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Return the bounds of the lines that ">" quotes, as received."""
    return tuple(
        (match.start(), _line_end(text, match.end()))
        for match in _QUOTED_LINE.finditer(text)
    )


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end

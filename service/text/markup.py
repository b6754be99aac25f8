"""Detection of HTML that was left in a plain text."""

import re

MARKUP = re.compile(
    r"</?(?:a|b|blockquote|br|div|em|figure|h[1-6]|i|img|li|ol|p|script|span|strong|ul)"
    r"(?:\s[^<>]*)?/?>"
    r"|&(?:amp|apos|gt|lt|nbsp|quot|[lr][ds]quo|[mn]dash|#\d{2,6}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)
"""HTML tags of running text and character references ("<p>", "&nbsp;").

"a < b" and "AT&T;" do not match."""


def find_markup(text: str) -> str | None:
    """Return the first HTML tag or character reference of a text, or None."""
    found = MARKUP.search(text)
    return found[0] if found else None

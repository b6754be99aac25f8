"""A cheap test for text that was taken out of a page with its HTML left in."""

import re

MARKUP = re.compile(
    r"</?(?:a|b|blockquote|br|div|em|figure|h[1-6]|i|img|li|ol|p|script|span|strong|ul)"
    r"(?:\s[^<>]*)?/?>"
    r"|&(?:amp|apos|gt|lt|nbsp|quot|[lr][ds]quo|[mn]dash|#\d{2,6}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)
"""Tags of text and the entities of its punctuation; "a < b" and "AT&T;" are neither."""


def find_markup(text: str) -> str | None:
    """Return the first tag or entity of HTML in a text, if there is one."""
    found = MARKUP.search(text)
    return found[0] if found else None

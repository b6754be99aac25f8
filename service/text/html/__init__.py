"""HTML to the text that is read of it, with an offset map back into the markup.

``read_html`` takes markup as sent. A ``Readable`` is what the interfaces work with,
whatever the format: plain text is a ``Readable`` too.
"""

from service.text.check_text import check_characters
from service.text.html.read_html import read_html
from service.text.html.readable import (
    HTML_SUFFIXES,
    Readable,
    SentSpan,
    TextFormat,
    guess_format,
)
from service.text.html.repeated_records import without_repeats

__all__ = [
    "HTML_SUFFIXES",
    "Readable",
    "SentSpan",
    "TextFormat",
    "guess_format",
    "open_text",
    "read_html",
    "without_repeats",
]


def open_text(text: str, form: TextFormat) -> Readable:
    """Return what is read of a text in a format.

    Raises:
        InvalidText: the HTML has an invalid character. Plain text is checked by the
            attributor, which counts in it.
    """
    if form == "text":
        return Readable.plain(text)
    check_characters(text)
    return read_html(text)

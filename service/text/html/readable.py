"""A text as sent, plain or HTML, with the text that is read and the way back."""

from bisect import bisect_left
from pathlib import Path
from typing import Literal, Self

import msgspec

from service.records import Span
from service.text.html.segments import OffsetMap

TextFormat = Literal["text", "html"]
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


class SentSpan(msgspec.Struct, frozen=True, order=True):
    """A range of a text as sent, and what a reader sees there."""

    start: int
    end: int
    text: str = ""


class SentNotice(msgspec.Struct, frozen=True):
    """What a reader of the records should know about a text as sent."""

    code: str
    detail: str
    spans: tuple[SentSpan, ...] = ()


class Readable(msgspec.Struct, frozen=True):
    """What is read of a text as sent. Spans of ``text`` become spans of ``sent``.

    For plain text both are the same.
    """

    sent: str
    text: str
    format: TextFormat = "text"
    map: OffsetMap | None = None
    """None for plain text."""
    inserted: tuple[int, ...] = ()
    """Offsets of characters of ``text`` that ``sent`` does not show, in order: the
    quotation marks of ``q`` and ``blockquote``."""
    asides: tuple[tuple[int, int], ...] = ()
    """Ranges of ``text`` in figures and asides, in order."""
    repeats: tuple[SentSpan, ...] = ()
    """Ranges of ``sent`` that were not read because they repeat the text."""
    notices: tuple[SentNotice, ...] = ()

    @classmethod
    def plain(cls, text: str) -> Self:
        """Return a plain text, which is read as it was sent."""
        return cls(sent=text, text=text)

    def place(self, span: Span) -> Span:
        """Return the range of ``sent`` that a span of ``text`` stands for.

        A character reference is never divided.
        """
        return span if self.map is None else self.map.place(span)

    def words(self, span: Span) -> str:
        """Return what a reader of ``sent`` sees in the place of a span of ``text``."""
        if self.map is None:
            return self.text[span.start : span.end]
        return self._shown(self.map.whole(span))

    def as_plain(self) -> Self:
        """Return the text that is read as one that was sent."""
        return msgspec.structs.replace(
            self,
            sent=self.text,
            format="text",
            map=None,
            inserted=(),
            repeats=(),
            notices=(),
        )

    @property
    def shown(self) -> str:
        """All that a reader of ``sent`` sees: ``text`` without what was inserted."""
        return self._shown(Span(0, len(self.text)))

    def _shown(self, span: Span) -> str:
        first = bisect_left(self.inserted, span.start)
        last = bisect_left(self.inserted, span.end)
        parts: list[str] = []
        at = span.start
        for offset in self.inserted[first:last]:
            parts.append(self.text[at:offset])
            at = offset + 1
        return "".join([*parts, self.text[at : span.end]])


def guess_format(name: str) -> TextFormat:
    """Return the format of a file by the end of its name."""
    return "html" if Path(name).suffix.lower() in HTML_SUFFIXES else "text"

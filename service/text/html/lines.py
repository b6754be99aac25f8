"""Lines of text out of the text of HTML, with the place of each character.

White space is collapsed as a browser does it: a run is one space, and none at the ends
of a line. A line ends at ``br`` and wherever a block begins or ends; in preformatted
text at every line break.
"""

import re

import msgspec

from service.records import Span
from service.text.html.open_elements import Context
from service.text.html.references import read_reference
from service.text.html.segments import OffsetMap, Segment

BLANKS = frozenset(" \t\n\r\f")
PARAGRAPH, LINE = 2, 1
"""Line breaks before a line: a blank line, or none."""
BYTE_ORDER_MARK = "\ufeff"
COLLAPSED = re.compile(
    r"(?P<words>[^ \t\n\r\f&\0]+(?: [^ \t\n\r\f&\0]+)*)"
    r"|(?P<space>[ \t\n\r\f]+)|(?P<reference>&)|\0"
)
PREFORMATTED = re.compile(
    r"(?P<words>[^\n\r&\0]+)|(?P<newline>\r\n?|\n)|(?P<reference>&)|\0"
)


class QuoteTag(msgspec.Struct, frozen=True):
    """Where a ``q`` begins or ends in a line; one that has no tag there is empty."""

    at: int
    number: int
    """The same for both ends of an element."""
    start: int
    end: int
    opens: bool


class Line(msgspec.Struct, frozen=True):
    """The text between two breaks."""

    text: str
    segments: tuple[Segment, ...]
    breaks: int
    """``PARAGRAPH`` or ``LINE``."""
    context: Context
    """Of its first character."""
    credit: bool
    """Whether all of it is in an element that may name a source."""
    cite_at: int | None
    """Offset of the ``cite`` at its end, if it ends with one."""
    quote_tags: tuple[QuoteTag, ...]

    @property
    def start(self) -> int:
        """Offset of its first character in the markup."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Offset after its last character in the markup."""
        return self.segments[-1].end

    def place(self, start: int, end: int) -> Span:
        """Return the range of the markup that a range of the line stands for."""
        return OffsetMap(self.segments, len(self.text)).place(Span(start, end))


class LineBuilder:
    """Collects the lines of one HTML text."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self.lines: list[Line] = []
        self._breaks = PARAGRAPH
        self._carried: list[int] = []
        """Numbers of the ``q`` elements that are open."""
        self._waiting: list[tuple[int, int, int]] = []
        """Number and tag of those that no character has followed yet."""
        self._quotes = 0
        self._begin()

    def _begin(self) -> None:
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0
        self._space: tuple[int, int] | None = None
        self._context: Context | None = None
        self._credit = True
        self._cite_at: int | None = None
        self._tags: list[QuoteTag] = []

    def add(self, start: int, end: int, context: Context) -> None:
        """Add a range of the markup between tags."""
        pattern = PREFORMATTED if context.preformatted else COLLAPSED
        at = start
        while at < end:
            found = pattern.match(self._markup, at, end)
            kind = found.lastgroup if found else None
            text, stop = "", found.end() if found else at + 1
            if kind == "words" and found:
                text = found[0]
            elif kind == "reference":
                text, stop = read_reference(self._markup, at, end)
            if kind == "space" or (text in BLANKS and not context.preformatted):
                self._space = self._space or (at, stop)
                text = ""
            elif kind == "newline":
                self.end_line(LINE)
            if at == 0 and text.startswith(BYTE_ORDER_MARK):
                at, text = 1, text[1:]
            if text:
                self._write(text, at, stop, context)
            at = stop

    def end_line(self, breaks: int) -> None:
        """End the line; ``LINE`` breaks add up to a paragraph's."""
        text = "".join(self._parts)
        if text and not text.isspace():
            self.lines.append(
                Line(
                    text=text,
                    segments=tuple(self._segments),
                    breaks=self._breaks,
                    context=self._context or Context(),
                    credit=self._credit,
                    cite_at=self._cite_at,
                    quote_tags=tuple(self._tags),
                )
            )
            self._breaks = 0
        self._breaks = min(PARAGRAPH, self._breaks + breaks)
        self._begin()

    def open_quote(self, start: int, end: int) -> None:
        """Begin a ``q`` whose start tag is the range."""
        self._quotes += 1
        self._waiting.append((self._quotes, start, end))

    def close_quote(self, start: int, end: int) -> None:
        """End the innermost ``q``; the range is its end tag, or empty."""
        if self._waiting:
            self._waiting.pop()
        elif self._carried:
            number = self._carried.pop()
            if self._length:
                self._tags.append(
                    QuoteTag(self._length, number, start, end, opens=False)
                )

    def _write(self, text: str, start: int, end: int, context: Context) -> None:
        """Write characters that stand for a range of the markup."""
        if self._context is None:
            self._context = context
            for number in self._carried:
                self._tags.append(QuoteTag(0, number, start, start, opens=True))
        if self._space and self._length:
            self._append(" ", *self._space)
        self._space = None
        for number, opened, closed in self._waiting:
            self._tags.append(
                QuoteTag(self._length, number, opened, closed, opens=True)
            )
            self._carried.append(number)
        self._waiting.clear()
        self._credit = self._credit and context.credit
        if not context.cite:
            self._cite_at = None
        elif self._cite_at is None:
            self._cite_at = self._length
        self._append(text, start, end)

    def _append(self, text: str, start: int, end: int) -> None:
        last = self._segments[-1] if self._segments else None
        plain = len(text) == end - start
        if last and plain and last.end == start and last.plain:
            self._segments[-1] = Segment(last.at, last.start, end, plain=True)
        else:
            self._segments.append(Segment(self._length, start, end, plain=plain))
        self._parts.append(text)
        self._length += len(text)

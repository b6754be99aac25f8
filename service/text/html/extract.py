"""The lines of text that a reader of HTML sees, and what is left out."""

import msgspec

from service.text.html.elements import (
    BLOCKS,
    CREDITS,
    FOREIGN,
    HTML_IN_FOREIGN,
    LEFT_OUT,
    PAGE,
    PREFORMATTED,
    VOID,
)
from service.text.html.lines import LINE, PARAGRAPH, Line, LineBuilder
from service.text.html.open_elements import Context, OpenElement, OpenElements
from service.text.html.scanner import Scanner, Token
from service.text.html.shown import is_left_out

ASIDES = frozenset({"aside", "figure"})


class LeftOut(msgspec.Struct, frozen=True):
    """A part of the markup that is not read: an element, or an unclosed tag."""

    start: int
    end: int
    name: str


class Extract(msgspec.Struct, frozen=True):
    """What an HTML text shows; offsets count the markup."""

    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    is_page: bool
    """Whether it has an element of a whole page (``html``, ``head``, ``body``)."""


def extract(markup: str) -> Extract:
    """Return the lines of an HTML text. Any string is accepted."""
    reader = _Reader(markup)
    for token in reader.scanner.tokens():
        reader.read(token)
    return reader.finish()


class _Reader:
    """Reads the tokens of one text."""

    def __init__(self, markup: str) -> None:
        self.scanner = Scanner(markup)
        self._length = len(markup)
        self._open = OpenElements()
        self._lines = LineBuilder(markup)
        self._left_out: list[LeftOut] = []
        self._is_page = False
        self._numbered = 0

    def read(self, token: Token) -> None:
        """Read the next token."""
        if token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token)
        elif token.kind == "unclosed":
            if not self._open.context.hidden:
                self._left_out.append(LeftOut(token.start, token.end, "unclosed tag"))
        else:
            self._text(token)

    def finish(self) -> Extract:
        """Return what was read, with the elements that were left open."""
        self._closed(self._open.close_all(), Token("end", self._length, self._length))
        self._lines.end_line(PARAGRAPH)
        return Extract(tuple(self._lines.lines), tuple(self._left_out), self._is_page)

    def _text(self, token: Token) -> None:
        if self._in_head() and not self._is_blank(token):
            self._closed(self._open.implied_by(""), token)
        if not self._open.context.hidden:
            self._lines.add(token.start, token.end, self._open.context)

    def _in_head(self) -> bool:
        return self._open.innermost == "head"

    def _is_blank(self, token: Token) -> bool:
        return not self.scanner.markup[token.start : token.end].strip()

    def _start(self, tag: Token) -> None:
        self._closed(self._open.implied_by(tag.name), tag)
        if tag.name in PAGE:
            self._is_page = True
            if tag.name != "head":
                return
        around = self._open.context
        inner = self._inner(tag, around)
        if tag.name == "br" and not around.hidden:
            self._lines.end_line(LINE)
        elif _breaks(tag.name, inner, around):
            self._lines.end_line(PARAGRAPH)
        if tag.name in VOID or (self.scanner.foreign and tag.self_closing):
            return
        element = OpenElement(tag.name, tag.start, inner, around)
        if self._open.open(element) and tag.name == "q" and not inner.hidden:
            self._lines.open_quote(tag.start, tag.end)
        self.scanner.foreign = self._open.context.foreign

    def _inner(self, tag: Token, around: Context) -> Context:
        """Return the context of the content of an element."""
        if around.hidden or is_left_out(tag):
            foreign = (
                around.foreign or tag.name in FOREIGN
            ) and tag.name not in HTML_IN_FOREIGN
            return Context(hidden=True, foreign=foreign)
        return Context(
            preformatted=around.preformatted or tag.name in PREFORMATTED,
            quote=self._number(around.quote, tag.name == "blockquote"),
            quoted=around.quoted + (tag.name == "q"),
            credit=around.credit or tag.name in CREDITS,
            cite=around.cite or tag.name == "cite",
            aside=self._number(around.aside, tag.name in ASIDES),
        )

    def _number(self, outer: int | None, begins: bool) -> int | None:  # noqa: FBT001 - one of two states
        """Return the number of the outermost element of a kind around a place."""
        if outer is not None or not begins:
            return outer
        self._numbered += 1
        return self._numbered

    def _end(self, tag: Token) -> None:
        if tag.name in {"html", "body"}:
            return
        if tag.name == "br":
            self._start(Token("start", tag.start, tag.end, "br"))
            return
        closed = self._open.close(tag.name)
        self._closed(closed, tag)
        if not closed and tag.name in BLOCKS and not self._open.context.hidden:
            self._lines.end_line(PARAGRAPH)

    def _closed(self, elements: list[OpenElement], by: Token) -> None:
        """End elements, the innermost first, at a token."""
        for element in elements:
            own = by.kind == "end" and element.name == by.name
            self._close(element, by.start, by.end if own else by.start)
        self.scanner.foreign = self._open.context.foreign

    def _close(self, element: OpenElement, start: int, end: int) -> None:
        """End an element; the range is that of its end tag, empty if it has none."""
        if element.context.hidden and not element.outer.hidden:
            self._left_out.append(LeftOut(element.start, end, element.name))
        elif element.name == "q" and not element.context.hidden:
            self._lines.close_quote(start, end)
        if _breaks(element.name, element.context, element.outer):
            self._lines.end_line(PARAGRAPH)


def _breaks(name: str, inner: Context, outer: Context) -> bool:
    """Whether an element is shown, or would be, as a paragraph of its own."""
    seen = not inner.hidden or name in LEFT_OUT
    return name in BLOCKS and seen and not outer.hidden

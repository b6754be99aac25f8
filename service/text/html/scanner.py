"""Tags and text of HTML, after the WHATWG tokenizer, in time linear in its length.

The standard library's ``html.parser`` takes quadratic time on unclosed tags, comments
and CDATA in Python 3.11 and 3.12 (python/cpython#135462). Here no character is looked
at again after a construct that is never closed: as in a browser, such a construct takes
all that follows it.

Source: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from service.text.html.elements import RAW

Kind = Literal["text", "start", "end", "unclosed"]
"""``unclosed`` is a tag or a comment without an end."""

MARKUP = re.compile(r"<(?:/?[A-Za-z]|[!?]|/(?=.))", re.DOTALL)
NAME = re.compile(r"[^\t\n\f\r />]+")
BETWEEN = re.compile(r"[\t\n\f\r /]*")
ATTRIBUTE = re.compile(r"=?[^\t\n\f\r />=]*")
EQUALS = re.compile(r"[\t\n\f\r ]*=[\t\n\f\r ]*")
UNQUOTED = re.compile(r"[^\t\n\f\r >]*")
CLOSING = {mark: re.compile(mark) for mark in "\"'>"}
COMMENT_END = re.compile(r"--!?>")
SCRIPT = re.compile(
    r"<!(?=--)|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII
)
KEPT = frozenset({"hidden", "aria-hidden", "style", "open"})
"""Attributes that decide whether an element is shown."""
COMMENT_START = len("<!--")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A tag, or a range of text between tags; offsets count the markup as sent."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Names and values of those in ``KEPT``; the first of a name counts."""
    self_closing: bool = False


class Scanner:
    """Cuts one HTML text into tokens; comments and declarations give none."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.foreign = False
        """Set by the reader of the tokens inside of SVG and MathML, where an element
        may close itself."""

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens in order, without the content of elements in ``RAW``."""
        at = 0
        while found := MARKUP.search(self.markup, at):
            if found.start() > at:
                yield Token("text", at, found.start())
            token = self._construct(found)
            at = token.end
            if token.name or token.kind == "unclosed":
                yield token
            if self._is_raw(token):
                at = self._raw_end(token)
        if at < len(self.markup):
            yield Token("text", at, len(self.markup))

    def _is_raw(self, token: Token) -> bool:
        return (
            token.kind == "start"
            and token.name in RAW
            and not (self.foreign and token.self_closing)
        )

    def _construct(self, found: re.Match[str]) -> Token:
        """Return the tag at a match of ``MARKUP``, or a token without a name."""
        start, opening = found.start(), found[0]
        if opening[-1].isalpha():
            kind: Kind = "end" if opening[1] == "/" else "start"
            return self._tag(kind, start, found.end() - 1)
        if self.markup.startswith("<!--", start):
            end = self._comment_end(start)
        else:
            closed = CLOSING[">"].search(self.markup, start + 2)
            end = closed.end() if closed else None
        if end is None:
            return Token("unclosed", start, len(self.markup))
        return Token("text", start, end)

    def _comment_end(self, start: int) -> int | None:
        """Return the end of a comment; ``<!-->`` and ``<!--->`` are whole ones."""
        found = COMMENT_END.search(self.markup, start + 2)
        if found and "!" in found[0] and found.start() < start + COMMENT_START:
            found = COMMENT_END.search(self.markup, start + COMMENT_START)
        return found.end() if found else None

    def _tag(self, kind: Kind, start: int, at: int) -> Token:
        """Return the tag whose name begins at ``at``."""
        named = NAME.match(self.markup, at)
        name, at = (named[0], named.end()) if named else ("", at)
        attributes: dict[str, str] = {}
        while True:
            between = BETWEEN.match(self.markup, at)
            at = between.end() if between else at
            if at >= len(self.markup):
                return Token("unclosed", start, len(self.markup))
            if self.markup[at] == ">":
                closing = self.markup[at - 1] == "/"
                kept = tuple(attributes.items())
                return Token(kind, start, at + 1, _lower(name), kept, closing)
            found = ATTRIBUTE.match(self.markup, at)
            key, at = (found[0], found.end()) if found else ("", at + 1)
            value, at = self._value(at)
            if _lower(key) in KEPT:
                attributes.setdefault(_lower(key), value)

    def _value(self, at: int) -> tuple[str, int]:
        """Return the value of the attribute whose name ends at ``at``, and its end."""
        equals = EQUALS.match(self.markup, at)
        if equals is None:
            return "", at
        at = equals.end()
        mark = self.markup[at : at + 1]
        if mark and mark in "\"'":
            closed = CLOSING[mark].search(self.markup, at + 1)
            if closed is None:
                return "", len(self.markup)
            return self.markup[at + 1 : closed.start()], closed.end()
        found = UNQUOTED.match(self.markup, at)
        return (found[0], found.end()) if found else ("", at)

    def _raw_end(self, token: Token) -> int:
        """Return the offset of the end tag of an element without tags inside."""
        if token.name == "plaintext":
            return len(self.markup)
        if token.name == "script":
            return self._script_end(token.end)
        found = _end_tag(token.name).search(self.markup, token.end)
        return found.start() if found else len(self.markup)

    def _script_end(self, at: int) -> int:
        """Return the offset of the end tag of a script.

        After ``<!--`` a script inside of the script has an end tag of its own.
        """
        commented = nested = False
        while found := SCRIPT.search(self.markup, at):
            at = found.end()
            if found[1] is None:
                commented = found[0].startswith("<!")
                nested = nested and commented
            elif not found[1]:
                nested = commented
            elif not nested:
                return found.start()
            else:
                nested = False
        return len(self.markup)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII)


def _lower(name: str) -> str:
    return name.lower() if name.isascii() else name

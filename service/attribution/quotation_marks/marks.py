# ruff: noqa: RUF001 - the look-alikes of quotation marks are the subject
"""The quotation marks of a passage, each with its place between its neighbours."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from service.text.article import Article, Passage
from service.text.damaged_characters import find_damaged, restore
from service.text.normalise import DOUBLE_QUOTES, SINGLE_QUOTES

Place = Literal["open", "close", "either"]
"""Whether a mark stands where an opening one does ('a "b'), a closing one ('a" b'), or
where both may ('a " b', 'a"b')."""

_MARK = re.compile(
    rf"(['’‘`´])\1|[{re.escape(''.join(sorted(DOUBLE_QUOTES | SINGLE_QUOTES)))}]"
)
_OPENING_BRACKETS = frozenset("([{<-–—―/")
_AFTER_CLOSING = frozenset(")]}>-–—―,.;:!?…")


class Mark(msgspec.Struct, frozen=True):
    """A quotation mark or an apostrophe at half-open offsets of the article."""

    start: int
    end: int
    glyph: str
    """The mark as received; two characters for a double mark made of single ones."""
    before: str
    """The character before it and before adjacent marks; a blank if there is none."""
    after: str
    """The character after it and after adjacent marks; a blank if there is none."""
    left: str
    """The character before it, a mark or not; a blank if there is none."""
    right: str
    """The character after it, a mark or not; a blank if there is none."""

    @property
    def single(self) -> bool:
        """Whether it is a single mark or an apostrophe."""
        return self.glyph in SINGLE_QUOTES

    @property
    def place(self) -> Place:
        """Where it stands between its neighbours."""
        opens = self.before.isspace() or self.before in _OPENING_BRACKETS
        closes = self.after.isspace() or self.after in _AFTER_CLOSING
        if opens == closes:
            return "either"
        return "open" if opens else "close"


class MarkedText(msgspec.Struct, frozen=True):
    """An article in which marks are as received and all else is normalised."""

    text: str
    """Of the length of the article."""
    bounds: dict[int, tuple[int, int]]
    """The ranges of damaged marks, by the offset of the mark in ``text``."""

    def marks(self, passage: Passage) -> tuple[Mark, ...]:
        """Return the marks of a passage in order."""
        found = [
            m.span() for m in _MARK.finditer(self.text, passage.start, passage.end)
        ]
        before = _neighbours(self.text, found, passage)
        after = _neighbours(self.text, [(e, s) for s, e in reversed(found)], passage)[
            ::-1
        ]
        return tuple(
            self._mark(span, outer, passage)
            for span, outer in zip(found, zip(before, after, strict=True), strict=True)
        )

    def _mark(
        self, span: tuple[int, int], outer: tuple[str, str], passage: Passage
    ) -> Mark:
        start, end = span
        whole = self.bounds.get(start, span)
        return Mark(
            start=whole[0],
            end=whole[1],
            glyph=self.text[start:end],
            before=outer[0],
            after=outer[1],
            left=self.text[start - 1] if start > passage.start else " ",
            right=self.text[end] if end < passage.end else " ",
        )


def _neighbours(
    text: str, spans: Sequence[tuple[int, int]], passage: Passage
) -> list[str]:
    """Return the character beside each mark that is none itself.

    It is the one before for spans ``(start, end)`` in order, the one after for spans
    ``(end, start)`` in reverse order.
    """
    found: list[str] = []
    reached = -1
    for near, far in spans:
        if near == reached:
            found.append(found[-1])
        elif near < far:
            found.append(text[near - 1] if near > passage.start else " ")
        else:
            found.append(text[near] if near < passage.end else " ")
        reached = far
    return found


def marked_text(article: Article) -> MarkedText:
    """Return the text of an article with its marks as received."""
    restored = restore(article.text)
    glyphs = DOUBLE_QUOTES | SINGLE_QUOTES
    found = {m.start() for m in _MARK.finditer(restored)} if restored else set[int]()
    bounds: dict[int, tuple[int, int]] = {}
    for one in find_damaged(article.text):
        if one.character in glyphs:
            at = next(i for i in range(one.start, one.end) if i in found)
            bounds[at] = (one.start, one.end)
    return MarkedText(_merge(article.normalised, restored), bounds)


def _merge(normalised: str, restored: str) -> str:
    """Return the normalised text with the marks of the restored one."""
    parts: list[str] = []
    done = 0
    for match in _MARK.finditer(restored):
        parts += [normalised[done : match.start()], match[0]]
        done = match.end()
    return "".join([*parts, normalised[done:]])

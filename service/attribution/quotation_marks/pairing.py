# ruff: noqa: RUF001 - the look-alikes of quotation marks are the subject
"""Pairing of the marks of one passage, left to right, with a stack of open marks."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from service.attribution.quotation_marks.convention import Convention
from service.attribution.quotation_marks.marks import Mark
from service.attribution.quotation_marks.quotation import Quotation
from service.text.article import Passage

_BEFORE_OPENING = frozenset("([{<-–—―/:;,")
_BEFORE_SINGLE = frozenset('([-–—“"„«')
_AFTER_SINGLE = frozenset("[(…£$€#@")
_SENTENCE_END = re.compile(r"[.?!]['\")]*\s+(?=\S)")
_ELISION = re.compile(r"(?:t(?:is|was)|em|n|til|cause|bout)\b|\d0s\b", re.IGNORECASE)
_MAX_DEPTH = 4
_Effect = Literal["open", "clear", "possessive"] | None
"""What a single mark can be: an opening one, a closing one, or one of the two that end
a plural possessive ("the workers' day") or a quotation; None inside a word."""


class PairedPassage(msgspec.Struct, frozen=True):
    """The quotations of a passage, and the closing marks that none of them has."""

    quotations: tuple[Quotation, ...]
    unopened: tuple[Mark, ...]


def pair_marks(
    text: str,
    passage: Passage,
    marks: Sequence[Mark],
    convention: Convention,
    *,
    next_mark: Mark | None,
) -> PairedPassage:
    """Return the quotations of a passage; one without a closing mark ends with it.

    ``next_mark`` is the opening mark that the next passage begins with, if it does.
    Takes time linear in the passage.
    """
    pairing = _Pairing(text, passage, marks, convention, next_mark=next_mark)
    pairing.run()
    return PairedPassage(tuple(pairing.found), tuple(pairing.unopened))


class _Pairing:
    """The state of the pairing of one passage."""

    def __init__(
        self,
        text: str,
        passage: Passage,
        marks: Sequence[Mark],
        convention: Convention,
        *,
        next_mark: Mark | None,
    ) -> None:
        self.text = text
        self.passage = passage
        self.marks = marks
        self.convention = convention
        self.stack: list[Mark] = []
        self.found: list[Quotation] = []
        self.unopened: list[Mark] = []
        self.searched = passage.start
        """Up to where ends of sentences after the last quotation were looked for."""
        self.end = passage.start + len(text[passage.start : passage.end].rstrip())
        self.closing = dict(_closing_singles(marks, convention, text))
        """Whether each single mark closes, by its offset."""
        self.last_closing = max((s for s, c in self.closing.items() if c), default=-1)
        self.reopened = next_mark is not None and next_mark.single and convention.single
        """Whether single marks quote and the next passage begins with one."""
        self.enclosing = frozenset(_enclosing(marks, convention, next_mark))
        """Offsets of the opening marks whose closing glyph follows."""
        self.last_clear = max(
            (
                mark.start
                for mark in marks
                if mark.single and _effect(mark, convention, text) == "clear"
            ),
            default=-1,
        )
        """The last single mark that closes and cannot be a possessive's."""

    def run(self) -> None:
        """Pair all marks."""
        for mark in self.marks:
            self._single(mark) if mark.single else self._double(mark)
        for depth, mark in enumerate(self.stack):
            if not mark.single or self._is_continued(mark):
                self._add(mark.start, self.end, depth=depth, closed=False)

    def _double(self, mark: Mark) -> None:
        role = self.convention.role(mark.glyph)
        innermost = next((m for m in reversed(self.stack) if not m.single), None)
        if self._opens(mark, role, innermost):
            self._push(mark)
        elif innermost is not None:
            self._close(mark)
        elif self._looks_opening(mark, role):
            self._push(mark)
        elif not mark.left.isdigit():
            self.unopened.append(mark)
            self._recover(mark)

    def _opens(self, mark: Mark, role: str, innermost: Mark | None) -> bool:
        """Whether a mark opens: by its glyph, or by its place in another quotation."""
        if role == "open":
            return innermost is None or not self._ends(mark, innermost)
        inside = innermost is not None and innermost.start in self.enclosing
        return role == "either" and inside and mark.place == "open"

    def _ends(self, mark: Mark, innermost: Mark) -> bool:
        """Whether an opening glyph closes: after a low mark, or by its place."""
        low = mark.glyph == "“" and innermost.glyph == "„"
        return (low and mark.place != "open") or mark.place == "close"

    def _looks_opening(self, mark: Mark, role: str) -> bool:
        if mark.end >= self.end:
            return False
        if role == "close" and mark.place != "open":
            return False
        if mark.place == "close" and mark.left != ":":
            return False
        return mark.before.isspace() or mark.before in _BEFORE_OPENING

    def _recover(self, mark: Mark) -> None:
        """Add the quotation of a closing mark whose opening one is missing.

        It begins with the passage, or with the first sentence after the last quotation.
        """
        if mark.place != "close" or mark.left not in ",.?!…":
            return
        start = self.passage.start
        if self.found:
            after = _SENTENCE_END.search(self.text, self.searched, mark.start)
            self.searched = mark.start if after is None else after.end()
            if after is None:
                return
            start = after.end()
        self._add(start, mark.end, depth=0, closed=True, opened=False)

    def _single(self, mark: Mark) -> None:
        if self.stack and self.stack[-1].single:
            low = self.stack[-1].glyph == "‚" and mark.glyph == "‘"
            if self.closing.get(mark.start) or (low and mark.place == "close"):
                self._close(mark)
        elif _opens_single(mark, self.convention, self.text) and (
            self.last_closing > mark.start or self._is_continued(mark)
        ):
            self._push(mark)

    def _is_continued(self, mark: Mark) -> bool:
        """Whether a single mark is not closed here and the next passage opens anew."""
        return self.reopened and self.last_clear < mark.start

    def _push(self, mark: Mark) -> None:
        if len(self.stack) < _MAX_DEPTH:
            self.stack.append(mark)

    def _close(self, mark: Mark) -> None:
        while self.stack and not self._may_close(mark, self.stack[-1]):
            self.stack.pop()
        if self.stack:
            start = self.stack.pop().start
            self._add(start, mark.end, depth=len(self.stack), closed=True)

    def _may_close(self, mark: Mark, opened: Mark) -> bool:
        """Whether a mark closes another: not one inside, closed or not ('“A "b”')."""
        if opened.single != mark.single:
            return False
        return (
            self.convention.role(mark.glyph) != "close"
            or self.convention.role(opened.glyph) == "open"
            or not any(one.start in self.enclosing for one in self.stack)
        )

    def _add(
        self, start: int, end: int, *, depth: int, closed: bool, opened: bool = True
    ) -> None:
        if any(map(str.isalnum, self.text[start:end])):
            self.searched = max(self.searched, end)
            self.found.append(
                Quotation(
                    start,
                    end,
                    depth,
                    self.passage.paragraph,
                    closed,
                    opened=opened,
                )
            )


def _enclosing(
    marks: Sequence[Mark], convention: Convention, next_mark: Mark | None
) -> Iterator[int]:
    """Yield the offsets of opening glyphs before the closing one of their passage.

    Marks between the two that may open or close are inside the quotation ('“He said
    "no" and left”'). The last opening glyph of a passage is one too if the next passage
    opens anew.
    """
    following = "close" if next_mark is not None and not next_mark.single else None
    for mark in reversed(marks):
        role = None if mark.single else convention.role(mark.glyph)
        if role == "open" and following == "close":
            yield mark.start
        if role in {"open", "close"}:
            following = role


def _closing_singles(
    marks: Sequence[Mark], convention: Convention, text: str
) -> Iterator[tuple[int, bool]]:
    """Yield the offset of each single mark and whether it closes, last one first.

    A mark that may end a plural possessive closes unless the next mark that opens or
    closes is a closing one ("the workers' day'").
    """
    following: _Effect = None
    for mark in reversed(marks):
        if not mark.single:
            continue
        effect = _effect(mark, convention, text)
        yield (
            mark.start,
            effect == "clear" or (effect == "possessive" and following != "clear"),
        )
        if effect in {"open", "clear"}:
            following = effect


def _effect(mark: Mark, convention: Convention, text: str) -> _Effect:
    if _opens_single(mark, convention, text):
        return "open"
    if mark.left.isspace() or mark.right.isalnum():
        return None
    if mark.glyph in "‘‚" and convention.role(mark.glyph) == "open":
        return None
    return "possessive" if mark.left == "s" and mark.right == " " else "clear"


def _opens_single(mark: Mark, convention: Convention, text: str) -> bool:
    starts_word = mark.left.isspace() or mark.left in _BEFORE_SINGLE
    begins = mark.right.isalnum() or mark.right in _AFTER_SINGLE
    if not starts_word or not begins:
        return False
    if mark.glyph == "’" and convention.role("’") != "open":
        return False
    return convention.role(mark.glyph) != "close" and not _ELISION.match(text, mark.end)

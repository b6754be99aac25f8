"""Stage: the quotations of an article, by their quotation marks.

The text is read as received, because curly marks and guillemets show whether they
open or close and normalised ones do not. A quotation of several paragraphs gives one
``Quotation`` for each: in print every paragraph opens a mark and only the last closes
one.
"""

from collections.abc import Iterator

import msgspec

from service.text.article import Article, Passage
from service.text.normalise import is_mojibake_dash

_DOUBLE_OPEN = frozenset("“„«‟")
_DOUBLE_CLOSE = frozenset("”»")
_STRAIGHT = frozenset('"＂')
_DOUBLE = _DOUBLE_OPEN | _DOUBLE_CLOSE | _STRAIGHT
_SINGLE = frozenset("'‘’‚‹›`´")
_BEFORE_OPENING = frozenset("([{<-–—―/:;,")
_MAX_DEPTH = 4


class Quotation(msgspec.Struct, frozen=True, order=True):
    """A range between quotation marks, the marks included."""

    start: int
    end: int
    depth: int = 0
    """Number of quotations that enclose it."""
    paragraph: int = 0
    closed: bool = True
    """False if its paragraph ends without a closing mark."""
    reopens: bool = False
    """True if it begins its paragraph and the one before ends without closing."""


class _OpenMark(msgspec.Struct):
    start: int
    single: bool


def find_quotations(
    article: Article,
) -> tuple[tuple[Quotation, ...], tuple[tuple[str, str], ...]]:
    """Return the quotations in text order, and the warnings on unpaired marks.

    A warning is a code and a detail. Unpaired marks never raise.
    """
    found: list[Quotation] = []
    warnings: list[tuple[str, str]] = []
    left_open = False
    for passage in article.passages:
        if passage.kind not in {"body", "heading"}:
            continue
        scanner = _Scanner(article.text, passage)
        quotations = scanner.scan()
        if left_open and quotations and _at_start(article.text, passage, quotations):
            first = min(quotations)
            quotations[quotations.index(first)] = msgspec.structs.replace(
                first, reopens=True
            )
        elif left_open and not quotations and not scanner.unopened:
            warnings.append(_unclosed(passage.start))
        warnings.extend(
            ("quotation_not_opened", f"a closing mark at {at} has no opening one")
            for at in scanner.unopened
        )
        found.extend(quotations)
        left_open = any(not q.closed and q.depth == 0 for q in quotations)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end))), tuple(warnings)


def _unclosed(at: int) -> tuple[str, str]:
    return ("quotation_not_closed", f"a quotation before {at} has no closing mark")


def _at_start(text: str, passage: Passage, quotations: list[Quotation]) -> bool:
    """Whether nothing stands before the first quotation of the passage."""
    first = min(quotations)
    return not text[passage.start : first.start].strip()


class _Scanner:
    """Pairs the marks of one passage, left to right, with a stack of open marks."""

    def __init__(self, text: str, passage: Passage) -> None:
        self.text = text
        self.passage = passage
        self.stack: list[_OpenMark] = []
        self.found: list[Quotation] = []
        self.unopened: list[int] = []
        """Offsets of closing marks that no opening mark matches."""
        self.end = passage.start + len(text[passage.start : passage.end].rstrip())
        """The offset after the last character that is no blank."""
        offsets = range(passage.start, passage.end)
        singles = [offset for offset in offsets if text[offset] in _SINGLE]
        self.last_clear = max(filter(self._is_clear_closing, singles), default=-1)
        self.last_closing = max(filter(self._closes_single, singles), default=-1)
        """The last single marks that close, and that close as no possessive does."""

    def scan(self) -> list[Quotation]:
        """Return the quotations; one that is not closed ends with the passage."""
        for start, end, single in _marks(self.text, self.passage):
            self._single(start) if single else self._double(start, end)
        for depth, mark in enumerate(self.stack):
            if not mark.single:
                self._add(mark, self.end, depth=depth, closed=False)
        return self.found

    def _double(self, start: int, end: int) -> None:
        character = self.text[start]
        inside = any(not mark.single for mark in self.stack)
        if character == "“" and inside and self._is_opened_low():
            self._close(end, single=False)
        elif character in _DOUBLE_OPEN or (not inside and self._looks_opening(start)):
            self._push(start, single=False)
        elif inside:
            self._close(end, single=False)
        elif not self.text[start - 1 : start].isdigit():
            self.unopened.append(start)

    def _is_opened_low(self) -> bool:
        """Whether the innermost open double mark is a low one, which “ closes."""
        doubles = [mark for mark in self.stack if not mark.single]
        return self.text[doubles[-1].start] == "„"

    def _looks_opening(self, start: int) -> bool:
        if start + 1 >= self.end:
            return False
        before = self.text[start - 1] if start > self.passage.start else " "
        return before.isspace() or before in _BEFORE_OPENING or before in _SINGLE

    def _single(self, start: int) -> None:
        if self.stack and self.stack[-1].single:
            if self._closes_single(start):
                self._close(start + 1, single=True)
        elif self._opens_single(start):
            self._push(start, single=True)

    def _opens_single(self, start: int) -> bool:
        before = self.text[start - 1] if start > self.passage.start else " "
        after = self.text[start + 1 : start + 2]
        starts_word = before.isspace() or before in '([{-–—“"„«'
        if not starts_word or not (after.isalnum() or after in "[(…£$€#@"):
            return False
        if self.text[start] == "’" or (after.isdigit() and self._is_decade(start)):
            return False
        return self.last_closing > start

    def _is_decade(self, start: int) -> bool:
        """Whether two digits and an "s" follow the mark ("'90s")."""
        return self.text[start + 3 : start + 4] == "s"

    def _closes_single(self, at: int) -> bool:
        if not self._ends_word(at) or self.text[at] in "‘‚":
            return False
        possessive = self.text[at - 1] == "s" and self.text[at + 1 : at + 2] == " "
        return not possessive or self.last_clear <= at

    def _is_clear_closing(self, at: int) -> bool:
        """Whether a single mark ends a word and cannot be a possessive's."""
        return self._ends_word(at) and self.text[at - 1] != "s"

    def _ends_word(self, at: int) -> bool:
        """Whether the mark stands after a character and not before a word."""
        after = self.text[at + 1 : at + 2]
        return not self.text[at - 1].isspace() and not after.isalnum()

    def _push(self, start: int, *, single: bool) -> None:
        if len(self.stack) < _MAX_DEPTH:
            self.stack.append(_OpenMark(start, single))

    def _close(self, end: int, *, single: bool) -> None:
        while self.stack and self.stack[-1].single != single:
            self.stack.pop()
        if self.stack:
            mark = self.stack.pop()
            self._add(mark, end, depth=len(self.stack), closed=True)

    def _add(self, mark: _OpenMark, end: int, *, depth: int, closed: bool) -> None:
        if not any(map(str.isalnum, self.text[mark.start : end])):
            return
        self.found.append(
            Quotation(mark.start, end, depth, self.passage.paragraph, closed)
        )


def _marks(text: str, passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """Yield ``(start, end, single)`` of each mark; two single ones are a double one."""
    at = passage.start
    while at < passage.end:
        character = text[at]
        if character in _SINGLE:
            double = text[at + 1 : at + 2] == character and character in "'’‘`´"
            yield at, at + 1 + double, not double
            at += 1 + double
            continue
        if character in _DOUBLE and not is_mojibake_dash(text, at):
            yield at, at + 1, False
        at += 1

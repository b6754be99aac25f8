# ruff: noqa: RUF001 - quotation marks and dashes are the subject
"""Quotation marks for ``q`` and ``blockquote``, which quote without marks.

The rules for quotations read marks, so that text in these elements gets them, and a
dash before an element that names who is quoted. They are no characters of the markup:
a mark stands for its tag, or for nothing.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from service.text.html.lines import Line, QuoteTag

OPEN, CLOSE, DASH = "“", "”", "— "
_OPENING = frozenset("\"“„«‟‘‚‹'»")
_CLOSING = frozenset("\"”“»«’›'")
_DASHES = "-–—―"
_SIGNATURE = re.compile(rf"[{_DASHES}]\s*\w")
_SENTENCE_END = re.compile(r"[.!?…,\"”’»']\Z")


class Insertion(msgspec.Struct, frozen=True):
    """Characters that are read before an offset of a line."""

    at: int
    text: str
    start: int
    end: int
    """The range of the markup that they stand for; often empty."""


def find_insertions(lines: Sequence[Line]) -> tuple[tuple[Insertion, ...], ...]:
    """Return the insertions of each line, in order."""
    found: list[list[Insertion]] = [[] for _ in lines]
    for number, insertion in _inline(lines):
        found[number].append(insertion)
    for first, last in _blockquotes(lines):
        for number, insertion in _block(lines, first, last):
            found[number].append(insertion)
    for number in range(1, len(lines)):
        if _is_bare_credit(lines, number) and found[number - 1]:
            line = lines[number]
            found[number].append(Insertion(0, DASH, line.start, line.start))
    return tuple(tuple(sorted(each, key=_place)) for each in found)


def _place(insertion: Insertion) -> int:
    return insertion.at


def _inline(lines: Sequence[Line]) -> Iterator[tuple[int, Insertion]]:
    """Yield the marks of ``q`` elements with no marks of their own, by line."""
    marked = _marked_elements(lines)
    for number, line in enumerate(lines):
        for tag in line.quote_tags:
            if tag.number not in marked:
                mark = OPEN if tag.opens else CLOSE
                yield number, Insertion(tag.at, mark, tag.start, tag.end)


def _marked_elements(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the ``q`` elements that begin and end with marks."""
    opened: set[int] = set()
    marked: set[int] = set()
    for line in lines:
        for tag in line.quote_tags:
            if tag.opens and _begins_with_mark(line.text[tag.at : tag.at + 1]):
                opened.add(tag.number)
            elif not tag.opens and tag.number in opened and _ends_with_mark(line, tag):
                marked.add(tag.number)
    return frozenset(marked)


def _begins_with_mark(first: str) -> bool:
    return first in _OPENING


def _ends_with_mark(line: Line, tag: QuoteTag) -> bool:
    return line.text[tag.at - 1 : tag.at] in _CLOSING


def _blockquotes(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of consecutive lines in one ``blockquote``."""
    first = 0
    for number in range(1, len(lines) + 1):
        quote = lines[first].context.quote
        if number < len(lines) and lines[number].context.quote == quote:
            continue
        if quote is not None:
            yield first, number
        first = number


def _block(
    lines: Sequence[Line], first: int, last: int
) -> Iterator[tuple[int, Insertion]]:
    """Yield the marks of a ``blockquote`` with no marks of its own, by line.

    As in print, each line opens a mark and only the last one closes it.
    """
    if lines[first].text[0] in _OPENING:
        return
    while last - 1 > first and _is_credit(lines[last - 1]):
        last -= 1
    for number in range(first, last):
        start = lines[number].start
        yield number, Insertion(0, OPEN, start, start)
    for insertion in _closing(lines[last - 1]):
        yield last - 1, insertion


def _closing(line: Line) -> Iterator[Insertion]:
    """Yield the closing mark of a line, before a ``cite`` that ends it."""
    cut, cite = len(line.text), line.cite_at
    if cite:
        before = line.text[:cite].rstrip()
        words = before.rstrip(_DASHES).rstrip()
        if before != words or _SENTENCE_END.search(words):
            cut = len(words)
    end = line.place(cut - 1, cut).end
    yield Insertion(cut, CLOSE, end, end)
    if cite and cut < len(line.text) and not line.text[cut:cite].strip():
        start = line.place(cite, cite + 1).start
        yield Insertion(cite, DASH, start, start)


def _is_credit(line: Line) -> bool:
    """Whether a line at the end of a ``blockquote`` names whose words it holds."""
    return line.credit or _SIGNATURE.match(line.text) is not None


def _is_bare_credit(lines: Sequence[Line], number: int) -> bool:
    """Whether a line names who is quoted in the line before it, without a dash."""
    line, before = lines[number], lines[number - 1]
    beside = (
        line.cite_at == 0
        or line.context.quote is not None
        or (
            line.context.aside is not None
            and line.context.aside == before.context.aside
        )
    )
    return (
        line.credit
        and not before.credit
        and beside
        and before.context.quote is not None
        and line.text[0].isalpha()
    )

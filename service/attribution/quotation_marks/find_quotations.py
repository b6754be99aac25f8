"""The quotations of an article, and warnings on its marks.

The marks are read as received, because curly marks and guillemets show whether they
open or close and normalised ones do not. A quotation of several paragraphs gives one
``Quotation`` for each: in print every paragraph opens a mark and only the last closes
one.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from service.attribution.quotation_marks.convention import Convention, find_convention
from service.attribution.quotation_marks.layout_quotations import (
    find_layout_quotations,
)
from service.attribution.quotation_marks.marks import Mark, marked_text
from service.attribution.quotation_marks.pairing import PairedPassage, pair_marks
from service.attribution.quotation_marks.quotation import Quotation
from service.records import Notice, Span
from service.text.article import Article, Passage

UNPAIRED = {
    "quotation_not_closed": "a quotation has no closing mark",
    "quotation_not_opened": "a closing mark has no opening one",
}
"""Warnings on a mark, by their codes."""


def find_quotations(
    article: Article,
) -> tuple[tuple[Quotation, ...], tuple[Notice, ...]]:
    """Return all quotations in text order, and the warnings on marks.

    They are those between marks, and those that the layout shows: turns, posts, blocks.
    """
    marked, warnings = find_marked_quotations(article)
    found = _inside_layout(find_layout_quotations(article), marked)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end))), warnings


def find_marked_quotations(
    article: Article,
) -> tuple[tuple[Quotation, ...], tuple[Notice, ...]]:
    """Return the quotations between marks in text order, and the warnings on marks.

    Warned of are an unusual convention and unpaired marks, with their spans.
    """
    marked = marked_text(article)
    passages = [p for p in article.passages if p.kind in {"body", "heading"}]
    marks = [marked.marks(passage) for passage in passages]
    convention = find_convention(mark for each in marks for mark in each)
    found: list[Quotation] = []
    warnings = [Notice("quotation_convention", told) for told in convention.notices]
    left_open: Mark | None = None
    pairs = _pair(marked.text, passages, marks, convention)
    for passage, own, paired in zip(passages, marks, pairs, strict=True):
        quotations = list(paired.quotations)
        if left_open and quotations and _at_start(article.text, passage, quotations):
            first = min(quotations)
            quotations[quotations.index(first)] = replace(first, reopens=True)
        elif left_open and not quotations and not paired.unopened:
            warnings.append(_notice("quotation_not_closed", left_open))
        warnings.extend(_notice("quotation_not_opened", m) for m in paired.unopened)
        found.extend(quotations)
        left_open = _left_open(quotations, own)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end))), tuple(warnings)


def _inside_layout(
    layout: Sequence[Quotation], marked: Sequence[Quotation]
) -> list[Quotation]:
    """Return all quotations; those with marks are one level deeper inside the others.

    A quotation with marks that crosses the bounds of one without is left out.
    """
    starts = [quotation.start for quotation in layout]
    found = list(layout)
    for quotation in marked:
        index = bisect_right(starts, quotation.start) - 1
        outer = layout[index] if index >= 0 else None
        following = starts[index + 1 : index + 2]
        if outer is not None and quotation.start < outer.end:
            if quotation.end <= outer.end:
                found.append(replace(quotation, depth=quotation.depth + 1))
        elif not following or quotation.end <= following[0]:
            found.append(quotation)
    return found


def _pair(
    text: str,
    passages: Sequence[Passage],
    marks: Sequence[Sequence[Mark]],
    convention: Convention,
) -> Iterator[PairedPassage]:
    """Yield the pairs of each passage."""
    opening = [
        _opening_mark(text, *pair, convention)
        for pair in zip(passages, marks, strict=True)
    ]
    following = [*opening[1:], None][: len(passages)]
    for passage, own, mark in zip(passages, marks, following, strict=True):
        yield pair_marks(text, passage, own, convention, next_mark=mark)


def _opening_mark(
    text: str, passage: Passage, marks: Sequence[Mark], convention: Convention
) -> Mark | None:
    """Return the mark that a passage begins with, if it opens by its glyph or place."""
    first = marks[0] if marks else None
    if first is None or first.place != "open":
        return None
    if text[passage.start : first.start].strip():
        return None
    return first if first.single or convention.role(first.glyph) == "open" else None


def _left_open(quotations: Sequence[Quotation], marks: Sequence[Mark]) -> Mark | None:
    """Return the mark of the outermost quotation that a passage leaves open, if any."""
    start = next((q.start for q in quotations if not q.closed and q.depth == 0), None)
    if start is None:
        return None
    return next((mark for mark in marks if mark.start == start), None)


def _notice(code: str, mark: Mark) -> Notice:
    return Notice(code, UNPAIRED[code], (Span(mark.start, mark.end),))


def _at_start(text: str, passage: Passage, quotations: list[Quotation]) -> bool:
    """Whether nothing stands before the first quotation of the passage."""
    first = min(quotations)
    return not text[passage.start : first.start].strip()

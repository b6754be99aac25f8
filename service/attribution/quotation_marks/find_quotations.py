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
from service.text.article import Article, Passage


def find_quotations(
    article: Article,
) -> tuple[tuple[Quotation, ...], tuple[tuple[str, str], ...]]:
    """Return all quotations in text order, and the warnings on marks.

    They are those between marks, and those that the layout shows: turns, posts, blocks.
    """
    marked, warnings = find_marked_quotations(article)
    found = _inside_layout(find_layout_quotations(article), marked)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end))), warnings


def find_marked_quotations(
    article: Article,
) -> tuple[tuple[Quotation, ...], tuple[tuple[str, str], ...]]:
    """Return the quotations between marks in text order, and the warnings on marks.

    A warning is a code and a detail: an unusual convention, unpaired marks. They never
    raise.
    """
    marked = marked_text(article)
    passages = [p for p in article.passages if p.kind in {"body", "heading"}]
    marks = [marked.marks(passage) for passage in passages]
    convention = find_convention(mark for each in marks for mark in each)
    found: list[Quotation] = []
    warnings = [("quotation_convention", notice) for notice in convention.notices]
    left_open = False
    pairs = _pair(marked.text, passages, marks, convention)
    for passage, paired in zip(passages, pairs, strict=True):
        quotations = list(paired.quotations)
        if left_open and quotations and _at_start(article.text, passage, quotations):
            first = min(quotations)
            quotations[quotations.index(first)] = replace(first, reopens=True)
        elif left_open and not quotations and not paired.unopened:
            warnings.append(_unclosed(passage.start))
        warnings.extend(
            ("quotation_not_opened", f"a closing mark at {at} has no opening one")
            for at in paired.unopened
        )
        found.extend(quotations)
        left_open = any(not q.closed and q.depth == 0 for q in quotations)
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
    starts = [_begins_single(*pair) for pair in zip(passages, marks, strict=True)]
    for number, (passage, own) in enumerate(zip(passages, marks, strict=True)):
        reopened = convention.single and any(starts[number + 1 : number + 2])
        yield pair_marks(text, passage, own, convention, reopened=reopened)


def _begins_single(passage: Passage, marks: Sequence[Mark]) -> bool:
    """Whether a passage begins with a single mark before a word."""
    first = marks[0] if marks else None
    return (
        first is not None
        and first.single
        and first.start == passage.start
        and first.place == "open"
    )


def _unclosed(at: int) -> tuple[str, str]:
    return ("quotation_not_closed", f"a quotation before {at} has no closing mark")


def _at_start(text: str, passage: Passage, quotations: list[Quotation]) -> bool:
    """Whether nothing stands before the first quotation of the passage."""
    first = min(quotations)
    return not text[passage.start : first.start].strip()

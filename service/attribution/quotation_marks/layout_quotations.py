"""Quotations without marks, which the layout of an article shows."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from service.attribution.quotation_marks.quotation import Quotation
from service.text.article import Article

_start = attrgetter("start")


def find_layout_quotations(article: Article) -> list[Quotation]:
    """Return the turns, the embedded posts and the quoted blocks in text order."""
    return sorted(_layout_quotations(article), key=_start)


def _layout_quotations(article: Article) -> Iterator[Quotation]:
    spoken = (*(turn.contents for turn in article.turns), *article.monologues)
    for contents in spoken:
        for number, (start, end) in enumerate(contents):
            yield _quotation(article, start, end, reopens=number > 0)
    for post in article.embedded:
        yield _quotation(article, *post.words)
    for start, end in article.block_quotations:
        yield _quotation(article, start, end)


def _quotation(
    article: Article, start: int, end: int, *, reopens: bool = False
) -> Quotation:
    index = bisect_right(article.passages, start, key=_start) - 1
    paragraph = article.passages[max(index, 0)].paragraph
    return Quotation(
        start, end, 0, paragraph, reopens=reopens, opened=False, marked=False
    )

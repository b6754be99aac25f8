"""The verbatim words in the content of attributions."""

from collections.abc import Iterable, Iterator

from service.attribution.quotation_marks import find_marked_quotations
from service.records import AttributionType, Span
from service.text.article import Article, Passage


def quoted_spans(
    text: str, contents: Iterable[tuple[AttributionType, Iterable[Span]]]
) -> Iterator[Span]:
    """Yield the spans of quoted words, with quotation marks, of attributions.

    The whole content of a direct attribution is quoted, and of a mixed one the words
    between quotation marks. An indirect attribution has no quoted words of its own,
    whatever is nested in it.
    """
    for kind, spans in contents:
        for span in spans:
            if kind == "direct":
                yield span
            elif kind == "mixed":
                yield from _between_marks(text, span)


def _between_marks(text: str, span: Span) -> Iterator[Span]:
    """Yield the outermost quotations in ``span``, taken as a separate paragraph."""
    part, start = text[span.start : span.end], span.start
    article = Article(text=part, normalised=part, passages=(Passage(0, part),))
    quotations, _ = find_marked_quotations(article)
    return (
        Span(start + each.start, start + each.end)
        for each in quotations
        if not each.depth
    )

"""What is read of an HTML text."""

from collections.abc import Iterator, Sequence

from service.text.html.assemble import assemble
from service.text.html.extract import Extract, LeftOut, extract
from service.text.html.quoted_elements import find_insertions
from service.text.html.readable import Readable, SentNotice, SentSpan
from service.text.html.repeats import REPEATED, REPEATED_DETAIL, find_repeats

EXTRACTOR = "trafilatura"


def read_html(markup: str) -> Readable:
    """Return what a reader of an HTML text sees, with its offset map.

    Any string is accepted. Left out are elements that show no text of the article, and
    the lines of figures and asides that repeat it; the notices say which.
    """
    extracted = extract(markup)
    found = find_repeats(extracted.lines)
    repeats = tuple(
        SentSpan(line.start, line.end, line.text)
        for number, line in enumerate(extracted.lines)
        if number in found
    )
    lines = [line for number, line in enumerate(extracted.lines) if number not in found]
    assembled = assemble(lines, find_insertions(lines))
    return Readable(
        sent=markup,
        text=assembled.text,
        format="html",
        map=assembled.map,
        inserted=assembled.inserted,
        asides=tuple(
            bounds
            for line, bounds in zip(lines, assembled.bounds, strict=True)
            if line.context.aside is not None
        ),
        repeats=repeats,
        notices=tuple(_notices(markup, extracted, repeats)),
    )


def _notices(
    markup: str, extracted: Extract, repeated: tuple[SentSpan, ...]
) -> Iterator[SentNotice]:
    spans = tuple(_merged(markup, extracted.left_out))
    if spans:
        names = sorted({each.name for each in extracted.left_out})
        detail = f"parts of the HTML are not read: {', '.join(names)}"
        yield SentNotice("left_out", detail, spans)
    if repeated:
        yield SentNotice(REPEATED, REPEATED_DETAIL, repeated)
    if extracted.is_page:
        yield SentNotice(
            "whole_page",
            "the HTML is a whole page, and all that it shows is read; an extractor "
            f"such as {EXTRACTOR} finds the article in a page",
        )


def _merged(markup: str, parts: Sequence[LeftOut]) -> Iterator[SentSpan]:
    """Yield the spans of parts in order, those with only white space between as one."""
    start = end = -1
    for part in sorted(parts, key=_place):
        if start >= 0 and not markup[end : part.start].strip():
            end = part.end
            continue
        if start >= 0:
            yield SentSpan(start, end)
        start, end = part.start, part.end
    if start >= 0:
        yield SentSpan(start, end)


def _place(part: LeftOut) -> tuple[int, int]:
    return part.start, part.end

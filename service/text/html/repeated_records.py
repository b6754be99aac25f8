"""Quotations in figures and asides that the text has as well are reported once."""

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from service.records import Attribution, Reading, Span
from service.text.html.readable import Readable, SentNotice, SentSpan
from service.text.html.repeats import REPEATED, REPEATED_DETAIL, Gram, grams, is_repeat


def without_repeats(reading: Reading, readable: Readable) -> tuple[Reading, Readable]:
    """Return the reading without the repeats, and the readable with a notice of them.

    A repeat is a direct or mixed attribution whose whole content lies in figures or
    asides and stands, word for word, in the content of one outside of them. A caption
    that reports the words of the text is one.
    """
    if not readable.asides:
        return reading, readable
    outside = [each for each in reading.attributions if not _is_aside(each, readable)]
    known = frozenset(
        gram
        for each in outside
        for text in _words(each, readable)
        for gram in grams(text)
    )
    repeats = [
        each
        for each in reading.attributions
        if _is_aside(each, readable) and _repeats(each, readable, known)
    ]
    if not repeats:
        return reading, readable
    dropped = {each.id for each in repeats}
    kept = tuple(each for each in reading.attributions if each.id not in dropped)
    spans = tuple(_sent(span, readable) for each in repeats for span in each.content)
    return (
        msgspec.structs.replace(reading, attributions=kept),
        msgspec.structs.replace(readable, notices=_with_spans(readable.notices, spans)),
    )


def _sent(span: Span, readable: Readable) -> SentSpan:
    place = readable.place(span)
    return SentSpan(place.start, place.end, readable.words(span))


def _is_aside(attribution: Attribution, readable: Readable) -> bool:
    return all(_is_inside(span, readable.asides) for span in attribution.content)


def _is_inside(span: Span, ranges: tuple[tuple[int, int], ...]) -> bool:
    index = bisect_right(ranges, (span.start, span.end)) - 1
    before, after = ranges[max(index, 0)], ranges[min(index + 1, len(ranges) - 1)]
    return any(
        start <= span.start and span.end <= end for start, end in (before, after)
    )


def _repeats(
    attribution: Attribution, readable: Readable, known: frozenset[Gram]
) -> bool:
    return attribution.type != "indirect" and all(
        is_repeat(text, known) for text in _words(attribution, readable)
    )


def _words(attribution: Attribution, readable: Readable) -> Iterator[str]:
    return (readable.words(span) for span in attribution.content)


def _with_spans(
    notices: tuple[SentNotice, ...], spans: tuple[SentSpan, ...]
) -> tuple[SentNotice, ...]:
    """Return the notices with the spans in that of the repeats."""
    known = [span for each in notices if each.code == REPEATED for span in each.spans]
    others = [each for each in notices if each.code != REPEATED]
    repeated = SentNotice(REPEATED, REPEATED_DETAIL, tuple(sorted({*known, *spans})))
    return (*others, repeated)

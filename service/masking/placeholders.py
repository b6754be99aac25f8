"""Replacing spans of a text with placeholders."""

from collections.abc import Iterable

import msgspec

from service.masking.marker import choose_code, placeholder_id, placeholder_token
from service.records import Span


class Placeholder(msgspec.Struct, frozen=True):
    """A replaced quotation; ``start`` and ``end`` are offsets in the original text."""

    id: str
    text: str
    start: int
    end: int


class Masked(msgspec.Struct, frozen=True):
    """A text with placeholders, and the quotations they replace in text order."""

    text: str
    placeholders: tuple[Placeholder, ...]


def mask(text: str, spans: Iterable[Span]) -> Masked:
    """Replace each span with a placeholder; overlapping spans are merged first."""
    code = choose_code(text)
    pieces: list[str] = []
    placeholders: list[Placeholder] = []
    position = 0
    for number, span in enumerate(merge_spans(spans), start=1):
        identifier = placeholder_id(number, code)
        pieces += text[position : span.start], placeholder_token(identifier)
        quoted = text[span.start : span.end]
        placeholders.append(Placeholder(identifier, quoted, span.start, span.end))
        position = span.end
    pieces.append(text[position:])
    return Masked(text="".join(pieces), placeholders=tuple(placeholders))


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, overlapping ones merged, empty ones omitted."""
    merged: list[Span] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Span(last.start, max(last.end, span.end))
        else:
            merged.append(span)
    return merged

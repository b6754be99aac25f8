"""How much a speaker says: words inside and outside of quotation marks."""

import re
from collections.abc import Iterable

from service.attribution.context import Context
from service.records import Span, WordCounts

_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}.,-][^\W_]+)*")
"""A word, or a number: "don't", "4.5", "well-known"."""


def count_words(context: Context, contents: Iterable[Span]) -> WordCounts:
    """Return the words of contents, each word once where contents overlap.

    A word is direct where a quotation encloses it.
    """
    direct = indirect = 0
    for span in _joined(contents):
        for word in _WORD.finditer(context.text, span.start, span.end):
            if context.enclosing(word.start(), word.end()) is None:
                indirect += 1
            else:
                direct += 1
    return WordCounts(direct, indirect)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, overlapping ones joined."""
    ordered = sorted(spans)
    ends: list[Span] = []
    for span in ordered:
        if ends and span.start < ends[-1].end:
            ends[-1] = Span(ends[-1].start, max(ends[-1].end, span.end))
        else:
            ends.append(span)
    return ends

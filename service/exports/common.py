"""What several formats share: addresses, absent values, quoted words."""

import re
from collections.abc import Iterable, Iterator
from typing import cast
from urllib.parse import quote

from service.masking.quoted_spans import quoted_spans
from service.records import AttributionType
from service.records import Span as Range
from service.wire.schemas import Attribution, Span

JsonObject = dict[str, object]
_ABSOLUTE = re.compile(r"(?:https?://|urn:|tag:)[!#$&-;=?-Z_a-z~%]+", re.ASCII)
GAP = " … "
"""Stands between the pieces of a content that the cue splits."""


def article_uri(identifier: str) -> str:
    """Return the address of an article: its id if that is one, else a URN with it."""
    if _ABSOLUTE.fullmatch(identifier):
        return identifier
    return f"urn:whosaid:article:{quote(identifier, safe='')}"


def part_uri(identifier: str, part: str) -> str:
    """Return the address of a record of an article."""
    return f"{article_uri(identifier).partition('#')[0]}#{part}"


def present(**members: object) -> JsonObject:
    """Return the members that say something: neither None nor empty."""
    return {
        name: value
        for name, value in members.items()
        if value is not None and value not in ((), [], {}, "")
    }


def content_text(attribution: Attribution) -> str:
    """Return the content as one string."""
    return GAP.join(span.text for span in attribution.content)


def quoted_words(text: str, attribution: Attribution) -> Iterator[str]:
    """Yield the quoted words of an attribution, marks included."""
    spans = [Range(span.start, span.end) for span in attribution.content]
    kind = cast("AttributionType", attribution.type)
    for span in quoted_spans(text, [(kind, spans)]):
        yield text[span.start : span.end]


def unique_spans(spans: Iterable[Span | None]) -> list[Span]:
    """Return the spans that are there, each once, in order of appearance."""
    return list(dict.fromkeys(span for span in spans if span is not None))

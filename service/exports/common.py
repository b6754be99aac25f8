"""Functions that several formats share: URIs, optional members, quoted words."""

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
"""Separates the spans of a content that is split by its cue."""


def article_uri(identifier: str) -> str:
    """Return the URI of an article: its id if that is a URI, else a URN with it."""
    if _ABSOLUTE.fullmatch(identifier):
        return identifier
    return f"urn:whosaid:article:{quote(identifier, safe='')}"


def part_uri(identifier: str, part: str) -> str:
    """Return the URI of a part of an article: that of the article with a fragment."""
    return f"{article_uri(identifier).partition('#')[0]}#{part}"


def present(**members: object) -> JsonObject:
    """Return the members with a value, neither None nor empty."""
    return {
        name: value
        for name, value in members.items()
        if value is not None and value not in ((), [], {}, "")
    }


def content_text(attribution: Attribution) -> str:
    """Return the texts of the content spans, joined by ``GAP``."""
    return GAP.join(span.text for span in attribution.content)


def quoted_words(text: str, attribution: Attribution) -> Iterator[str]:
    """Yield the quoted words of an attribution with their quotation marks."""
    spans = [Range(span.start, span.end) for span in attribution.content]
    kind = cast("AttributionType", attribution.type)
    for span in quoted_spans(text, [(kind, spans)]):
        yield text[span.start : span.end]


def unique_spans(spans: Iterable[Span | None]) -> list[Span]:
    """Return the distinct spans that are not None, in the given order."""
    return list(dict.fromkeys(span for span in spans if span is not None))

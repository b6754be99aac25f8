"""URIs of articles, optional members and quoted words that several formats share."""

import pytest

from service.exports.common import (
    article_uri,
    content_text,
    part_uri,
    present,
    quoted_words,
    unique_spans,
)
from service.wire.schemas import Attribution, Span
from tests.support.export_samples import BROKEN_LINE, MIXED, NEGATED, SPLIT, TEXT

URIS = [
    ("https://example.org/a?b=1", "https://example.org/a?b=1"),
    ("urn:isbn:1", "urn:isbn:1"),
    ("tag:example.org,2026:a", "tag:example.org,2026:a"),
    ("wire-7", "urn:whosaid:article:wire-7"),
    ("a b/ü", "urn:whosaid:article:a%20b%2F%C3%BC"),
    (
        "https://example.org/a b",
        "urn:whosaid:article:https%3A%2F%2Fexample.org%2Fa%20b",
    ),
    ("", "urn:whosaid:article:"),
]


@pytest.mark.parametrize(("identifier", "uri"), URIS)
def test_article_uri(identifier: str, uri: str) -> None:
    """An id that is a URI is kept; any other becomes a URN."""
    assert article_uri(identifier) == uri


def test_part_uri_replaces_the_fragment() -> None:
    """A part of an article is a fragment of its URI."""
    assert part_uri("https://example.org/a#top", "a1") == "https://example.org/a#a1"


def test_present_omits_empty_members() -> None:
    """None and empty values are omitted; 0 and False are values."""
    members = present(a=None, b=(), c=[], d={}, e="", f=0, g=False, h="x")

    assert members == {"f": 0, "g": False, "h": "x"}


def test_content_text_joins_spans() -> None:
    """The spans of a split content are separated by an ellipsis."""
    assert content_text(SPLIT) == "“The tram is late,” … “and it will stay late.”"


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        (BROKEN_LINE, ["“We are\nsorry,”"]),
        (MIXED, ["“a bad day”"]),
        (NEGATED, []),
    ],
)
def test_quoted_words(attribution: Attribution, expected: list[str]) -> None:
    """Direct content is quoted whole, mixed in part, indirect not at all."""
    assert list(quoted_words(TEXT, attribution)) == expected


def test_unique_spans() -> None:
    """Repeated spans and None are omitted, the order is kept."""
    first, second = Span(4, 5, "b"), Span(0, 1, "a")

    assert unique_spans([first, None, second, first]) == [first, second]

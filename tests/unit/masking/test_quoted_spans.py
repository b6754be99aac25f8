"""The verbatim words of attributions: direct content and quotations in mixed."""

import pytest

from service.masking import quoted_spans
from service.records import AttributionType, Span


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("direct", "“We won,”", ["“We won,”"]),
        ("direct", "“We go on", ["“We go on"]),
        ("indirect", "that “we” won", []),
        ("mixed", "“a bad day” and “a long one”", ["“a bad day”", "“a long one”"]),
        ("mixed", 'it was "a bad day" for all', ['"a bad day"']),
        ("mixed", "it wasn't 'a bad day', he's sure", ["'a bad day'"]),
        ("mixed", "it was «a bad day»", ["«a bad day»"]),
        ("mixed", "it was „a bad day“", ["„a bad day“"]),
        ("mixed", "it was “a ‘bad’ day”", ["“a ‘bad’ day”"]),
        ("mixed", "it was “a bad day", ["“a bad day"]),
        ("mixed", "no marks at all", []),
    ],
    ids=str,
)  # fmt: skip
def test_quoted_words_are_direct_content_and_what_stands_between_marks(
    kind: AttributionType, content: str, expected: list[str]
) -> None:
    """Quotation marks are included; indirect content has no quoted words."""
    text = f"😀 He said {content}. Then “rain” fell."
    start = text.index(content)
    span = Span(start, start + len(content))

    found = quoted_spans(text, [(kind, [span])])

    assert [text[each.start : each.end] for each in found] == expected

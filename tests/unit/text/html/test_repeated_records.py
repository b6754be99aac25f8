"""A quotation of a caption that the text has too is one record."""

import pytest

from service.text.html import read_html, without_repeats
from tests.support.fakes import fake_reading

QUOTE = "“We won the long race,” said Ida."
CAPTION = "<figure><figcaption>{}</figcaption></figure>"


@pytest.mark.parametrize(
    ("caption", "kept"),
    [
        ("The boat. “We won the long race,” said Per.", 1),
        ("The boat. “We lost the long race,” said Per.", 2),
        ("The boat. “We won,” said Per.", 2),
        ("The boat. “We won the long race,” thought Per.", 2),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_records_of_captions(caption: str, kept: int, first: bool) -> None:  # noqa: FBT001 - a row of the table
    """It is dropped where it is direct, four words long and word for word the same."""
    parts = [f"<p>{QUOTE}</p>", CAPTION.format(caption)]
    readable = read_html("".join(parts[::-1] if first else parts))
    reading = fake_reading(readable.text)

    settled, told = without_repeats(reading, readable)

    assert len(settled.attributions) == kept
    notices = [notice for notice in told.notices if notice.code == "repeated"]
    assert len(notices) == (kept == 1)
    for notice in notices:
        (span,) = notice.spans
        assert readable.sent[span.start : span.end] == "“We won the long race,”"


def test_both_kinds_are_one_warning() -> None:
    """Lines that were not read and records that were dropped share a warning."""
    aside = "<aside>We won the long race</aside>"
    caption = CAPTION.format("The boat. “We won the long race,” said Per.")
    readable = read_html(aside + f"<p>{QUOTE}</p>" + caption)

    _, told = without_repeats(fake_reading(readable.text), readable)

    (notice,) = told.notices
    assert len(notice.spans) == 2

"""Lines of figures and asides that repeat the text are read once."""

import pytest

from service.text.html import read_html
from tests.support.html_decoder import decode

TEXT = "<p>“We won the long race at last,” she said.</p>"
REPEATED = {
    "pull quote": "<aside>“We won the long race at last”</aside>",
    "other case and marks": "<aside>WE WON THE LONG RACE!</aside>",
    "quoted figure": ("<figure><blockquote>We won the long race</blockquote></figure>"),
    "with who spoke": (
        "<aside><p>We won the long race</p><p>— Ida Holm, mayor</p></aside>"
    ),
    "with a cite": (
        "<aside><p>We won the long race</p><cite>Ida Holm, mayor</cite></aside>"
    ),
}
KEPT = {
    "caption": ("<figure><figcaption>The race today</figcaption></figure>"),
    "other words": "<aside>We lost the long race at last</aside>",
    "three words": "<aside>The long race</aside>",
    "no aside": "<p>We won the long race at last</p>",
    "words after it": "<aside><p>Read more</p><p>— Ida Holm</p></aside>",
}


@pytest.mark.parametrize("aside", REPEATED.values(), ids=REPEATED)
@pytest.mark.parametrize("first", [True, False])
def test_repeats(aside: str, first: bool) -> None:  # noqa: FBT001 - a row of the table
    """They are left out, with one warning, wherever they stand."""
    readable = read_html(aside + TEXT if first else TEXT + aside)

    assert readable.text == read_html(TEXT).text
    (notice,) = readable.notices
    assert notice.code == "repeated"
    for span in notice.spans:
        part = readable.sent[span.start : span.end]
        assert part in aside
        assert decode(part) == span.text


@pytest.mark.parametrize("aside", KEPT.values(), ids=KEPT)
def test_others_are_read(aside: str) -> None:
    """Fewer than four words, and other words, are read."""
    readable = read_html(TEXT + aside)

    assert len(readable.text) > len(read_html(TEXT).text)
    assert readable.notices == ()


def test_a_text_in_figures_alone() -> None:
    """Two figures with the same words repeat no text."""
    figure = "<figure><figcaption>We won the race</figcaption></figure>"

    assert read_html(figure * 2).text == "We won the race\n\nWe won the race"

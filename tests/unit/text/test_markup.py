"""The detection of HTML in plain text."""

import pytest

from service.text.markup import find_markup
from service.text.reader import read_article

MARKUP = [
    ("<p>She left.</p>", "<p>"),
    ("She left.</p>", "</p>"),
    ('See <a href="https://x.example/?a=1">this</a>.', '<a href="https://x.example/?a=1">'),
    ("She left.<BR/>He stayed.", "<BR/>"),
    ("&ldquo;No,&rdquo; she said.", "&ldquo;"),
    ("It&#8217;s late.", "&#8217;"),
    ("It&#x2019;s late.", "&#x2019;"),
]  # fmt: skip
PLAIN = [
    "“No,” she said.",
    "Where a < b and c > d, he said.",
    "He wrote to <ida@holm.example> and left.",
    "AT&T; a rival; and R&B.",
    "a<b",
    "The <bold> and the <brave>.",
    "It cost &#8.",
    "",
]


@pytest.mark.parametrize(("text", "first"), MARKUP)
def test_markup(text: str, first: str) -> None:
    """The first tag or character reference is returned."""
    assert find_markup(text) == first


@pytest.mark.parametrize("text", PLAIN)
def test_plain(text: str) -> None:
    """Comparisons, addresses and names with an ampersand are no markup."""
    assert find_markup(text) is None


def test_warning() -> None:
    """Markup gives a warning, and the text is read unchanged."""
    article = read_article("<p>“No,” she said.</p>")

    assert article.warnings == (
        ("markup", "the text has HTML in it, such as '<p>'; it is read as words"),
    )
    assert article.normalised == '<p>"No," she said.</p>'

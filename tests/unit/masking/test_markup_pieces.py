"""Quotations of HTML are masked with their tags, never with half of an element."""

import pytest

from service.masking import Placeholder, mask, masked_ranges, unmask
from service.records import Span
from service.text.html import Readable, read_html
from tests.support.html_decoder import decode

QUOTED = {
    "no tags": ("<p>“We won,” she said.", ["“We won,”"]),
    "tags inside": ("“We <b>won</b> it,” she said.", ["“We <b>won</b> it,”"]),
    "q with its tags": ("She said <q lang=en>we won</q>.", ["<q lang=en>we won</q>"]),
    "references": ("&ldquo;We won,&rdquo; she said.", ["&ldquo;We won,&rdquo;"]),
    "script inside": ("“We <script>a<b</script>won”", ["“We <script>a<b</script>won”"]),
    "comment inside": ("“We <!-- <b> -->won”", ["“We <!-- <b> -->won”"]),
    "line break inside": ("“We<br>won”", ["“We<br>won”"]),
    "element around": ("<b>“We won,”</b> she said.", ["“We won,”"]),
    "begins in an element": ("<b>“We won</b> it,” she said.", ["“We won", "it,”"]),
    "ends in an element": ("“We <a href=x>won,” she</a> said.", ["“We", "won,”"]),
    "crossed": (
        "“We <b>won <i>it</b> all</i>,” she",
        ["“We <b>won", "it</b> all", ",”"],
    ),
    "empty tags at its end": ("“We won,<i></b>”", ["“We won,", "”"]),
    "paragraph inside": ("<p>“We<p>won”", ["“We", "won”"]),
}


@pytest.mark.parametrize(("markup", "pieces"), QUOTED.values(), ids=QUOTED)
def test_pieces(markup: str, pieces: list[str]) -> None:
    """The range is divided at each tag whose other tag is outside of it."""
    readable = read_html(markup)
    start = readable.text.index("“")
    spans = [Span(start, readable.text.index("”") + 1)]

    found = list(masked_ranges(readable, spans))

    assert [markup[each.start : each.end] for each in found] == pieces


@pytest.mark.parametrize("markup", [each for each, _ in QUOTED.values()])
def test_masked_and_restored(markup: str) -> None:
    """No word of the quotation is left, and unmasking restores the very bytes."""
    readable = read_html(markup)
    start, end = readable.text.index("“"), readable.text.index("”") + 1

    masked = mask(markup, masked_ranges(readable, [Span(start, end)]))

    assert "won" not in decode(masked.text)
    for each in masked.placeholders:
        assert markup[each.start : each.end] == each.text
    assert unmask(masked.text, masked.placeholders).text == markup


def test_repeats_are_masked_too() -> None:
    """The line of an aside that repeats masked words is masked; others are not."""
    aside = "<aside>We <i>won</i> the race</aside><aside>Rain fell on us all</aside>"
    markup = f"{aside}<p>“We won the race,” she said. Rain fell on us all.</p>"
    readable = read_html(markup)
    start, end = readable.text.index("“"), readable.text.index("”") + 1

    masked = mask(markup, masked_ranges(readable, [Span(start, end)]))

    words = [each.text for each in masked.placeholders]
    assert words == ["We <i>won</i> the race", "“We won the race,”"]


def test_plain_text_is_masked_as_it_is() -> None:
    """Tags in plain text are words."""
    text = "“We <b>won</i>,” she said."
    (found,) = masked_ranges(Readable.plain(text), [Span(0, 16)])
    (placeholder,) = mask(text, [found]).placeholders

    assert placeholder == Placeholder(placeholder.id, text[:16], 0, 16)

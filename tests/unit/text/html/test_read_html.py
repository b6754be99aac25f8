"""What is read of HTML: the words that a reader sees, as paragraphs."""

import pytest

from service.records import Span
from service.text.html import read_html
from tests.support.html_decoder import decode

SHOWN = {
    "paragraphs": ("<p>One.</p>\n<p>Two.</p>", "One.\n\nTwo."),
    "unclosed paragraphs": ("<p>One.<p>Two.", "One.\n\nTwo."),
    "text beside blocks": ("One.<div>Two.</div>Three.", "One.\n\nTwo.\n\nThree."),
    "white space": ("<p>\n  It \t is\n late. \n</p>", "It is late."),
    "space beside tags": ("It <b> is</b> <i>late</i>", "It is late"),
    "tags inside words": ("w<b>o</b>rd<span></span>s", "words"),
    "a place to break": ("Rind<wbr>fleisch", "Rindfleisch"),
    "named references": ("&ldquo;Yes&rdquo; &amp; no&hellip;", "“Yes” & no…"),
    "no semicolon": ("AT&ampT &lt;b&gt &notit;", "AT&T <b> ¬it;"),
    "numbers": ("&#8220;a&#x201D; &#151; &#0;&#x110000;", "“a” — \ufffd\ufffd"),
    "no references": (
        "R&D & &; &#; &#x; &nosuch; a&b",
        "R&D & &; &#; &#x; &nosuch; a&b",
    ),
    "spaces": ("a&#32;&#10; &Tab;b&NewLine;", "a b"),
    "two characters": ("&fjlig;ord", "fjord"),
    "non-breaking space": ("a&nbsp;&nbsp;b", "a\xa0\xa0b"),
    "a line": ("One<br>two<br/>three</br>four", "One\ntwo\nthree\nfour"),
    "two lines make a paragraph": ("One<br><br>two", "One\n\ntwo"),
    "blank paragraphs": ("<p>One</p><p>&nbsp;</p><p> </p><p>Two</p>", "One\n\nTwo"),
    "comments": ("One <!-- two --> three<!-->!<!--->?", "One three!?"),
    "a comment with a bang": ("One <!-- a > -- b --!> two", "One two"),
    "declarations": ("<!DOCTYPE html>One <?xml ?>two <![CDATA[x>y", "One two y"),
    "less than": ("3 < 4, a<3 and <- </ b", "3 < 4, a<3 and <-"),
    "empty end tag": ("One</>two", "Onetwo"),
    "a list": ("<ul><li>One<li>Two</ul>Three", "One\n\nTwo\n\nThree"),
    "a table": ("<table><tr><td>A<td>B<tr><td>C</table>", "A\n\nB\n\nC"),
    "definitions": ("<dl><dt>A<dd>B</dl>", "A\n\nB"),
    "headings": ("<h1>One</h2>Two<h3>Three", "One\n\nTwo\n\nThree"),
    "preformatted": ("<pre>\n a  b\r\n\tc\n\nd</pre>", " a  b\n\tc\n\nd"),
    "crossed": ("<p><b>One <i>two</b> three</i> four", "One two three four"),
    "crossed with a block": ("<b><p>One</b> two</p>", "One two"),
    "attributes": ("""<a href='x>y' title="<b>">One</a x=">">!""", "One!"),
    "capitals": ("<SCRIPT>a</Script ><P HIDDEN>b</P><B>One", "One"),
    "byte order mark": ("\ufeffOne", "One"),
    "plain text": ("One & two.", "One & two."),
    "nothing": ("", ""),
}
OTHERWISE = {"comments", "a comment with a bang", "declarations", "attributes"}
"""What the standard library's parser reads otherwise than browsers, by version."""
LEFT_OUT = {
    "script": ("a<script>b</p></script>c", ["<script>b</p></script>"]),
    "script in a comment": (
        "<script><!--<script>a</script>--></script>b",
        ["<script><!--<script>a</script>--></script>"],
    ),
    "script after a comment": (
        "<script><!--a--></script>b",
        ["<script><!--a--></script>"],
    ),
    "style and script": (
        "<style>a</style>\n<script>b</script>c",
        ["<style>a</style>\n<script>b</script>"],
    ),
    "navigation": ("<nav><p>a<nav>b</nav></nav>c", ["<nav><p>a<nav>b</nav></nav>"]),
    "unclosed navigation": ("<div><nav>a</div>b", ["<nav>a"]),
    "template": ("<template><p>a</template>b", ["<template><p>a</template>"]),
    "hidden": ("a<p hidden>b<p>c", ["<p hidden>b"]),
    "hidden item": ("<ul><li hidden>a<li>b</ul>", ["<li hidden>a"]),
    "hidden cell": (
        "<table><tr><td hidden><div></td>a<td>b</table>",
        ["<td hidden><div></td>"],
    ),
    "hidden to assistive software": (
        "a<i aria-hidden='true'>b</i>",
        ["<i aria-hidden='true'>b</i>"],
    ),
    "not hidden": ("a<i aria-hidden=false style='color: none'>b</i>", []),
    "hidden by its style": (
        "a<b style='x: y; DISPLAY : none !important'>b</b>",
        ["<b style='x: y; DISPLAY : none !important'>b</b>"],
    ),
    "dialog": ("<dialog>a</dialog><dialog open>b</dialog>", ["<dialog>a</dialog>"]),
    "controls": (
        "<select><option>a</select><button>b</button>c",
        ["<select><option>a</select><button>b</button>"],
    ),
    "drawing": (
        "<svg><title/><text>a</text></svg>b",
        ["<svg><title/><text>a</text></svg>"],
    ),
    "unclosed drawing": ("<svg><g><p>a", ["<svg><g>"]),
    "drawing with HTML": (
        "<svg><foreignObject><p>a</p></foreignObject></svg>b",
        ["<svg><foreignObject><p>a</p></foreignObject></svg>"],
    ),
    "head": ("<head><title>a</title><p>b", ["<head><title>a</title>"]),
    "head with text": ("<head> <meta>b", ["<head> <meta>"]),
    "examples": ("<xmp>a<b></xmp>c", ["<xmp>a<b></xmp>"]),
    "plain text": ("a<plaintext></plaintext>b", ["<plaintext></plaintext>b"]),
    "no script": ("<noscript><p>a</noscript>b", ["<noscript><p>a</noscript>"]),
    "a tag without an end": ("a<b c='", ["<b c='"]),
    "a comment without an end": ("a<!-- b", ["<!-- b"]),
    "figure with a picture": (
        "<figure><img src=a><figcaption>b</figcaption></figure>",
        [],
    ),
}


@pytest.mark.parametrize(("markup", "shown"), SHOWN.values(), ids=SHOWN)
def test_shown(markup: str, shown: str) -> None:
    """The text is what a browser shows, with a blank line between paragraphs."""
    readable = read_html(markup)

    assert readable.text == readable.shown == shown
    assert readable.sent == markup


@pytest.mark.parametrize(("markup", "left_out"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_left_out(markup: str, left_out: list[str]) -> None:
    """A warning has the places of what is not read; nothing of it is in the text."""
    readable = read_html(markup)

    told = [
        markup[span.start : span.end]
        for notice in readable.notices
        if notice.code == "left_out"
        for span in notice.spans
    ]
    assert told == left_out
    rest = markup
    for part in left_out:
        rest = rest.replace(part, "<p>" if part.startswith(("<nav", "<p")) else "")
    assert readable.text == read_html(rest).text


@pytest.mark.parametrize("name", sorted(SHOWN.keys() - OTHERWISE))
def test_every_span_is_its_slice(name: str) -> None:
    """The slice of a span decodes to its words; a reference is never divided."""
    markup, _ = SHOWN[name]
    readable = read_html(markup)
    for start, first in enumerate(readable.text):
        for end in range(start + 1, min(start + 9, len(readable.text)) + 1):
            if first.isspace() or readable.text[end - 1].isspace():
                continue
            span = Span(start, end)
            place = readable.place(span)

            decoded, words = (
                decode(markup[place.start : place.end]),
                readable.words(span),
            )
            if name == "preformatted":  # a slice of it is no longer
                decoded, words = " ".join(decoded.split()), " ".join(words.split())
            assert decoded == words


@pytest.mark.parametrize(
    ("markup", "page"),
    [
        ("<html><p>a", True),
        ("<head></head><p>a", True),
        ("<body>a", True),
        ("<p>a", False),
        ("<!doctype html><p>a", False),
    ],
)
def test_whole_pages(markup: str, page: bool) -> None:  # noqa: FBT001 - a row of the table
    """A whole page gets a warning that names an extractor."""
    told = {notice.code: notice.detail for notice in read_html(markup).notices}

    assert ("whole_page" in told) == page
    assert not page or "trafilatura" in told["whole_page"]

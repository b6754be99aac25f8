"""``q`` and ``blockquote`` count as quotation marks that are not in the HTML."""

import pytest

from service.records import Span
from service.text.html import read_html

CASES = {
    "q": ("She said <q>we won</q>.", "She said “we won”."),
    "q with spaces": ("said<q> we won </q>today", "said “we won” today"),
    "q in q": ("<q>He said <q>no</q>.</q>", "“He said “no”.”"),
    "q with marks": ("said <q>“we won,”</q> he", "said “we won,” he"),
    "q that begins with a quotation": (
        "<q>“No” is no answer</q>",
        "““No” is no answer”",
    ),
    "unclosed q": ("<p>said <q>we won<p>next", "said “we won”\n\nnext"),
    "q of two paragraphs": ("<q><p>One.</p><p>Two.</p></q>", "“One.\n\n“Two."),
    "empty q": ("a<q></q>b", "ab"),
    "stray end": ("a</q>b", "ab"),
    "hidden q": ("a<q hidden>b</q>c", "ac"),
    "blockquote": ("<blockquote>We won.</blockquote>", "“We won.”"),
    "blockquote of paragraphs": (
        "<blockquote><p>One.</p><p>Two.</p></blockquote>Three.",
        "“One.\n\n“Two.”\n\nThree.",
    ),
    "blockquote of lines": ("<blockquote>One<br>two</blockquote>", "“One\n“two”"),
    "blockquote with marks": (
        "<blockquote><p>“One.</p><p>“Two.”</p></blockquote>",
        "“One.\n\n“Two.”",
    ),
    "blockquote in a blockquote": (
        "<blockquote>One<blockquote>two</blockquote>three</blockquote>",
        "“One\n\n“two\n\n“three”",
    ),
    "two blockquotes": (
        "<blockquote>One</blockquote><blockquote>two</blockquote>",
        "“One”\n\n“two”",
    ),
    "footer with a dash": (
        "<blockquote><p>One.</p><footer>— Ida Holm</footer></blockquote>",
        "“One.”\n\n— Ida Holm",
    ),
    "footer without a dash": (
        "<blockquote><p>One.</p><footer>Ida Holm</footer></blockquote>",
        "“One.”\n\n— Ida Holm",
    ),
    "line with a dash": (
        "<blockquote>One.<br>– Ida Holm</blockquote>",
        "“One.”\n– Ida Holm",
    ),
    "cite after it": (
        "<blockquote>One.</blockquote><cite>Ida Holm</cite>",
        "“One.”\n\n— Ida Holm",
    ),
    "cite at its end": (
        "<blockquote>One. <cite>Ida Holm</cite></blockquote>",
        "“One.” — Ida Holm",
    ),
    "cite after a dash": (
        "<blockquote>One — <cite>Ida Holm</cite></blockquote>",
        "“One” — Ida Holm",
    ),
    "cite of a work": (
        "<blockquote>I read <cite>The Tide</cite> twice.</blockquote>",
        "“I read The Tide twice.”",
    ),
    "work at the end": (
        "<blockquote>I read <cite>The Tide</cite></blockquote>",
        "“I read The Tide”",
    ),
    "only a cite": ("<blockquote><cite>One</cite></blockquote>", "“One”"),
    "cite elsewhere": ("<p>One.</p><p><cite>Two</cite>", "One.\n\nTwo"),
    "caption of a quoted figure": (
        "<figure><blockquote>One.</blockquote><figcaption>Ida Holm</figcaption>",
        "“One.”\n\n— Ida Holm",
    ),
    "caption of a picture": (
        "<blockquote>One.</blockquote><figure><figcaption>A boat</figcaption></figure>",
        "“One.”\n\nA boat",
    ),
}


@pytest.mark.parametrize(("markup", "text"), CASES.values(), ids=CASES)
def test_read(markup: str, text: str) -> None:
    """The text that is read has the marks; what is shown has not."""
    readable = read_html(markup)

    assert readable.text == text
    shown = [c for at, c in enumerate(text) if at not in readable.inserted]
    assert readable.shown == "".join(shown)


def test_a_mark_stands_for_its_tag() -> None:
    """A span with the marks of a q has the tags in its range, but not in its words."""
    markup = "Yes, <q class='x'>we <b>won</b></q>."
    readable = read_html(markup)
    span = Span(readable.text.index("“"), readable.text.index("”") + 1)
    place = readable.place(span)

    assert markup[place.start : place.end] == "<q class='x'>we <b>won</b></q>"
    assert readable.words(span) == "we won"


def test_the_marks_of_a_block_stand_for_nothing() -> None:
    """A span with the marks of a blockquote has the range of its words."""
    markup = "<blockquote>\n <p>We won.</p> </blockquote>"
    readable = read_html(markup)
    place = readable.place(Span(0, len(readable.text)))

    assert markup[place.start : place.end] == "We won."
    assert readable.place(Span(0, 1)) == Span(place.start, place.start)

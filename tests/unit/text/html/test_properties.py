"""Random trees of tags around a known text: every slice decodes to its words."""

from html import escape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.records import Span
from service.text.html import read_html
from tests.support.html_decoder import decode
from tests.support.html_wrapping import wrap

WORDS = st.text("abcé“”’,.&<>-—\xa0😀", min_size=1, max_size=5)
INLINE = st.sampled_from(["b", "i", "a href='<x>'", "span", "em", "sup", "cite"])
BLOCKS = st.sampled_from(["div", "p", "li", "h2", "td", "section", "figcaption"])
UNSEEN = st.sampled_from(
    [
        "<!-- a > b -->",
        "<script>a < b</script>",
        "<nav><p>a</p></nav>",
        "<b hidden>a<i>b</i></b>",
        "<i aria-hidden='true'>a</i>",
        "<img alt='a'>",
        "<wbr>",
    ]
)
BREAKS = st.sampled_from(["<br>", "<br/>", "<hr>", " ", "\n", "\t "])
TEXT = WORDS.map(lambda words: escape(words, quote=False))
NUMBERS = WORDS.map(lambda words: "".join(f"&#{ord(char)};" for char in words))


def element(
    names: st.SearchStrategy[str], inside: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    """Return a strategy for elements around what another one makes."""
    return st.builds(
        lambda name, text: f"<{name}>{text}</{name.split()[0]}>", names, inside
    )


PHRASES = st.recursive(
    st.one_of(TEXT, NUMBERS, UNSEEN, BREAKS),
    lambda inside: element(INLINE, st.lists(inside, max_size=3).map("".join)),
    max_leaves=8,
)
TREES = st.recursive(
    st.lists(PHRASES, max_size=4).map("".join),
    lambda inside: element(BLOCKS, st.lists(inside, max_size=3).map("".join)),
    max_leaves=6,
)


@given(TREES)
def test_the_whole_text(markup: str) -> None:
    """The text that is read is what the reference decoder makes of all of it."""
    assert read_html(markup).text == decode(markup)


@given(TREES, st.data())
def test_every_slice(markup: str, data: st.DataObject) -> None:
    """The slice of any span between visible characters decodes to its words."""
    readable = read_html(markup)
    seen = [at for at, char in enumerate(readable.text) if not char.isspace()]
    if not seen:
        return
    first, last = sorted(data.draw(st.tuples(*2 * [st.sampled_from(seen)])))
    span = Span(first, last + 1)
    place = readable.place(span)

    assert decode(markup[place.start : place.end]) == readable.words(span)
    assert 0 <= place.start < place.end <= len(markup)


@given(st.text("<>/!-abpqs =\"'&;#x\n", max_size=60))
def test_any_string_is_read(markup: str) -> None:
    """No string raises, and every offset is inside of it, in order."""
    readable = read_html(markup)
    places = [readable.place(Span(at, at + 1)) for at in range(len(readable.text))]

    for before, after in pairwise(places):
        assert 0 <= before.start <= before.end <= len(markup)
        assert before.start <= after.start


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), st.integers(0, 99))
def test_the_wrapper_of_the_tests(text: str, seed: int) -> None:
    """A known text comes out of its HTML as it was, however it is wrapped."""
    readable = read_html(wrap(text, seed, share=0.5))

    assert " ".join(readable.text.split()) == " ".join(text.split())

"""Lookups of quotations agree with a scan of all quotations."""

from hypothesis import given
from hypothesis import strategies as st

from service.attribution.context.quotation_index import (
    QuotationIndex,
    first_ending_after,
    first_starting_from,
)
from service.attribution.quotation_marks import Quotation, find_quotations
from service.text.article import Article, Passage

MARKED = st.lists(st.sampled_from(["a", " ", "“", "”", "‘b", "c’", '"']), max_size=30)
PLACES = st.tuples(st.integers(0, 40), st.integers(1, 20))


def quotations_of(words: list[str]) -> tuple[Quotation, ...]:
    """Return the quotations of two equal paragraphs of marks and letters."""
    text = "".join(words)
    passages = (Passage(0, text), Passage(len(text), text, paragraph=1))
    return find_quotations(Article(text * 2, text * 2, passages))[0]


@given(MARKED, PLACES)
def test_enclosing_and_overlapping(words: list[str], place: tuple[int, int]) -> None:
    """Those that enclose a range come innermost first, those overlapping in order."""
    start, end = place[0], sum(place)
    found = quotations_of(words)
    index = QuotationIndex.build(found)

    enclosing = [q for q in found if q.start <= start and end <= q.end]
    assert list(index.enclosing(start, end)) == enclosing[::-1]
    overlapping = [q for q in found if q.start < end and start < q.end]
    assert list(index.overlapping(start, end)) == overlapping


@given(MARKED, PLACES)
def test_edges(words: list[str], place: tuple[int, int]) -> None:
    """Quotations that begin, end or lie whole in a range are seen."""
    start, end = place[0], sum(place)
    found = quotations_of(words)
    index = QuotationIndex.build(found)

    whole = [q for q in found if start <= q.start and q.end <= end]
    assert index.has_whole(start, end) == bool(whole)
    assert index.has_edge(start, end) == any(
        start <= q.start < end or start < q.end <= end for q in found
    )
    assert index.starting_at(start) == next(
        (q for q in found if q.start == start), None
    )
    assert index.ends_at(end, start=start) == any(q.end == end for q in whole)


@given(MARKED, PLACES)
def test_levels(words: list[str], place: tuple[int, int]) -> None:
    """A level has the quotations one deeper inside one, with no two overlapping."""
    start, end = place[0], sum(place)
    found = quotations_of(words)
    index = QuotationIndex.build(found)

    for above in found:
        inner = [
            q
            for q in found
            if q.depth == above.depth + 1
            and above.start <= q.start <= q.end <= above.end
        ]
        assert list(index.levels.get(above, ())) == inner
    level = index.levels[None]
    assert list(level) == [q for q in found if q.depth == 0]
    assert level[first_starting_from(level, start) :] == tuple(
        q for q in level if q.start >= start
    )
    assert level[first_ending_after(level, end) :] == tuple(
        q for q in level if q.end > end
    )

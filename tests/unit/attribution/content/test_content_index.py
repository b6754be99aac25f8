"""Spans that cover a range are those that a scan of all spans finds."""

from hypothesis import given
from hypothesis import strategies as st

from service.attribution.candidates import Candidate
from service.attribution.content.content_index import ContentIndex
from service.records import Span

LENGTH = 400
SPANS = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 150)).map(
        lambda place: Span(place[0], min(sum(place), LENGTH))
    ),
    max_size=20,
)
PLACES = st.tuples(st.integers(0, LENGTH), st.integers(1, 100))


@given(SPANS, SPANS, PLACES)
def test_covering(kept: list[Span], gone: list[Span], place: tuple[int, int]) -> None:
    """Spans that were added and not removed are found by the numbers they have."""
    start, end = place[0], sum(place)
    index = ContentIndex(LENGTH)
    for number, span in enumerate(kept):
        index.add(number, (span,))
        index.add(-1, gone[number : number + 1])
    for span in gone[: len(kept)]:
        index.remove(-1, (span,))

    found = [n for n, s in enumerate(kept) if s.start <= start and end <= s.end]
    assert sorted(index.covering(start, end)) == found
    assert index.is_covered(start, end, without=0) == any(found)
    overlapping = [s for s in kept if s.start < end and start < s.end]
    assert index.overlaps(start, end) == bool(overlapping)


def test_of_candidates() -> None:
    """The contents of candidates are indexed by the numbers of the candidates."""
    whole = Candidate(content=(Span(0, 90),))
    parts = Candidate(content=(Span(0, 9), Span(80, 90)))

    index = ContentIndex.of((whole, parts))

    assert sorted(index.covering(82, 84)) == [0, 1]
    assert list(index.covering(20, 30)) == [0]
    assert list(index.covering(0, 91)) == []
    assert list(ContentIndex.of(()).covering(5, 6)) == []

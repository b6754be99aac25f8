"""Parents and dropped credit phrases."""

import pytest
from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.linking.nesting import (
    assign_parents,
    drop_credit_phrases,
)
from service.records import Span
from tests.support.builders import Marked
from tests.support.treebank import cue_of


def candidates(*marked: str) -> tuple[Candidate, ...]:
    """Return one candidate for each marking of the same text."""
    read = [Marked.read(text) for text in marked]
    assert len({one.text for one in read}) == 1
    return tuple(
        Candidate(content=one.content, cue_span=cue_of(one) if one.cue else None)
        for one in read
    )


PARENTS = [
    pytest.param(
        (
            "Ann <said> {Bo had told Cy it fell}.",
            "Ann said Bo <had told> Cy {it fell}.",
        ),
        [None, 0],
        id="two levels",
    ),
    pytest.param(
        (
            "Ann <said> {Bo said Cy had said it fell}.",
            "Ann said Bo <said> {Cy had said it fell}.",
            "Ann said Bo said Cy <had said> {it fell}.",
        ),
        [None, 0, 1],
        id="the smallest enclosing content",
    ),
    pytest.param(
        ("Ann <said> {it fell} and Bo cried.", "Ann said it fell and {Bo} <cried>."),
        [None, None],
        id="side by side",
    ),
    pytest.param(
        ("{It fell}, Ann <said>, {Bo says}.", "{It fell}, Ann said, Bo <says>."),
        [None, 0],
        id="in the second span",
    ),
    pytest.param(
        ("{Ann <said> it fell}.", "{Ann} said it <fell>."),
        [None, None],
        id="each inside the other",
    ),
    pytest.param(
        ("Ann <said> {“no, it fell”}.", "Ann said “{no}, it fell”."),
        [None, 0],
        id="without a cue",
    ),
]


@pytest.mark.parametrize(("marked", "parents"), PARENTS)
def test_parents(marked: tuple[str, ...], parents: list[int | None]) -> None:
    """The parent is the smallest content that encloses the cue, or the content."""
    if parents == [None, None] and marked[0].startswith("{Ann"):
        one, other = candidates(*marked)
        one = replace(one, cue_span=Span(4, 8), content=(Span(0, 16),))
        other = replace(other, cue_span=Span(12, 16), content=(Span(0, 16),))
        assert [
            candidate.parent for candidate in assign_parents((one, other))
        ] == parents
        return
    assert [
        candidate.parent for candidate in assign_parents(candidates(*marked))
    ] == parents


def phrase(outlet: str | None, content: Span) -> Candidate:
    """Return a candidate whose cue is "according to"."""
    cue = CueCandidate(0, 0, (0,), "according to", "phrase", frozenset())
    return Candidate(content=(content,), cue=cue, outlet=outlet)


CREDITS = [
    pytest.param("CNN", Span(0, 9), 1, id="the same words"),
    pytest.param("AFP", Span(0, 9), 2, id="another medium"),
    pytest.param("CNN", Span(0, 3), 2, id="other words"),
    pytest.param(None, Span(0, 9), 2, id="no medium"),
]


@pytest.mark.parametrize(("outlet", "content", "kept"), CREDITS)
def test_credits(outlet: str | None, content: Span, kept: int) -> None:
    """A phrase that only credits another candidate's outlet is dropped."""
    credited = Candidate(content=(Span(2, 9),), outlet="CNN", outlet_role="credited")
    assert len(drop_credit_phrases((credited, phrase(outlet, content)))) == kept

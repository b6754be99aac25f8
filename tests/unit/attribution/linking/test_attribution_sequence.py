"""The attributions before a quotation, while continuations join them."""

import pytest

from service.attribution.candidates import Candidate, CueCandidate, Form
from service.attribution.linking.attribution_sequence import AttributionSequence
from service.records import Span

LENGTH = 400


def said(start: int, end: int, at: int, form: Form = "verb") -> Candidate:
    """Return a candidate whose content is a range and whose cue begins at ``at``."""
    cue = CueCandidate(0, 0, (0,), "say", form, frozenset())
    return Candidate(content=(Span(start, end),), cue=cue, cue_span=Span(at, at + 4))


LAST = [
    pytest.param([said(0, 10, 11)], 0, id="one"),
    pytest.param([said(0, 10, 11), said(20, 30, 31)], 1, id="the later one"),
    pytest.param([said(0, 10, 90), said(20, 30, 31)], 0, id="the later cue"),
    pytest.param([said(0, 60, 61), said(20, 30, 31)], 0, id="not a nested one"),
    pytest.param([said(0, 10, 11), said(20, 30, 31, "noun")], 0, id="not a noun"),
    pytest.param([said(100, 110, 11)], None, id="none before"),
    pytest.param([], None, id="none at all"),
    pytest.param([said(0, 10, 20), said(0, 10, 20)], 0, id="the first of two alike"),
]


@pytest.mark.parametrize(("candidates", "number"), LAST)
def test_last_before(candidates: list[Candidate], number: int | None) -> None:
    """The last outermost attribution of a verb or without a cue is found."""
    assert AttributionSequence(candidates, LENGTH).last_before(100) == number


def test_appended_attributions_count() -> None:
    """What is added continues a chain, hides what is in it and is the last one."""
    found = AttributionSequence([said(0, 10, 11), said(120, 130, 131)], LENGTH)
    assert found.last_before(100) == 0

    found.append(Candidate(content=(Span(100, 140),), continues=0))

    assert found.last_before(200) == 2
    assert found.first_of_chain(2) == found[0]
    assert found.reports_in(139, 150)
    assert not found.reports_in(140, 150)

"""Outlets of nested attributions."""

import pytest

from service.attribution.candidates import Candidate, CueCandidate, OutletRole
from service.attribution.context.quotation_index import QuotationIndex
from service.attribution.outlets.inherited_outlets import (
    inherit_outlets,
    share_outlets,
)
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.noun_phrases import NounPhrase
from service.records import Span

INHERITED = [
    pytest.param("CNN", "source", None, "CNN", id="a medium's report"),
    pytest.param("CNN", "addressee", None, None, id="words told to a medium"),
    pytest.param("CNN", "source", "AFP", "AFP", id="its own outlet"),
    pytest.param("CNN", None, None, None, id="an inherited outlet"),
    pytest.param(None, None, None, None, id="no outlet"),
]


@pytest.mark.parametrize(("outer", "role", "own", "expected"), INHERITED)
def test_outlets_are_inherited(
    outer: str | None,
    role: OutletRole | None,
    own: str | None,
    expected: str | None,
) -> None:
    """What is nested in a medium's report inherits that outlet."""
    whole = Candidate(content=(Span(0, 9),), outlet=outer, outlet_role=role)
    inner = Candidate(content=(Span(4, 9),), outlet=own, parent=0)
    assert [candidate.outlet for candidate in inherit_outlets((whole, inner))] == [
        outer,
        expected,
    ]


def test_outlets_are_inherited_at_any_depth() -> None:
    """Deeper levels inherit the outlet too."""
    report = Candidate(content=(Span(0, 9),), outlet="CNN", outlet_role="source")
    inner = Candidate(content=(Span(3, 9),), parent=0)
    deeper = Candidate(content=(Span(6, 9),), parent=1)
    found = [candidate.outlet for candidate in inherit_outlets((report, inner, deeper))]
    assert found == ["CNN", "CNN", "CNN"]


def test_parents_in_a_circle_end() -> None:
    """Candidates that are each other's parents do not loop forever."""
    one = Candidate(content=(Span(0, 9),), parent=1)
    other = Candidate(content=(Span(0, 9),), parent=0)
    assert inherit_outlets((one, other)) == (one, other)


def said(start: int, *, source: int, outlet: str | None = None) -> Candidate:
    """Return a candidate of the first sentence; the outlet is that of an occasion."""
    span = Span(source, source + 1)
    return Candidate(
        content=(Span(start, start + 2),),
        cue=CueCandidate(0, start, (start,), "say", "verb", frozenset()),
        source=NounPhrase(0, source, (source,), span),
        outlet=outlet,
        outlet_role="occasion" if outlet else None,
    )


QUOTED = Quotation(0, 9)


@pytest.mark.parametrize(
    ("quotations", "continued"),
    [
        pytest.param((QUOTED,), "CNN", id="a quotation goes on"),
        pytest.param((), None, id="after an indirect report"),
    ],
)
def test_outlets_are_shared(
    quotations: tuple[Quotation, ...], continued: str | None
) -> None:
    """What is added in a sentence or continues a quotation has the same outlet."""
    first, added = said(0, source=9, outlet="CNN"), said(3, source=9)
    other = said(5, source=8)
    after = Candidate(content=(Span(20, 29),), continues=1)
    index = QuotationIndex.build(quotations)
    found = share_outlets((first, added, other, after), index)
    assert [candidate.outlet for candidate in found] == ["CNN", "CNN", None, continued]

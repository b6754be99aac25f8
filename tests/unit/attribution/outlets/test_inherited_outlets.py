"""Outlets of nested attributions."""

import pytest

from service.attribution.candidates import Candidate
from service.attribution.outlets.inherited_outlets import inherit_outlets
from service.records import Evidence, Span

SPEAKS = (Evidence("outlets", "the medium speaks"),)
TOLD = (Evidence("outlets", "told the medium"),)

INHERITED = [
    pytest.param("CNN", SPEAKS, None, "CNN", id="a medium's report"),
    pytest.param("CNN", TOLD, None, None, id="words told to a medium"),
    pytest.param("CNN", SPEAKS, "AFP", "AFP", id="its own outlet"),
    pytest.param(None, SPEAKS, None, None, id="no outlet"),
]


@pytest.mark.parametrize(("outer", "evidence", "own", "expected"), INHERITED)
def test_outlets_are_inherited(
    outer: str | None,
    evidence: tuple[Evidence, ...],
    own: str | None,
    expected: str | None,
) -> None:
    """What is nested in a medium's report inherits that outlet."""
    whole = Candidate(content=(Span(0, 9),), outlet=outer, evidence=evidence)
    inner = Candidate(content=(Span(4, 9),), outlet=own, parent=0)
    assert [candidate.outlet for candidate in inherit_outlets((whole, inner))] == [
        outer,
        expected,
    ]


def test_outlets_are_inherited_at_any_depth() -> None:
    """Deeper levels inherit the outlet too."""
    report = Candidate(content=(Span(0, 9),), outlet="CNN", evidence=SPEAKS)
    inner = Candidate(content=(Span(3, 9),), parent=0)
    deeper = Candidate(content=(Span(6, 9),), parent=1)
    found = [candidate.outlet for candidate in inherit_outlets((report, inner, deeper))]
    assert found == ["CNN", "CNN", "CNN"]


def test_parents_in_a_circle_end() -> None:
    """Candidates that are each other's parents do not loop forever."""
    one = Candidate(content=(Span(0, 9),), parent=1)
    other = Candidate(content=(Span(0, 9),), parent=0)
    assert inherit_outlets((one, other)) == (one, other)

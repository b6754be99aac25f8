"""How candidates lie to each other."""

import pytest
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.correction.find_links import links_of
from service.attribution.classification.correction.links import Links
from tests.support.builders import candidates_of, context_of

NESTED = (
    "Hale/NNP>2:nsubj said=say/VBD>0:root Low/NNP>4:nsubj claimed=claim/VBD>2:ccomp "
    "it/PRP>6:nsubj fell=fall/VBD>4:ccomp"
)


def candidates() -> tuple[Candidate, Candidate]:
    """Return what Hale said and what Low claimed in it."""
    first, second = candidates_of(context_of(NESTED))
    return first, second


def test_a_nested_candidate() -> None:
    """The outer one encloses the cue of the inner one; they are neighbours."""
    outer, inner = links_of(candidates())

    assert outer == Links(inner=(1,), following=(1,))
    assert inner == Links(outer=(0,), previous=(0,))


def test_two_candidates_of_a_cue() -> None:
    """They are rivals, whatever they share."""
    one, _ = candidates()
    assert links_of([one, one])[0].rival == (1,)


def test_two_cues_of_one_content() -> None:
    """They are doubles, and not nested."""
    outer, inner = candidates()
    same = [replace(one, content=inner.content) for one in (outer, inner)]
    assert links_of(same)[0].double == (1,)


def test_the_only_candidate() -> None:
    """It has no links, but counts them."""
    one, _ = candidates()
    (links,) = links_of([one])

    assert links == Links()
    assert set(links.measures([1.0]).values()) == {0.0}


def test_what_trees_read() -> None:
    """The best of each group, the nearest around and inside, and their number."""
    found = Links(outer=(2, 1), inner=(3,)).measures([0.0, 5.0, 1.0, -1.0])

    assert found["best outer"] == pytest.approx(5.0)
    assert found["nearest outer"] == pytest.approx(1.0)
    assert found["best inner"] == found["nearest inner"] == pytest.approx(-1.0)
    assert (found["number outer"], found["number double"]) == (2, 0)

"""What the scores of the conventions say of a gap as the edge of a content."""

import pytest
from msgspec.structs import replace

from service.attribution.content.boundaries.boundary_features import (
    Edge,
    Gap,
    gap_features,
)
from service.attribution.content.boundaries.boundary_options import content_place
from tests.support.builders import context_of
from tests.support.stage_checks import contents_of

ROW = (
    "Hale/NNP>2:nsubj said=say/VBD>0:root the/DT>4:det dam/NN>5:nsubj "
    "fell=fall/VBD>2:ccomp in/IN>7:case May/NNP>2:obl ./.>2:punct"
)
SUPPORT = (-8.0, -8.0, 0.5, 6.0, 3.0, 1.5, 1.5, -8.0)
"""Of "the dam fell" the rules make the content; "in May" is likely of it too."""

GAINS = [
    pytest.param("end", Gap(6, 8), 2.0, id="two words more"),
    pytest.param("end", Gap(3, 4), -4.0, id="a word less"),
    pytest.param("start", Gap(2, 3), -1.0, id="the article less"),
    pytest.param("start", Gap(0, 1), -8.0, id="the cue more"),
]


def features_of(gap: Gap, edge: Edge, support: tuple[float, ...] | None) -> set[str]:
    """Return what the features of a gap say of the scores."""
    here = context_of(ROW)
    (candidate,) = contents_of(here)
    cue, matched = candidate.cue, candidate.matched
    assert cue is not None
    assert matched is not None
    place = content_place(
        here, cue, candidate.frame, matched=matched, content=candidate.content
    )
    assert place is not None
    found = gap_features(replace(place, support=support), gap, (), edge)
    return {name for name in found if "support" in name or name.startswith("gain")}


@pytest.mark.parametrize(("edge", "gap", "step"), GAINS)
def test_gain(edge: Edge, gap: Gap, step: float) -> None:
    """The sum of the scores of the words that an edge adds; of others its opposite."""
    found = features_of(gap, edge, SUPPORT)
    steps = [float(n.removeprefix("gain ")) for n in found if n.startswith("gain ")]
    assert max(steps) == step


def test_words_beside_a_gap() -> None:
    """Each has its score; the edge that the content has now brings no gain."""
    found = features_of(Gap(4, 5), "end", SUPPORT)
    assert {"last support 2", "next support 1"} <= found
    assert not found & {"last support 4", "next support 2", "gain"}


def test_without_scores() -> None:
    """A cue that the network is sure to be none has no such features."""
    assert features_of(Gap(4, 5), "end", None) == set()

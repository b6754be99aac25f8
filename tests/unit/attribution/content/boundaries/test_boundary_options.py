"""The gaps at which a content may begin and end."""

import pytest

from service.attribution.content.boundaries.boundary_features import (
    ContentPlace,
    arcs_over,
    gap_features,
)
from service.attribution.content.boundaries.boundary_options import (
    content_place,
    options,
)
from service.attribution.cues.detect_cues import find_cues
from tests.support.builders import context_of

AFTER = (
    "{Source Hale/NNP>2:nsubj } {Cue said=say/VBD>0:root } {Content the/DT>4:det "
    "dam/NN>5:nsubj fell=fall/VBD>2:ccomp } ,/,>7:punct adding=add/VBG>5:advcl "
    "that/IN>10:mark it/PRP>10:nsubj sank=sink/VBD>7:ccomp ./.>2:punct"
)
BEFORE = (
    "Yes/UH>4:discourse ,/,>4:punct it/PRP>4:nsubj sank=sink/VBD>7:ccomp ,/,>7:punct "
    "Hale/NNP>7:nsubj said=say/VBD>0:root ./.>7:punct"
)


def place_of(row: str, first: int, last: int) -> ContentPlace:
    """Return the place of the tokens from ``first`` to ``last`` beside "said"."""
    here = context_of(row)
    cue = next(c for c in find_cues(here) if c.lemma == "say")
    positions = list(range(first, last + 1))
    place = content_place(
        here,
        cue,
        "that",
        matched=positions,
        content=here.trees[0].spans(positions),
    )
    assert place is not None
    return place


def test_ends_are_where_a_phrase_may_begin_or_something_else_has_the_end() -> None:
    """Punctuation is skipped: the gap is between words."""
    place = place_of(AFTER, 2, 9)

    assert [gap.last for gap in options(place, "end")] == [3, 4, 6, 8, 9]
    assert [gap.following for gap in options(place, "end")] == [4, 6, 7, 9, 11]


def test_starts_after_a_cue_are_near_to_it() -> None:
    """Every word up to the end of the content, for some tokens."""
    place = place_of(AFTER, 2, 4)

    assert [gap.following for gap in options(place, "start")] == [2, 3, 4]


def test_starts_before_a_cue_follow_punctuation() -> None:
    """The start of the sentence is one too."""
    place = place_of(BEFORE, 0, 3)

    assert [gap.following for gap in options(place, "start")] == [0, 2]


NO_PLACE = [
    pytest.param([0, 1, 2], id="around the cue"),
    pytest.param([2, 4], id="in two pieces"),
    pytest.param([5], id="no word"),
]


@pytest.mark.parametrize("positions", NO_PLACE)
def test_other_contents_are_not_moved(positions: list[int]) -> None:
    """Only a content in one piece on one side of its cue is."""
    here = context_of(AFTER)
    cue = next(c for c in find_cues(here) if c.lemma == "say")

    spans = here.trees[0].spans(positions)
    place = content_place(here, cue, "that", matched=positions, content=spans)

    assert place is None


FEATURES = [
    pytest.param(
        2, 4, 4, {"current and tagged", "gap ,", "right advcl"}, id="a clause"
    ),
    pytest.param(2, 4, 4, {"next VBG", "right reporting VBG"}, id="a further cue"),
    pytest.param(2, 4, 9, {"sentence", "longer", "next none"}, id="of the sentence"),
    pytest.param(2, 9, 4, {"shorter", "after shorter", "last VBD"}, id="shorter"),
]


@pytest.mark.parametrize(("first", "last", "word", "expected"), FEATURES)
def test_features_of_an_end(
    first: int, last: int, word: int, expected: set[str]
) -> None:
    """Who else has the end, the words beside it and the arcs over it."""
    place = place_of(AFTER, first, last)
    gaps = options(place, "end")
    gap = next(gap for gap in gaps if gap.last == word)

    found = gap_features(place, gap, arcs_over(place.tree, gaps)[gap], "end")

    assert expected <= found

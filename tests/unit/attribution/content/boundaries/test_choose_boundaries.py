"""Contents whose first or last word a network moves."""

from collections.abc import Mapping

import numpy as np
import pytest
from msgspec.structs import replace

from service.attribution.classification.networks.boundary_network import (
    Boundaries,
    BoundaryNetwork,
)
from service.attribution.content.boundaries.move_contents import with_moved_content
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import NounPhrase
from service.records import Span
from tests.support.builders import Marked, candidate_at, context_of, texts
from tests.support.stage_checks import contents_of
from tests.support.treebank import cue_of

HIDDEN = 1
COLUMNS = 2 * (3 * HIDDEN + 2)
LONG = (
    "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp "
    ",/,>6:punct prompting=prompt/VBG>4:advcl a/DT>8:det change/NN>6:obj ./.>2:punct"
)
SHORT = (
    "Hale/NNP>2:nsubj said=say/VBD>0:root the/DT>4:det dam/NN>5:nsubj "
    "fell=fall/VBD>2:ccomp in/IN>7:case May/NNP>2:obl ./.>2:punct"
)
QUOTED = (
    "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp "
    "in/IN>7:case \"/``>7:punct May/NNP>2:obl \"/''>7:punct ./.>2:punct"
)


LACK = (
    'Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>7:nsubj is=be/VBZ>7:cop "/``>7:punct '
    "a/DT>7:det lack/NN>2:ccomp of/IN>9:case care/NN>7:nmod \"/''>7:punct ./.>2:punct"
)
FRONT = (
    "While/IN>3:mark it/PRP>3:nsubj rained=rain/VBD>6:advcl ,/,>3:punct "
    "Hale/NNP>6:nsubj said=say/VBD>0:root it/PRP>8:nsubj fell=fall/VBD>6:ccomp "
    "./.>6:punct"
)
BACK = (
    "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct Hale/NNP>5:nsubj "
    "said=say/VBD>0:root ,/,>5:punct and/CC>9:cc nobody/NN>9:nsubj "
    "came=come/VBD>5:conj ./.>5:punct"
)
AROUND = (
    "The/DT>2:det dam/NN>7:nsubj ,/,>5:punct Hale/NNP>5:nsubj said=say/VBD>7:parataxis "
    ",/,>5:punct fell=fall/VBD>0:root in/IN>9:case May/NNP>7:obl ./.>7:punct"
)


def network(**scores: float) -> BoundaryNetwork:
    """Return a network that scores by features alone, spaces in names as "_"."""
    rows = [[score, 0.0] for score in scores.values()]
    return BoundaryNetwork(
        tuple(name.replace("_", " ") for name in scores),
        np.array(rows, np.float32).reshape(-1, 2).tobytes(),
        (0.0,),
        (0.0,),
    )


def with_networks(row: str, networks: Mapping[str, BoundaryNetwork]) -> Context:
    """Return a context with these networks and without information in the states."""
    here = context_of(row)
    size = len(here.trees[0]) + 1
    for tree in here.trees:
        projections = np.zeros((size, COLUMNS), np.float16).tobytes()
        tree.sentence = replace(tree.sentence, projections=projections)
    still = network()
    starts, ends = (networks.get(name, still) for name in ("starts", "ends"))
    boundaries = Boundaries("sha", b"", starts, ends, margin=0.5)
    classifier = replace(here.classifier, boundaries=boundaries)
    return replace(here, classifier=classifier)


def check_moved(marked: str, here: Context) -> None:
    """Compare the content that an attribution would have with the marks."""
    wanted = Marked.read(marked)
    candidate = candidate_at(contents_of(here), cue_of(wanted))
    content = with_moved_content(here, candidate).content
    assert texts(here, content) == texts(here, wanted.content)


MOVED = [
    pytest.param(
        LONG,
        {"ends": network(right_advcl=1.0)},
        "Hale <said> {it fell}, prompting a change.",
        id="ends before a clause",
    ),
    pytest.param(
        SHORT,
        {"ends": network(sentence=1.0)},
        "Hale <said> {the dam fell in May}.",
        id="ends with the sentence",
    ),
    pytest.param(
        SHORT,
        {"starts": network(next_NN=1.0)},
        "Hale <said> the {dam fell} in May.",
        id="starts later",
    ),
]


@pytest.mark.parametrize(("row", "networks", "marked"), MOVED)
def test_an_edge_moves_to_the_best_option(
    row: str, networks: dict[str, BoundaryNetwork], marked: str
) -> None:
    """Starts and ends have a network each."""
    check_moved(marked, with_networks(row, networks))


KEPT = [
    pytest.param({"ends": network(sentence=0.4)}, id="gain below the margin"),
    pytest.param({"ends": network(current=1.0, sentence=1.2)}, id="not much better"),
    pytest.param({}, id="no option is better"),
    pytest.param({"starts": network(next_NNP=9.0)}, id="the start after the end"),
]


@pytest.mark.parametrize("networks", KEPT)
def test_an_edge_stays_without_a_clear_gain(
    networks: dict[str, BoundaryNetwork],
) -> None:
    """The rules decide unless the network finds another word clearly better."""
    check_moved("Hale <said> {the dam fell} in May.", with_networks(SHORT, networks))


def test_without_projections_the_rules_decide() -> None:
    """Another encoder gives no projections."""
    here = with_networks(SHORT, {"ends": network(sentence=1.0)})
    for tree in here.trees:
        tree.sentence = replace(tree.sentence, projections=b"")

    check_moved("Hale <said> {the dam fell} in May.", here)


def test_an_edge_is_never_inside_a_quotation() -> None:
    """It may move over a whole quotation."""
    past = {"ends": network(sentence=9.0)}
    inside = {"ends": network(next_of=9.0)}

    check_moved('Hale <said> {it fell in "May"}.', with_networks(QUOTED, past))
    check_moved('Hale <said> {it is "a lack of care"}.', with_networks(LACK, inside))


PIECES = [
    pytest.param(
        FRONT,
        {"starts": network(adds_front=9.0)},
        "{While it rained}, Hale <said> {it fell}.",
        id="a clause in front",
    ),
    pytest.param(
        BACK,
        {"ends": network(adds_back=9.0, sentence=1.0)},
        "{It fell}, Hale <said>, {and nobody came}.",
        id="a clause at the end",
    ),
    pytest.param(
        AROUND,
        {"starts": network(drops_front=9.0)},
        "The dam, Hale <said>, {fell in May}.",
        id="no front",
    ),
    pytest.param(
        AROUND,
        {"ends": network(drops_back=9.0)},
        "{The dam}, Hale <said>, fell in May.",
        id="no end",
    ),
]


@pytest.mark.parametrize(("row", "networks", "marked"), PIECES)
def test_a_content_may_have_a_piece_on_each_side_of_its_cue(
    row: str, networks: dict[str, BoundaryNetwork], marked: str
) -> None:
    """A network adds or drops one."""
    check_moved(marked, with_networks(row, networks))


def test_a_content_is_not_moved_over_its_source() -> None:
    """Nor is one that the marks have changed since."""
    here = with_networks(SHORT, {"ends": network(sentence=1.0)})
    (candidate,) = contents_of(here)
    moved = with_moved_content(here, candidate)
    end = moved.content[-1].end
    inside = NounPhrase(0, 5, (5, 6), Span(end - 6, end))

    assert moved.content != candidate.content
    assert moved.evidence != candidate.evidence
    for unmoved in (
        replace(candidate, source=inside),
        replace(candidate, matched=None),
    ):
        assert with_moved_content(here, unmoved) == unmoved

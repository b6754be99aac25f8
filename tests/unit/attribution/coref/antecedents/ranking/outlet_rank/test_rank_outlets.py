"""Outlets that a network prefers to those of the rules."""

from collections.abc import Mapping

import numpy as np
import pytest
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.networks.boundary_network import BoundaryNetwork
from service.attribution.classification.networks.ranking_network import OutletNetwork
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.outlet_rank.named_places import (
    PlacesOfArticle,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_features import (
    outlet_features,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_options import (
    OutletOption,
    OutletSequence,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.place_features import (
    path_between,
)
from service.attribution.coref.antecedents.ranking.rank_outlets import (
    EVIDENCE,
    rank_outlets,
)
from tests.support.builders import candidates_of, context_of, texts

TOLD = (
    "[Person Hale/NNP>2:nsubj ] told=tell/VBD>0:root [Organization Kelmar/NNP>2:obj ] "
    "it/PRP>5:nsubj fell=fall/VBD>2:ccomp"
)
SAID = (
    "[Person Hale/NNP>2:nsubj ] said=say/VBD>0:root it/PRP>4:nsubj "
    "fell=fall/VBD>2:ccomp"
)
BEFORE = (
    "[Person Roe/NNP>2:nsubj ] joined=join/VBD>0:root [Organization Zorvex/NNP>2:obj ]"
)


def units(scores: Mapping[str, float]) -> BoundaryNetwork:
    """Return a network over features that has a score for each."""
    rows = np.array([[score, 0.0] for score in scores.values()], np.float32)
    return BoundaryNetwork(tuple(scores), rows.reshape(-1, 2).tobytes(), (0.0,), (0.0,))


def with_network(
    here: Context, scores: Mapping[str, float], encoder: str = "sha"
) -> Context:
    """Return the context with networks of one column and states of zeros."""
    for tree in here.trees:
        numbers = np.zeros(1 + len(tree), np.float16).tobytes()
        tree.sentence = replace(tree.sentence, projections=numbers)
    zeros = np.zeros(4, np.float32).tobytes()
    speakers = SpeakerNetwork(
        encoder="sha",
        directions=zeros,
        units=units({}),
        anaphor=zeros[:8],
        entity=zeros,
        anaphor_bias=(0.0,),
        entity_bias=(0.0,),
        scale=(0.0,),
        columns=1,
        margin=9.0,
    )
    outlets = OutletNetwork(
        encoder=encoder,
        units=units(scores),
        anaphor=zeros[:8],
        entity=zeros,
        anaphor_bias=(0.0,),
        entity_bias=(0.0,),
        scale=(0.0,),
        columns=1,
        margin=1.0,
    )
    fitted = replace(
        here.classifier, boundaries=None, speakers=speakers, outlets=outlets
    )
    return replace(here, classifier=fitted)


def ranked(here: Context) -> tuple[Candidate, ...]:
    """Return the candidates with their outlets; nobody speaks."""
    candidates = candidates_of(here)
    return rank_outlets(here, candidates, [None] * len(candidates))


def sequence_of(here: Context) -> OutletSequence:
    """Return the candidates with the outlets of the rules."""
    candidates = candidates_of(here)
    places = PlacesOfArticle.of(here, candidates)
    return OutletSequence(here, places, candidates, [None] * len(candidates))


def options_of(here: Context) -> list[OutletOption]:
    """Return the options of the only candidate."""
    sequence = sequence_of(here)
    record = sequence.record(0)
    assert record is not None
    return sequence.options(record)


CHOICES = [
    pytest.param({}, "Kelmar", id="no option is better"),
    pytest.param({"none": 0.9}, "Kelmar", id="gain below the margin"),
    pytest.param({"none": 1.5}, None, id="no outlet"),
    pytest.param({"none": 1.5, "rule": 1.0}, "Kelmar", id="the rules count too"),
]


@pytest.mark.parametrize(("scores", "name"), CHOICES)
def test_an_outlet_is_replaced_by_a_clearly_better_one(
    scores: Mapping[str, float], name: str | None
) -> None:
    """The record has the evidence if it is."""
    (candidate,) = ranked(with_network(context_of(TOLD), scores))

    assert candidate.outlet == name
    marked = any(each.rule == EVIDENCE for each in candidate.evidence)
    assert marked == (name != "Kelmar")


def test_a_name_of_the_sentence_before_is_an_option() -> None:
    """Its words are no mention of the outlet, which stands in the record alone."""
    here = with_network(context_of(BEFORE, SAID), {"before above join obj": 5.0})

    (candidate,) = ranked(here)

    assert candidate.outlet == "Zorvex"
    assert candidate.outlet_mention is None


def test_a_name_of_the_sentence_is_mentioned() -> None:
    """The mention is the words of the name."""
    here = context_of(TOLD)
    here = with_network(here, {"none": 5.0, "addressee tell": 9.0})
    without = tuple(replace(c, outlet=None) for c in candidates_of(here))

    (candidate,) = rank_outlets(here, without, [None])

    assert candidate.outlet == "Kelmar"
    assert texts(here, [candidate.outlet_mention]) == ("Kelmar",)


@pytest.mark.parametrize("absent", ["outlets", "speakers", "states"])
def test_without_the_networks_the_rules_decide(absent: str) -> None:
    """So they do with another encoder, which gives no components."""
    here = with_network(context_of(TOLD), {"none": 9.0})
    if absent == "states":
        for tree in here.trees:
            tree.sentence = replace(tree.sentence, projections=b"")
    else:
        here = replace(here, classifier=replace(here.classifier, **{absent: None}))

    assert [candidate.outlet for candidate in ranked(here)] == ["Kelmar"]


def test_networks_of_two_encoders_do_not_count() -> None:
    """The components of one mean nothing to the other."""
    here = with_network(context_of(TOLD), {"none": 9.0}, encoder="other")

    assert [candidate.outlet for candidate in ranked(here)] == ["Kelmar"]


def test_options_are_no_outlet_and_the_names_near_the_record() -> None:
    """Names of persons in other sentences are none."""
    found = options_of(context_of(BEFORE, TOLD))

    assert [option.name for option in found] == [None, "Zorvex", "Hale", "Kelmar"]
    assert [option.name for option in found if option.by_rule] == ["Kelmar"]


def test_only_records_near_by_lend_their_outlets() -> None:
    """The options of a record do not grow with the article."""
    sequence = sequence_of(context_of(TOLD, *[SAID] * 20))
    names: list[list[str | None]] = []
    for index in (10, 20):
        record = sequence.record(index)
        assert record is not None
        names.append([option.name for option in sequence.options(record)])

    assert names == [[None, "Hale", "Kelmar"], [None, "Hale"]]


def test_features_that_a_fit_hides_have_their_beginnings() -> None:
    """What the rules chose begins with "rule", what the list knows with "listed"."""
    here = context_of(TOLD)
    sequence = sequence_of(here)
    record = sequence.record(0)
    assert record is not None
    none, *_, kelmar = sequence.options(record)

    features = outlet_features(sequence, record, kelmar)

    assert {"rule", "rule role addressee verb", "listed told"} <= features
    assert {"path obj | ", "addressee tell", "own above tell obj"} <= features
    assert "rule against addressee" in outlet_features(sequence, record, none)


def test_the_path_goes_up_and_down() -> None:
    """A long one is not distinguished."""
    (tree,) = context_of(TOLD).trees

    assert path_between(tree, 2, 1) == "obj | "
    assert path_between(tree, 2, 4) == "obj | ccomp"
    assert path_between(tree, 3, 0) == "nsubj ccomp | nsubj"

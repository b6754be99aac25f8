"""Speakers that a network prefers to those of the rules."""

from collections.abc import Mapping

import numpy as np
import pytest
from msgspec.structs import replace

from service.attribution.classification.networks.boundary_network import BoundaryNetwork
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.rank_speakers import rank_speakers
from service.attribution.coref.entities import Entity
from service.attribution.coref.mentions.detect_mentions import detect_mentions
from service.attribution.coref.resolve_speakers import resolve_speakers
from service.attribution.linking.continuation import continue_quotations
from service.attribution.linking.nesting import assign_parents
from tests.support.builders import candidates_of, context_of
from tests.support.treebank import context

COLUMNS = 1


def network(scores: Mapping[str, float]) -> SpeakerNetwork:
    """Return a network that scores by features alone, with a margin of 1."""
    rows = [[score, 0.0] for score in scores.values()]
    units = BoundaryNetwork(
        tuple(scores),
        np.array(rows, np.float32).reshape(-1, 2).tobytes(),
        (0.0,),
        (0.0,),
    )
    zeros = np.zeros(4, np.float32)
    return SpeakerNetwork(
        encoder="sha",
        directions=zeros.tobytes(),
        units=units,
        anaphor=zeros[:2].tobytes(),
        entity=zeros.tobytes(),
        anaphor_bias=(0.0,),
        entity_bias=(0.0,),
        scale=(0.0,),
        columns=COLUMNS,
        margin=1.0,
    )


def with_network(text: str, scores: Mapping[str, float]) -> Context:
    """Return the context of a text with a network and states without information."""
    return _with_network(context(text, tagger=False), scores)


def _with_network(here: Context, scores: Mapping[str, float]) -> Context:
    for tree in here.trees:
        numbers = np.zeros((1 + len(tree), COLUMNS), np.float16).tobytes()
        tree.sentence = replace(tree.sentence, projections=numbers)
    fitted = replace(here.classifier, boundaries=None, speakers=network(scores))
    return replace(here, classifier=fitted)


def ranked(here: Context) -> tuple[list[str | None], list[str | None], list[bool]]:
    """Return the speakers of the rules, the ranked ones, and which have evidence."""
    candidates = assign_parents(continue_quotations(here, candidates_of(here)))
    entity_index = detect_mentions(here)
    by_rules = resolve_speakers(here, candidates, entity_index)
    before = names(by_rules)
    changed, found = rank_speakers(here, candidates, by_rules, entity_index)
    marks = [
        any(e.rule == "speaker by the encoder" for e in c.evidence) for c in changed
    ]
    return before, names(found), marks


def names(entities: tuple[Entity | None, ...]) -> list[str | None]:
    """Return the names of entities."""
    return [None if entity is None else entity.name for entity in entities]


HE = "Ann Hale opened the dam. Tom Roe left. He said it was safe."
RULES = [
    pytest.param({}, "Tom Roe", id="no option is better"),
    pytest.param({"none": 0.9}, "Tom Roe", id="gain below the margin"),
    pytest.param({"none": 1.5}, None, id="nobody"),
    pytest.param({"none": 1.5, "rule": 1.0}, "Tom Roe", id="the rules count too"),
]


@pytest.mark.parametrize(("scores", "name"), RULES)
def test_a_speaker_is_replaced_by_a_clearly_better_one(
    scores: Mapping[str, float], name: str | None
) -> None:
    """The record has the evidence if it is."""
    before, after, marks = ranked(with_network(HE, scores))

    assert before == ["Tom Roe"]
    assert after == [name]
    assert marks == [name != "Tom Roe"]


@pytest.mark.parametrize("source", ["Ann Hale", "Ann Hale and Tom Roe"])
def test_names_keep_their_speaker(source: str) -> None:
    """The network ranks pronouns, descriptions and missing sources."""
    here = with_network(f"{source} said it was safe.", {"none": 9.0})

    assert ranked(here)[1] == [source]


def test_without_projections_the_rules_decide() -> None:
    """Another encoder gives none, or those of other networks alone."""
    for size in (0, COLUMNS + 1):
        here = with_network(HE, {"none": 9.0})
        for tree in here.trees:
            numbers = np.zeros((1 + len(tree), size), np.float16).tobytes()
            tree.sentence = replace(tree.sentence, projections=numbers)

        assert ranked(here)[1] == ["Tom Roe"]


def test_a_source_is_a_mention_of_the_new_speaker() -> None:
    """And no longer of the one of the rules."""
    here = with_network(HE, {"none": 9.0})
    candidates = assign_parents(continue_quotations(here, candidates_of(here)))
    entity_index = detect_mentions(here)
    (before,) = resolve_speakers(here, candidates, entity_index)
    assert before is not None
    (source,) = (c.source for c in candidates)
    assert source is not None
    assert source.span in before.sources

    rank_speakers(here, candidates, (before,), entity_index)

    assert source.span not in before.sources
    assert all(mention.offset != source.span.start for mention in before.mentions)


BANK = "The/DT>2:det bank/NN>3:nsubj said=say/VBD>0:root it/PRP>5:nsubj "


def test_a_new_speaker_is_added_once() -> None:
    """Two sources with one description have one speaker, as by the rules."""
    here = context_of(
        "[Organization Selby/NNP>2:compound Bank/NNP>3:nsubj ] left=leave/VBD>0:root",
        f"{BANK} fell=fall/VBD>3:ccomp",
        f"{BANK} rose=rise/VBD>3:ccomp",
    )
    here = _with_network(here, {"new": 9.0})
    candidates = assign_parents(continue_quotations(here, candidates_of(here)))
    entity_index = detect_mentions(here)
    by_rules = resolve_speakers(here, candidates, entity_index)

    _, (first, second) = rank_speakers(here, candidates, by_rules, entity_index)

    assert names(by_rules) == ["Selby Bank", "Selby Bank"]
    assert first is second
    assert names((first,)) == ["bank"]

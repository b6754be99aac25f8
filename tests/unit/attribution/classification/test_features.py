"""The features of a candidate, by name."""

import pytest

from service.attribution.candidates import Candidate
from service.attribution.classification.features import (
    quotation_type,
    syntax_features,
)
from service.records import Span
from tests.support.treebank import context, marked_candidate

SYNTAX = [
    pytest.param("Officials <said> the bridge was safe.", "form verb", id="form"),
    pytest.param(
        "Officials <said> the bridge was safe.", "frame verb that", id="frame"
    ),
    pytest.param("Officials <said> the bridge was safe.", "lemma verb say", id="lemma"),
    pytest.param("Officials <said> the bridge was safe.", "known", id="known"),
    pytest.param("Officials <said> the bridge was safe.", "tense VBD", id="tense"),
    pytest.param("Officials <said> the bridge was safe.", "length 2", id="length"),
    pytest.param("Officials <said> the bridge was safe.", "type indirect", id="type"),
    pytest.param("Officials <said> the bridge was safe.", "source group", id="noun"),
    pytest.param("Ann Hale <said> it was safe.", "source Person", id="name"),
    pytest.param("She <said> it was safe.", "source she", id="pronoun"),
    pytest.param("I <said> it was safe.", "source first person", id="first person"),
    pytest.param("The mayor <said> it was safe.", "source person", id="mayor"),
    pytest.param("Its silence <said> it was safe.", "source other NOUN", id="other"),
    pytest.param("It <was reported> that the dam had failed.", "passive", id="passive"),
    pytest.param("The raid <was condemned>.", "agentless np", id="agentless"),
    pytest.param(
        "It <was reported> that the dam had failed.", "source none", id="none"
    ),
    pytest.param(
        "Hale <would say> only that the bridge was old.", "modal would", id="modal"
    ),
    pytest.param(
        "The minister <did not say> whether it was safe.", "negated", id="not"
    ),
    pytest.param(
        "Hale <told> /reporters/ {the dam would hold}.", "addressee", id="told"
    ),
    pytest.param("This <suggests> that it was safe.", "thing", id="thing"),
    pytest.param("Hale went to <say> that it was safe.", "mark to", id="mark"),
    pytest.param(
        "“I <told> him that the dam is safe,” Ann Hale said.",
        "first person in a quotation past",
        id="I told",
    ),
    pytest.param(
        "“I <think> the dam is safe,” Ann Hale said.",
        "first person in a quotation now",
        id="I think",
    ),
    pytest.param(
        "“I <think> the dam is safe,” Ann Hale said.", "in a quotation", id="inside"
    ),
]


@pytest.mark.parametrize(("marked", "feature"), SYNTAX)
def test_syntax(marked: str, feature: str) -> None:
    """Lexicon and parse give features."""
    assert feature in syntax_features(*marked_candidate(marked))


ABSENT = [
    pytest.param("Officials <said> the bridge was safe.", "negated", id="negated"),
    pytest.param("Officials <said> the bridge was safe.", "passive", id="passive"),
    pytest.param("Officials <said> the bridge was safe.", "in a quotation", id="marks"),
    pytest.param("Officials <said> the bridge was safe.", "addressee", id="addressee"),
    pytest.param("I <said> it was safe.", "first person in a quotation past", id="I"),
    pytest.param("The raid <was condemned> by Hale.", "agentless np", id="agent"),
]


@pytest.mark.parametrize(("marked", "feature"), ABSENT)
def test_absent(marked: str, feature: str) -> None:
    """A feature that does not hold is not there."""
    assert feature not in syntax_features(*marked_candidate(marked))


def test_a_continuation() -> None:
    """A candidate without a cue has its type and length, and no features of a cue."""
    here = context("Hale said: “The dam is safe.”")
    quotation = here.quotations[0]
    candidate = Candidate(content=(Span(quotation.start, quotation.end),))
    assert syntax_features(here, candidate) == {"type direct", "length 2", "continues"}


SHARES = [
    pytest.param('Hale <said>: "The dam is safe."', "direct", id="all"),
    pytest.param("Officials <said> the bridge was safe.", "indirect", id="none"),
    pytest.param('Hale <said> the dam was "perfectly safe".', "mixed", id="part"),
    pytest.param('"The dam," Hale <said>, "is safe."', "direct", id="split"),
    pytest.param(
        "“I <told> him that the dam is safe,” Ann Hale said.", "indirect", id="inside"
    ),
    pytest.param("“He <asked>: ‘Why?’ and left,” Hale said.", "direct", id="nested"),
]


@pytest.mark.parametrize(("marked", "share"), SHARES)
def test_quoted_share(marked: str, share: str) -> None:
    """Content is direct, indirect or mixed; marks that enclose the cue do not count."""
    assert quotation_type(*marked_candidate(marked)) == share

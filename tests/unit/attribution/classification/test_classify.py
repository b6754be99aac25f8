"""Which candidates are kept, and their confidence."""

import pytest
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.classify import (
    classifier_features,
    classify_candidates,
)
from service.attribution.classification.logistic import Features, Logistic
from service.attribution.classification.relation_features import Relations
from service.attribution.context import Context
from service.records import Span
from tests.support.builders import candidates_of, context_of
from tests.support.classifiers import NOTHING, kept, model, with_models

SAID = "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"
NESTED = (
    "Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj claimed=claim/VBD>2:ccomp "
    "it/PRP>6:nsubj fell=fall/VBD>4:ccomp"
)
THRESHOLD = [
    pytest.param({}, 1, id="at the threshold"),
    pytest.param({"form verb": -0.1}, 0, id="below"),
    pytest.param({"form verb": 0.1}, 1, id="above"),
    pytest.param({"form verb": -1.0, "known": 2.0}, 1, id="the sum counts"),
    pytest.param({"addressee": -9.0}, 1, id="a feature that does not hold"),
]


@pytest.mark.parametrize(("weights", "number"), THRESHOLD)
def test_threshold(weights: dict[str, float], number: int) -> None:
    """A candidate is kept from the threshold on."""
    assert len(kept(context_of(SAID), model(weights, {}))) == number


def test_confidence_is_another_question() -> None:
    """How sure a kept candidate is comes from the second model, to two decimals."""
    (candidate,) = kept(context_of(SAID), model({}, {"form verb": 2.0}))
    assert candidate.confidence == 0.88


def test_the_prior_counts() -> None:
    """The prior's log-odds are weighed with the rest."""
    prior = Logistic(0.0, {"lemma verb say": -3.0})
    assert kept(context_of(SAID), model({}, {}, prior=1.0), prior=prior) == []
    assert len(kept(context_of(SAID), model({}, {}, prior=-1.0), prior=prior)) == 1


def weighed(here: Context) -> list[Features]:
    """Return what the models weigh of each candidate."""
    candidates = candidates_of(here)
    relations = Relations.of(here, candidates)
    return [
        classifier_features(here, candidate, relations, number)
        for number, candidate in enumerate(candidates)
    ]


def test_words_are_features() -> None:
    """The lemma of the cue is weighed, alone and with its frame, nested or not."""
    for features, lemma in zip(
        sorted(weighed(context_of(NESTED)), key=lambda f: len(f.names)),
        ("say", "claim"),
        strict=True,
    ):
        assert {f"lemma verb {lemma}", f"lemma frame {lemma} that"} <= features.names
        assert f"nested lemma verb {lemma}" not in features.names


def test_nested_features() -> None:
    """Inside another candidate each feature of the parse has a second name."""
    said, claimed = sorted(weighed(context_of(NESTED)), key=lambda f: len(f.names))
    assert "frame verb that" in said.names & claimed.names
    assert {"nested", "nested frame verb that"} <= claimed.names
    assert not [name for name in said.names if name.startswith("nested")]


TAGGED = SAID.replace("said=say/VBD>0:root", "{Cue said=say/VBD>0:root }")
TAGGERS = [
    pytest.param(TAGGED, True, [1.0], id="it found the cue"),
    pytest.param(SAID, True, [0.27], id="it ran and found nothing"),
    pytest.param(SAID, False, [0.5], id="it did not run"),
]


@pytest.mark.parametrize(("row", "tagger", "confidence"), TAGGERS)
def test_the_tagger_has_a_model_of_its_own(
    row: str, *, tagger: bool, confidence: list[float]
) -> None:
    """Where the tagger ran its model decides, even if it found nothing."""
    here = with_models(
        replace(context_of(row), tagger=tagger),
        tagged=model({}, {"tag cue": 9.0, "tag no cue": -1.0}),
        plain=model({}, {}),
        prior=NOTHING,
    )
    found = classify_candidates(here, candidates_of(here))
    assert [candidate.confidence for candidate in found] == confidence


def test_verbless_candidates_need_no_model() -> None:
    """A candidate without a reporting word has the fitted constant as confidence."""
    here = with_models(
        context_of(SAID), tagged=model({}, {}), plain=model({}, {}), prior=NOTHING
    )
    verbless = Candidate(content=(Span(0, 4),), frame="verbless")
    (found,) = classify_candidates(here, (verbless,))
    assert found.confidence == 0.7


def test_candidates_are_only_given_a_confidence() -> None:
    """Nothing else of a candidate is changed."""
    here = context_of(SAID)
    (candidate,) = candidates_of(here)
    (found,) = kept(here, model({}, {}))
    assert replace(found, confidence=candidate.confidence) == candidate

"""Fitting the classifier, on hand-made examples."""

import math

import pytest

from service.attribution.classification.logistic import Logistic, probability
from service.evaluation.gold_articles import GoldArticle, Record
from tests.support import treebank
from training.classifier import Example, examples_of, fit
from training.parsed_gold import ParsedArticle


def example(*features: str, found: bool, prior: float = 0.0) -> Example:
    """Return an example that is right where it is found."""
    return Example(frozenset(features), prior, found, found, 1.0)


GOOD = [example("frame verb that", found=True) for _ in range(20)]
BAD = [example("frame verb np", found=False) for _ in range(20)]


def test_fit_weighs_what_parts_good_from_bad() -> None:
    """A feature of found candidates weighs more than nothing, one of others less."""
    model = fit([*GOOD, *BAD], strength=1.0, label="found")

    assert model.weights["frame verb that"] > 0 > model.weights["frame verb np"]
    assert model.logit({"frame verb that"}) > 0 > model.logit({"frame verb np"})


def test_fit_weighs_the_prior() -> None:
    """Informative log-odds of the prior get a positive weight."""
    told = [example(found=True, prior=2.0), example(found=False, prior=-2.0)] * 10

    assert fit(told, strength=1.0, label="right").prior > 0


def test_small_weights_are_dropped() -> None:
    """A feature without information gets no weight."""
    both = [example("length 3", found=f) for f in (True, False)] * 20

    assert fit([*both, *GOOD, *BAD], strength=1.0, label="found").weights.keys() == {
        "frame verb that",
        "frame verb np",
    }


def test_unknown_features_weigh_nothing() -> None:
    """A feature that was never seen leaves the log-odds as they are."""
    model = Logistic(0.5, {"a": 1.0}, prior=2.0)

    assert math.isclose(model.logit({"a", "never seen"}, prior=0.25), 2.0)


@pytest.mark.parametrize(("logit", "expected"), [(0, 0.5), (800, 1.0), (-800, 0.0)])
def test_probability_never_overflows(logit: float, expected: float) -> None:
    """Log-odds of any size have a probability."""
    assert math.isclose(probability(logit), expected)


def parsed(text: str, *records: Record) -> ParsedArticle:
    """Return an article of known sentences with its gold."""
    article, annotations = treebank.document(text)
    return ParsedArticle(GoldArticle("1", text, records), article, tuple(annotations))


SAID = "Hale said the dam was safe."
TRANSCRIPT = "HALE: The dam is safe.\n\nROE: Hale said the dam was safe."


@pytest.mark.parametrize(
    ("text", "nested"), [(SAID, [False]), (TRANSCRIPT, [True])], ids=["prose", "turn"]
)
def test_examples_are_what_the_service_decides_on(
    text: str, nested: list[bool]
) -> None:
    """A label is no example, but a cue inside its turn is nested, as in the service."""
    found = examples_of(parsed(text), treebank.context(text, tagger=False))

    assert ["nested" in example.features for example in found] == nested
    tagged = list(examples_of(parsed(text), treebank.context(text)))
    assert len(tagged) == nested.count(False)


def test_examples_are_labelled_by_gold() -> None:
    """A candidate with the gold content, source and cue is found and right."""
    gold = Record(content=(10, 26), cue=(5, 9), source=(0, 4))
    here = treebank.context(SAID)
    (found,) = examples_of(parsed(SAID, gold), here)
    (missed,) = examples_of(parsed(SAID), here)

    assert (found.found, found.right) == (True, True)
    assert (missed.found, missed.right) == (False, False)

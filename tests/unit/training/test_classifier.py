"""Fitting the classifier, on hand-made examples."""

import math

import numpy as np
import pytest

from service.attribution.classification.logistic import (
    Features,
    Logistic,
    probability,
)
from service.evaluation.gold_articles import GoldArticle, Record
from service.nlp.document import READOUTS
from tests.support import treebank
from training.candidate_examples import examples_of
from training.classifier_fit import Example, deal, fit_logistic, fit_readouts
from training.parsed_gold import ParsedArticle


def example(*features: str, found: bool, prior: float = 0.0) -> Example:
    """Return an example that is right where it is found."""
    return Example(Features(frozenset(features), prior), "1", found, found)


GOOD = [example("frame verb that", found=True) for _ in range(20)]
BAD = [example("frame verb np", found=False) for _ in range(20)]


def test_fit_weighs_what_parts_good_from_bad() -> None:
    """A feature of found candidates weighs more than nothing, one of others less."""
    model = fit_logistic([*GOOD, *BAD], strength=1.0, label="found")

    assert model.weights["frame verb that"] > 0 > model.weights["frame verb np"]
    that, np = (Features(frozenset({f"frame verb {f}"})) for f in ("that", "np"))
    assert model.logit(that) > 0 > model.logit(np)


def test_fit_weighs_the_prior() -> None:
    """Informative log-odds of the prior get a positive weight."""
    told = [example(found=True, prior=2.0), example(found=False, prior=-2.0)] * 10

    assert fit_logistic(told, strength=1.0, label="right").prior > 0


def test_small_weights_are_dropped() -> None:
    """A feature without information gets no weight."""
    both = [example("length 3", found=f) for f in (True, False)] * 20

    assert fit_logistic(
        [*both, *GOOD, *BAD], strength=1.0, label="found"
    ).weights.keys() == {
        "frame verb that",
        "frame verb np",
    }


def test_unknown_features_weigh_nothing() -> None:
    """A feature that was never seen leaves the log-odds as they are."""
    model = Logistic(0.5, {"a": 1.0}, prior=2.0)

    weighed = Features(frozenset({"a", "never seen"}), prior=0.25)
    assert math.isclose(model.logit(weighed), 2.0)


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

    assert ["nested" in one.features.names for one, _ in found] == nested


def test_examples_are_labelled_by_gold() -> None:
    """A candidate with the gold content, source and cue is found and right."""
    gold = Record(content=(10, 26), cue=(5, 9), source=(0, 4))
    here = treebank.context(SAID)
    ((found, _),) = examples_of(parsed(SAID, gold), here)
    ((missed, _),) = examples_of(parsed(SAID), here)

    assert (found.found, found.right) == (True, True)
    assert (missed.found, missed.right) == (False, False)


def test_folds_by_article() -> None:
    """Articles are dealt by name, whatever their order and number of examples."""
    assert deal(["c", "a", "b", "a", "c"], 2) == {"a": 0, "b": 1, "c": 0}


def test_readouts_tell_good_from_bad() -> None:
    """Readouts score states by the label, without the article that they score."""
    generator = np.random.default_rng(1)
    labels = [n % 2 == 0 for n in range(400)]
    examples = [
        Example(Features(frozenset()), f"article {n // 10}", found, found)
        for n, found in enumerate(labels)
    ]
    states = generator.normal(size=(400, READOUTS * 3)).astype(np.float32)
    states[:, 1] += np.where(labels, 2.0, -2.0)
    states[0] = 0
    fitted = fit_readouts(examples, list(states), "sha")
    scored = fitted.score(examples, list(states))

    assert fitted.whole.encoder == "sha"
    assert [len(weights) for weights in fitted.whole.weights] == [3] * READOUTS
    right = [(one.features.encoder > 0) == one.found for one in scored[1:]]
    assert sum(right) > 0.9 * len(right)
    assert scored[0].features.encoder == 0
    assert len({one.bias for one in fitted.without}) == len(fitted.without)

"""The model of classes, fitted on made speakers."""

import numpy as np
import pytest

from service.attribution.coref.profiles.speaker_classes.encoded_classes import (
    ClassInput,
)
from service.records import SpeakerClass
from tests.unit.attribution.classification.test_speaker_network import network
from training.class_examples import ClassExample
from training.class_fit import fit_classes, score_without_folds
from training.speaker_classes import interval_of_gain

CLASSES: tuple[SpeakerClass, ...] = ("sport", "business", "health")


def example(number: int) -> ClassExample:
    """Return a speaker of a class that the first component tells."""
    found: SpeakerClass = CLASSES[number % 3]
    components = np.array([100 + 9.0 * (number % 3), number % 5], np.float32)
    given = ClassInput({"type person": 1.0}, components)
    return ClassExample(f"a-{number}", given, "unknown", (found,))


EXAMPLES = [example(number) for number in range(300)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_fitted_model_finds_the_class(number: int) -> None:
    """By components, whatever their mean and deviation."""
    one = EXAMPLES[number]
    fitted = fit_classes(EXAMPLES, network())

    assert fitted.reads(network())
    assert fitted.class_of(one.given.features, one.given.components) in one.accepted


def test_scores_are_those_of_models_that_did_not_see_the_article() -> None:
    """The rules are wrong about everybody here."""
    scores = score_without_folds(EXAMPLES, network())

    assert sorted(article for article, _, _ in scores) == sorted(
        one.article for one in EXAMPLES
    )
    assert not any(rules for _, rules, _ in scores)
    assert all(both for _, _, both in scores)


def test_a_gain_in_every_article_has_a_narrow_interval() -> None:
    """Articles are drawn with replacement."""
    assert interval_of_gain([("a", 0, 1), ("b", 0, 1)]) == (100.0, 100.0)

"""Classes that the encoder's states tell where no listed word is used."""

import hashlib

import numpy as np
import pytest
from msgspec.structs import replace

from service.attribution.classification.networks.class_model import ClassModel
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.attribution.context import Context
from service.attribution.coref.mentions.detect_mentions import detect_mentions
from service.attribution.coref.profiles.build_profiles import build_profiles
from service.attribution.coref.resolve_speakers import resolve_speakers
from tests.support.builders import candidates_of
from tests.support.treebank import context
from tests.unit.attribution.classification.test_speaker_network import network

NAME = "Ann Hale said it was safe."
ROLE = "The Prime Minister said it was safe."


def model(speakers: SpeakerNetwork, feature: str = "type person") -> ClassModel:
    """Return a model by which whoever has a feature speaks for sport."""
    rows = np.array([[0.0, 9.0], [0.0, 0.0], [0.0, 0.0]], np.float32)
    return ClassModel(
        encoder="sha",
        directions=hashlib.sha256(speakers.directions).hexdigest(),
        classes=("unknown", "sport"),
        features=(feature,),
        weights=rows.tobytes(),
        bias=(0.0, 0.0),
        least=0.5,
    )


def with_model(text: str, fitted: ClassModel | None, *, states: bool = True) -> Context:
    """Return the context of a text with a model, and states without information."""
    here = context(text, tagger=False)
    for tree in here.trees:
        numbers = np.zeros(1 + len(tree) if states else 0, np.float16).tobytes()
        tree.sentence = replace(tree.sentence, projections=numbers)
    fitted_numbers = replace(
        here.classifier, boundaries=None, speakers=network(), classes=fitted
    )
    return replace(here, classifier=fitted_numbers)


def class_in(here: Context) -> str:
    """Return the class of the first speaker."""
    candidates = candidates_of(here)
    index = detect_mentions(here)
    entities = resolve_speakers(here, candidates, index)
    first = next(entity for entity in entities if entity is not None)
    return build_profiles(here, candidates, entities, index)[
        first.number
    ].profile.source_class


def test_a_speaker_without_a_listed_word_has_the_class_of_the_model() -> None:
    """The rules show none for a name alone."""
    assert class_in(with_model(NAME, None)) == "unknown"
    assert class_in(with_model(NAME, model(network()))) == "sport"


def test_the_class_of_the_rules_stays() -> None:
    """The model is asked for the others alone."""
    assert class_in(with_model(ROLE, model(network()))) == "government"


@pytest.mark.parametrize("fitted", [replace(model(network()), encoder="other"), None])
def test_without_a_model_for_the_encoder_the_class_is_that_of_the_rules(
    fitted: ClassModel | None,
) -> None:
    """So does a model of other states."""
    assert class_in(with_model(NAME, fitted)) == "unknown"


def test_without_states_the_class_is_that_of_the_rules() -> None:
    """Another encoder annotated the article."""
    here = with_model(NAME, model(network()), states=False)

    assert class_in(here) == "unknown"


def test_the_classes_of_other_speakers_are_read() -> None:
    """The rules show that of the police."""
    text = f"{NAME} Police said it was safe."
    fitted = model(network(), "other law_and_police")

    assert class_in(with_model(text, fitted)) == "sport"
    assert class_in(with_model(NAME, fitted)) == "unknown"

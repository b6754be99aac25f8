"""The model that tells the class of a speaker."""

import hashlib
from dataclasses import dataclass

import numpy as np
import pytest
from msgspec.structs import replace

from service.attribution.classification.networks.class_model import ClassModel
from tests.unit.attribution.classification.test_speaker_network import network


def model(least: float = 0.5) -> ClassModel:
    """Return a model: "a" shows sport, a negative component business."""
    rows = np.array([[4.0, 0.0, 0.0], [0.0, -4.0, 0.0]], np.float32)
    return ClassModel(
        encoder="sha",
        directions=hashlib.sha256(network().directions).hexdigest(),
        classes=("sport", "business", "unknown"),
        features=("a",),
        weights=rows.tobytes(),
        bias=(0.0, 0.0, 1.0),
        least=least,
    )


@dataclass(frozen=True)
class Case:
    """What is told of a speaker, and the class."""

    features: dict[str, float]
    component: float
    expected: str


CASES = (
    Case({"a": 1.0}, 0.0, "sport"),
    Case({"not fitted": 9.0}, -1.0, "business"),
    Case({}, 0.0, "unknown"),
    Case({"a": 1.0}, -1.0, "unknown"),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_most_probable_class_is_told_if_it_is_sure(case: Case) -> None:
    """Where two are as probable, neither is sure."""
    found = model().class_of(case.features, np.array([case.component], np.float32))

    assert found == case.expected


def test_a_class_below_the_least_probability_is_unknown() -> None:
    """The least probability is a number of the model."""
    component = np.zeros(1, np.float32)

    assert model(least=0.99).class_of({"a": 1.0}, component) == "unknown"


def test_a_model_reads_the_components_of_its_network_only() -> None:
    """Another encoder or other directions have other components."""
    other = replace(network(), directions=np.ones((1, 7), np.float32).tobytes())

    assert model().reads(network())
    assert not model().reads(replace(network(), encoder="other"))
    assert not model().reads(other)

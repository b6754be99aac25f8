"""Classifiers with known numbers, for the tests of what is kept."""

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.classify import classify_candidates
from service.attribution.classification.logistic import (
    Classifier,
    KeepModel,
    KeepModels,
    Logistic,
)
from service.attribution.context import Context
from tests.support.builders import candidates_of

NOTHING = Logistic(0.0, {})
NEVER = KeepModel(Logistic(-9.0, {}), NOTHING, threshold=0.0)
"""A model that keeps nothing."""


def model(
    keep: dict[str, float], sure: dict[str, float], prior: float = 0.0
) -> KeepModel:
    """Return a model with even odds where no feature counts."""
    return KeepModel(
        Logistic(0.0, keep, prior), Logistic(0.0, sure, prior), threshold=0.0
    )


def with_models(
    here: Context, *, tagged: KeepModel, plain: KeepModel, prior: Logistic
) -> Context:
    """Return the context with other numbers in its classifier."""
    models = KeepModels(tagged, plain)
    numbers = Classifier(prior=prior, features=models, encoded=models, uncued=0.7)
    return replace(here, classifier=numbers)


def kept(
    here: Context, plain: KeepModel, *, prior: Logistic = NOTHING
) -> list[Candidate]:
    """Return the candidates that a model keeps in a context without tags."""
    never = model({"form verb": -99.0}, {})
    here = with_models(here, tagged=never, plain=plain, prior=prior)
    return list(classify_candidates(here, candidates_of(here)))

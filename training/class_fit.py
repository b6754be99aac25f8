"""Fit the model of the classes of speakers of whom no listed word is used."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from service.attribution.classification.networks.class_model import ClassModel
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from training.class_examples import ClassExample
from training.classifier_fit import deal

STRENGTH = 1.0
"""Inverse strength of the L2 regularisation."""
SCALE = 0.1
"""Scale of a standardised component beside a feature of 0 or 1."""
RARE = 2
"""Examples that a feature must have at least."""
LEAST = 0.3
"""Probability that a class must have; chosen by cross-validation."""
FOLDS = 5
_LEAST_DEVIATION = 1e-6


def fit_classes(
    examples: Sequence[ClassExample], network: SpeakerNetwork
) -> ClassModel:
    """Return the model; ``network`` is that whose components the examples have.

    All speakers are examples, also those whose class the rules know: their own class
    by the rules is no feature.
    """
    vectorizer, given = _features(examples)
    components = np.stack([one.given.components for one in examples]).astype(float)
    mean, deviation = components.mean(0), components.std(0) + _LEAST_DEVIATION
    factor = SCALE / deviation
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(
        hstack([given, csr_matrix((components - mean) * factor)]).tocsr(),
        [one.source_class for one in examples],
    )
    names = tuple(str(name) for name in vectorizer.get_feature_names_out())
    of_features, of_components = np.split(model.coef_.T, [len(names)])
    of_components = of_components * factor[:, None]
    bias = model.intercept_ - mean @ of_components
    rows = np.concatenate((of_features, of_components)).astype(np.float32)
    return ClassModel(
        encoder=network.encoder,
        directions=hashlib.sha256(network.directions).hexdigest(),
        classes=tuple(model.classes_.tolist()),
        features=names,
        weights=np.ascontiguousarray(rows).tobytes(),
        bias=tuple(float(number) for number in bias),
        least=LEAST,
    )


def _features(examples: Sequence[ClassExample]) -> tuple[DictVectorizer, csr_matrix]:
    counts = Counter(name for one in examples for name in one.given.features)
    rows: list[Mapping[str, float]] = [
        {n: v for n, v in one.given.features.items() if counts[n] >= RARE}
        for one in examples
    ]
    vectorizer = DictVectorizer()
    return vectorizer, csr_matrix(vectorizer.fit_transform(rows))


def score_without_folds(
    examples: Sequence[ClassExample], network: SpeakerNetwork
) -> list[tuple[str, int, int]]:
    """Return for each example its article, and whether rules and model are right.

    The model is asked where the rules show no class, and did not see the article.
    """
    folds = deal([one.article for one in examples], FOLDS)
    scores: list[tuple[str, int, int]] = []
    for fold in range(FOLDS):
        model = fit_classes([o for o in examples if folds[o.article] != fold], network)
        for one in examples:
            if folds[one.article] == fold:
                found = one.by_rules
                if found == "unknown":
                    found = model.class_of(one.given.features, one.given.components)
                rules, both = one.by_rules in one.accepted, found in one.accepted
                scores.append((one.article, int(rules), int(both)))
    return scores

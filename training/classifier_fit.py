"""Logistic regressions over features, and linear readouts of the encoder."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Literal, Protocol, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from service.attribution.classification.correction.links import Links
from service.attribution.classification.logistic import (
    Features,
    KeepModel,
    Logistic,
    Readouts,
)
from service.nlp.document import READOUTS
from training.encoder_states import Vector
from training.tree_fit import fit_trees

Label = Literal["found", "right"]
Floats = npt.NDArray[np.float64]
FittedT = TypeVar("FittedT")


class HasId(Protocol):
    """What is fitted on, by article."""

    @property
    def id(self) -> str:
        """The id of the article."""


ArticleT = TypeVar("ArticleT", bound=HasId)

SMALL = 0.02
"""Weights up to this absolute value are dropped."""
RARE = 3
"""Examples that a feature of a keep model must have at least."""
PRIOR_STRENGTH = 0.3
STRENGTH = 0.3
READOUT_STRENGTH = 0.3
"""Inverse strengths of the L2 regularisation of prior, keep models and readouts."""
STATE_SCALE = 0.05
"""Scale of a standardised hidden state beside a feature of 0 or 1."""
FOLDS = 5
"""Parts of the articles for readouts that did not see the example they score."""
_TAGS = ("tag ", "nested tag ")
THRESHOLD = -0.5
"""Log-odds at which a record is kept, chosen by cross-validation."""
THRESHOLD_WITH_TREES = -0.1
"""The same where trees correct the log-odds, which are surer."""


class Example(msgspec.Struct, frozen=True):
    """A candidate as a training example."""

    features: Features
    article: str
    found: bool = False
    """It matches a gold attribution."""
    right: bool = False
    """Cue and source agree as well."""
    counted: bool = True
    """It is fitted on; else it only stands beside others of its article."""
    links: Links = Links()
    """To the other examples of the article, by their numbers in it."""


class FittedReadouts(msgspec.Struct, frozen=True):
    """Readouts of the encoder, from all articles and without a fold of them."""

    whole: Readouts
    without: tuple[Readouts, ...]
    """Without each fold of the articles."""
    folds: Mapping[str, int]
    """The fold of each article by its id."""

    def score(
        self, examples: Sequence[Example], states: Sequence[Vector]
    ) -> list[Example]:
        """Return the examples with the log-odds of readouts that did not see them.

        A model that weighs the log-odds would trust them too much otherwise. An example
        without a cue (its state is zero) has none.
        """
        weights = [np.array(one.weights).reshape(-1) for one in self.without]
        return [
            msgspec.structs.replace(
                example,
                features=msgspec.structs.replace(
                    example.features,
                    encoder=float(state @ weights[fold] + self.without[fold].bias)
                    if state.any()
                    else 0.0,
                ),
            )
            for example, state in zip(examples, states, strict=True)
            for fold in (self.folds[example.article],)
        ]


def fit_logistic(
    examples: Sequence[Example], *, strength: float, label: Label, rare: int = 1
) -> Logistic:
    """Return a logistic model of a label, with L2 penalty.

    Features that fewer than ``rare`` examples have get no weight.
    """
    rows, names = _matrix(examples, rare=rare)
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(rows, [getattr(e, label) for e in examples])
    weights = dict(zip(names, model.coef_[0], strict=True))
    prior, encoder = (float(weights.pop(n, 0.0)) for n in ("<prior>", "<encoder>"))
    kept = {f: round(float(w), 3) for f, w in sorted(weights.items()) if abs(w) > SMALL}
    return Logistic(
        round(float(model.intercept_[0]), 3), kept, round(prior, 3), round(encoder, 3)
    )


def fit_keep_model(
    examples: Sequence[Example], *, threshold: float = THRESHOLD
) -> KeepModel:
    """Return the two models over the features of the examples that count."""
    counted = [one for one in examples if one.counted]
    keep, sure = (
        fit_logistic(counted, strength=STRENGTH, label=label, rare=RARE)
        for label in ("found", "right")
    )
    return KeepModel(keep, sure, threshold)


def with_corrections(model: KeepModel, examples: Sequence[Example]) -> KeepModel:
    """Return the model with trees that correct it, fitted on the same examples.

    The log-odds that the trees read of an example are those of models that were fitted
    on the other folds of the articles: of models that had seen it they would be surer.

    Args:
        model: of all examples.
        examples: all of each article, in their order.
    """
    folds = deal([one.article for one in examples], FOLDS)
    measures: list[dict[str, float]] = []
    labelled: list[Example] = []
    for fold in range(FOLDS):
        others = fit_keep_model([e for e in examples if folds[e.article] != fold])
        inside = [one for one in examples if folds[one.article] == fold]
        for _, group in groupby(inside, key=lambda one: one.article):
            own = list(group)
            rows = others.measures([e.features for e in own], [e.links for e in own])
            for example, row in zip(own, rows, strict=True):
                if example.counted:
                    labelled.append(example)
                    measures.append(row)
    labels = [e.found for e in labelled], [e.right for e in labelled]
    keep, sure = (fit_trees(measures, wanted) for wanted in labels)
    return msgspec.structs.replace(model, corrections=(keep, sure))


def fit_readouts(
    examples: Sequence[Example], states: Sequence[Vector], encoder: str
) -> FittedReadouts:
    """Return readouts, fitted beside the features of parse and lexicon.

    Args:
        examples: of all articles.
        states: of the examples, from ``StateReader``.
        encoder: SHA-256 of the weights of the encoder.
    """
    counted = [number for number, one in enumerate(examples) if one.counted]
    examples = [examples[number] for number in counted]
    stacked = np.stack([states[number] for number in counted]).astype(np.float64)
    rows, _ = _matrix([_without_tags(example) for example in examples], rare=RARE)
    folds = deal([example.article for example in examples], FOLDS)
    fold = np.array([folds[example.article] for example in examples])
    wanted = np.array([example.found for example in examples])
    parts = [fold != n for n in range(FOLDS)] + [fold >= 0]
    *without, whole = (
        _read_out(rows[part], stacked[part], wanted[part], encoder) for part in parts
    )
    return FittedReadouts(whole, tuple(without), folds)


def deal(articles: Iterable[str], folds: int) -> dict[str, int]:
    """Return the fold of each article: the articles by name, dealt in turn."""
    return {name: i % folds for i, name in enumerate(sorted(set(articles)))}


def fit_without_folds(
    articles: Sequence[ArticleT], fit: Callable[[Sequence[ArticleT]], FittedT]
) -> dict[str, FittedT]:
    """Return for each article, by id, what is fitted on the folds it is not in."""
    folds = deal([one.id for one in articles], FOLDS)
    fitted = [
        fit([one for one in articles if folds[one.id] != n]) for n in range(FOLDS)
    ]
    return {name: fitted[fold] for name, fold in folds.items()}


def without_conventions(example: Example) -> Example:
    """Return the example without the features of the conventions."""
    features = msgspec.structs.replace(example.features, numbers=())
    return msgspec.structs.replace(example, features=features)


def _without_tags(example: Example) -> Example:
    """Return the example without the features of either tagger."""
    names = frozenset(n for n in example.features.names if not n.startswith(_TAGS))
    features = msgspec.structs.replace(example.features, names=names, numbers=())
    return msgspec.structs.replace(example, features=features)


def _read_out(rows: Any, states: Floats, wanted: Any, encoder: str) -> Readouts:  # noqa: ANN401 - sparse matrix
    """Return readouts with the bias that centres their sum."""
    mean, deviation = states.mean(0), states.std(0) + 1e-3
    scaled = (states - mean) / deviation * STATE_SCALE
    model = LogisticRegression(C=READOUT_STRENGTH, max_iter=5000)
    model.fit(hstack([rows, csr_matrix(scaled)]).tocsr(), wanted)
    weights = model.coef_[0][rows.shape[1] :] * STATE_SCALE / deviation
    parts = weights.reshape(READOUTS, -1).round(5).tolist()
    return Readouts(encoder, tuple(map(tuple, parts)), round(float(-mean @ weights), 5))


def _matrix(examples: Sequence[Example], *, rare: int) -> tuple[Any, list[str]]:
    """Return the features of the examples as a sparse matrix, and their names."""
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(_row(example.features) for example in examples)
    common = np.asarray((rows != 0).sum(0)).ravel() >= rare
    names = vectorizer.get_feature_names_out()[common]
    return rows[:, common], list(names)


def _row(features: Features) -> Mapping[str, float]:
    numbers = {"<prior>": features.prior, "<encoder>": features.encoder}
    known = {k: v for k, v in numbers.items() if v}
    return dict.fromkeys(features.names, 1.0) | known | dict(features.numbers)

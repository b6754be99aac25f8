"""The readouts of the shipped encoder: in the service as in the training."""

from array import array
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from service.attribution import propose_candidates
from service.attribution.classification.encoder_score import encoder_score
from service.attribution.context import Context
from service.attribution.quotation_marks import find_quotations
from service.attributor import parsed_passages
from service.bootstrap import build_attributor
from service.nlp.annotator import Annotation
from service.nlp.conventions import LABELS, PLACE, STEP
from service.nlp.document import READOUTS
from service.provenance import load_classifier
from service.settings import Settings
from service.text.article import Passage
from training.encoder_states import StateReader

pytestmark = pytest.mark.model

MODELS = Path(__file__).parents[2] / "models"
TEXTS = (
    "Ada Moreno said that the ferries wouldn't leave Bergen. “Nobody wants this,” "
    "the union's lawyer told reporters.",
    "The board denied it.",
)


@pytest.fixture(scope="module")
def annotations() -> tuple[Annotation, ...]:
    """Return the annotations of the texts by the attributor of the service."""
    attributor = build_attributor(replace(Settings(), models=MODELS, precision="fp32"))
    return tuple(attributor.annotate([Passage(0, text) for text in TEXTS]))


def rows_of(annotations: tuple[Annotation, ...]) -> list[float]:
    """Return the numbers of all readouts."""
    return [
        number
        for annotation in annotations
        for sentence in annotation.sentences
        for number in array("f", sentence.readouts)
    ]


def projections_of(annotations: tuple[Annotation, ...]) -> list[float]:
    """Return the numbers of all projections."""
    return [
        float(number)
        for annotation in annotations
        for sentence in annotation.sentences
        for number in np.frombuffer(sentence.projections, np.float16)
    ]


def labels_of(annotations: tuple[Annotation, ...]) -> list[float]:
    """Return the labels of all words by the conventions, as log-odds."""
    start = 2 * PLACE.itemsize
    return [
        float(step) * STEP
        for annotation in annotations
        for sentence in annotation.sentences
        for step in np.frombuffer(sentence.conventions[start:], np.int8)[
            : LABELS * len(sentence.tokens)
        ]
    ]


def test_a_row_for_each_word(annotations: tuple[Annotation, ...]) -> None:
    """The attributor of the service has a row for each sentence and each word."""
    weights = load_classifier().projections
    assert weights is not None
    for annotation in annotations:
        for sentence in annotation.sentences:
            rows = array("f", sentence.readouts)
            assert len(rows) == READOUTS * (1 + len(sentence.tokens))
            projected = np.frombuffer(sentence.projections, np.float16)
            assert len(projected) == len(weights) * (1 + len(sentence.tokens))
            assert len(sentence.conventions) >= LABELS * len(sentence.tokens)


def test_the_training_reads_the_same(annotations: tuple[Annotation, ...]) -> None:
    """The numbers that the classifier is fitted on are those of the service."""
    bare = tuple(
        replace(
            a,
            sentences=tuple(
                replace(s, readouts=b"", projections=b"", conventions=b"")
                for s in a.sentences
            ),
        )
        for a in annotations
    )
    reader = StateReader(MODELS / "en" / "encoder")
    read = reader.annotate(bare, load_classifier())
    assert rows_of(read) == pytest.approx(rows_of(annotations), abs=1e-3)
    assert len(set(rows_of(annotations))) > READOUTS
    assert projections_of(read) == pytest.approx(projections_of(annotations), abs=1e-2)
    assert len(set(projections_of(annotations))) > READOUTS
    differences = [
        abs(one - other)
        for one, other in zip(labels_of(read), labels_of(annotations), strict=True)
    ]
    assert max(differences) <= STEP
    assert sum(differences) < STEP * len(differences) / 20


def test_a_candidate_has_the_same_score() -> None:
    """The states of a candidate give, by the weights, the score in the service."""
    attributor = build_attributor(replace(Settings(), models=MODELS, precision="fp32"))
    readouts = attributor.classifier.readouts
    assert readouts is not None
    article = attributor.open(TEXTS[0])
    context = Context.build(
        article,
        attributor.annotate(parsed_passages(article)),
        find_quotations(article)[0],
        attributor.lexicon,
        attributor.classifier,
        tagger=True,
    )
    reader = StateReader(MODELS / "en" / "encoder")
    states = reader.read(context.trees)
    weights = np.array(readouts.weights).reshape(-1)
    candidates = propose_candidates(context)
    scores = [encoder_score(context, candidate) for candidate in candidates]
    pooled = [reader.pool(context, candidate, states) for candidate in candidates]

    assert len({round(score, 3) for score in scores}) > 1
    assert [float(one @ weights) + readouts.bias for one in pooled] == pytest.approx(
        scores, abs=1e-3
    )

"""What the tests with real models share."""

from pathlib import Path

import pytest

from service.nlp.stanza_annotator import StanzaAnnotator
from service.provenance import conventions_for, load_classifier, readouts_for

MODELS = Path(__file__).parents[2] / "models"


@pytest.fixture(scope="session")
def annotator() -> StanzaAnnotator:
    """The shipped models, loaded once."""
    classifier = load_classifier()
    return StanzaAnnotator.load(
        MODELS,
        readouts=readouts_for(classifier, MODELS),
        conventions=conventions_for(classifier, MODELS),
    )

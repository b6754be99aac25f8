"""What the tests with real models share."""

from pathlib import Path

import pytest

from service.nlp.stanza_annotator import StanzaAnnotator

MODELS = Path(__file__).parents[2] / "models"


@pytest.fixture(scope="session")
def annotator() -> StanzaAnnotator:
    """The shipped models, loaded once."""
    return StanzaAnnotator.load(MODELS)

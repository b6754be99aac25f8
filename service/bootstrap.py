"""The composition root: builds an attributor from the settings.

Importing this module imports torch. The HTTP worker therefore passes the import path of
``build_attributor`` to an inference process (``service.serving.wiring``).
"""

from service.attribution import Lexicon
from service.attributor import Attributor
from service.nlp.stanza_annotator import StanzaAnnotator
from service.provenance import (
    conventions_for,
    load_classifier,
    projections_for,
    readouts_for,
)
from service.settings import Settings


def build_attributor(settings: Settings) -> Attributor:
    """Return an attributor with the models, the word lists and the numbers loaded.

    Raises:
        StartError: a model is missing, damaged or differs from the manifest.
    """
    classifier = load_classifier(settings.models, settings.package)
    annotator = StanzaAnnotator.load(
        settings.models,
        package=settings.package,
        tagger=settings.tagger,
        device=settings.device,
        threads=settings.threads,
        precision=settings.precision,
        readouts=readouts_for(classifier, settings.models),
        projections=projections_for(classifier, settings.models),
        conventions=conventions_for(classifier, settings.models),
    )
    return Attributor(annotator, Lexicon.load(), settings.max_chars, classifier)

"""The composition root: settings in, a working attributor out.

Importing this module imports torch. The HTTP worker therefore names
``build_attributor`` by its path and lets an inference process import it.
"""

from service.attribution.lexicon import Lexicon
from service.attributor import Attributor
from service.nlp.stanza_annotator import StanzaAnnotator
from service.settings import Settings


def build_attributor(settings: Settings) -> Attributor:
    """Load the models and the lexicon.

    Raises:
        StartError: a model is missing, damaged or not what the manifest says.
    """
    annotator = StanzaAnnotator.load(
        settings.models,
        package=settings.package,
        tagger=settings.tagger,
        device=settings.device,
        threads=settings.threads,
        precision=settings.precision,
    )
    return Attributor(annotator, Lexicon.load(), settings.max_chars)

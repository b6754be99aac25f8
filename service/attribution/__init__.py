"""Quote attribution: from an annotated article to attribution records.

``attribute_document`` takes an ``Article``, one ``Annotation`` (tokens, parse, named
entities, tagger spans) for each of its body and heading passages, the word lists
(``Lexicon.load()``) and the fitted numbers (``Classifier.load(path)``). It returns a
``Reading``: the attributions in text order, their speakers and outlets, credit lines
and warnings. It keeps no state and needs neither Stanza nor a web framework.
``attribute_in_stages`` does the same and can be paused after each stage.
``propose_candidates`` is its first half: what the classifier decides on, which is also
what the classifier is fitted on.
"""

from service.attribution.classification.logistic import Classifier
from service.attribution.context.stages import Stages, run_stages
from service.attribution.lexicon import Lexicon
from service.attribution.pipeline import (
    attribute_document,
    attribute_in_stages,
    propose_candidates,
)

__all__ = [
    "Classifier",
    "Lexicon",
    "Stages",
    "attribute_document",
    "attribute_in_stages",
    "propose_candidates",
    "run_stages",
]

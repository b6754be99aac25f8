"""From an annotated article to its records, stage by stage."""

from collections.abc import Sequence

from service.attribution.build_records import build_records
from service.attribution.classification.classify import classify_candidates
from service.attribution.classification.deduplicate import deduplicate
from service.attribution.classification.logistic import Classifier
from service.attribution.content.detect_contents import find_contents
from service.attribution.content.quotation_attachment import attach_quotations
from service.attribution.content.verbless import find_verbless
from service.attribution.context import Context
from service.attribution.coref.outlet_anaphora import resolve_outlet_anaphora
from service.attribution.coref.resolve_speakers import resolve_speakers
from service.attribution.cues.detect_cues import find_cues
from service.attribution.lexicon import Lexicon
from service.attribution.linking.continuation import continue_quotations
from service.attribution.linking.nesting import (
    drop_credit_sentences,
    inherit_outlets,
    nest,
)
from service.attribution.outlets.detect_outlets import find_outlets
from service.attribution.quotation_marks import find_quotations
from service.attribution.sources.detect_sources import find_sources
from service.nlp.annotator import Annotation
from service.records import Notice, Reading
from service.text.article import Article


def attribute_document(
    article: Article,
    annotations: Sequence[Annotation],
    *,
    lexicon: Lexicon,
    classifier: Classifier,
) -> Reading:
    """Return everything that is found in an article.

    ``annotations`` are those of its ``body`` and ``heading`` passages, in order.
    """
    quotations, odd_marks = find_quotations(article)
    context = Context.build(article, annotations, quotations, lexicon, classifier)
    cues = find_cues(context)
    candidates = (*find_verbless(context), *find_contents(context, cues))
    candidates = attach_quotations(context, cues, candidates)
    candidates = find_outlets(context, find_sources(context, candidates))
    candidates = deduplicate(context, classify_candidates(context, candidates))
    candidates = drop_credit_sentences(candidates)
    candidates = continue_quotations(context, candidates)
    candidates = inherit_outlets(nest(candidates))
    entities = resolve_speakers(context, candidates)
    candidates = inherit_outlets(resolve_outlet_anaphora(context, candidates, entities))
    warnings = (
        *article.warnings,
        *odd_marks,
        *(w for a in annotations for w in a.warnings),
    )
    return build_records(
        context,
        candidates,
        entities,
        warnings=tuple(Notice(code, detail) for code, detail in warnings),
    )

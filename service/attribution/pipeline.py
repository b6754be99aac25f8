"""From an annotated article to its records, stage by stage."""

from collections.abc import Sequence

from service.attribution.build_records import write_records
from service.attribution.classification.classify import keep_attributions
from service.attribution.classification.deduplicate import drop_rivals
from service.attribution.classification.logistic import Judgement
from service.attribution.content.detect_contents import find_contents
from service.attribution.content.quotation_attachment import attach_quotations
from service.attribution.content.verbless import find_marked
from service.attribution.context import Scene
from service.attribution.coref.outlet_anaphora import settle_outlets
from service.attribution.coref.resolve_speakers import resolve_speakers
from service.attribution.cues.detect_cues import find_cues
from service.attribution.lexicon import Lexicon
from service.attribution.linking.continuation import continue_turns
from service.attribution.linking.nesting import inherit_outlets, nest, without_credits
from service.attribution.outlets.detect_outlets import find_outlets
from service.attribution.quotation_marks import find_quotations
from service.attribution.sources.detect_sources import find_sources
from service.nlp.annotator import Annotation
from service.records import Notice, Reading
from service.text.article import Article


def read_document(
    article: Article,
    annotations: Sequence[Annotation],
    *,
    lexicon: Lexicon,
    judgement: Judgement,
) -> Reading:
    """Return everything that is found in an article.

    ``annotations`` are those of its ``body`` and ``heading`` passages, in order.
    """
    quotations, odd_marks = find_quotations(article)
    scene = Scene.build(article, annotations, quotations, lexicon, judgement)
    cues = find_cues(scene)
    drafts = (*find_marked(scene), *find_contents(scene, cues))
    drafts = attach_quotations(scene, cues, drafts)
    drafts = find_outlets(scene, find_sources(scene, drafts))
    drafts = drop_rivals(scene, keep_attributions(scene, drafts))
    drafts = without_credits(drafts)
    drafts = continue_turns(scene, drafts)
    drafts = inherit_outlets(nest(drafts))
    figures = resolve_speakers(scene, drafts)
    drafts = inherit_outlets(settle_outlets(scene, drafts, figures))
    warnings = (
        *article.warnings,
        *odd_marks,
        *(w for a in annotations for w in a.warnings),
    )
    return write_records(
        scene,
        drafts,
        figures,
        warnings=tuple(Notice(code, detail) for code, detail in warnings),
    )

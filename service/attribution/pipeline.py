"""The stages of the attribution, in the order in which they run."""

from collections.abc import Sequence

from service.attribution.build_records import build_records, notices_of
from service.attribution.candidates import Candidate
from service.attribution.classification.classify import classify_candidates
from service.attribution.classification.logistic import Classifier
from service.attribution.content.boundaries.move_contents import move_contents
from service.attribution.content.detect_contents import find_contents
from service.attribution.content.quotation_attachment import attach_quotations
from service.attribution.content.tagged_alternatives import add_tagged_alternatives
from service.attribution.content.verbless import with_verbless
from service.attribution.context import Context
from service.attribution.context.stages import Stages, run_stages
from service.attribution.coref.antecedents.ranking.rank_outlets import rank_outlets
from service.attribution.coref.antecedents.ranking.rank_speakers import rank_speakers
from service.attribution.coref.mentions.detect_mentions import detect_mentions
from service.attribution.coref.profiles.build_profiles import build_profiles
from service.attribution.coref.resolve_speakers import resolve_speakers
from service.attribution.cues.detect_cues import find_cues
from service.attribution.lexicon import Lexicon
from service.attribution.linking.continuation import continue_quotations
from service.attribution.linking.deduplicate import deduplicate
from service.attribution.linking.nesting import assign_parents, drop_credit_phrases
from service.attribution.outlets.detect_outlets import find_outlets
from service.attribution.quotation_marks import find_quotations
from service.attribution.sources.detect_sources import find_sources
from service.nlp.annotator import Annotation
from service.records import Reading
from service.text.article import Article


def attribute_document(
    article: Article,
    annotations: Sequence[Annotation],
    *,
    lexicon: Lexicon,
    classifier: Classifier,
    tagger: bool,
) -> Reading:
    """Return the attributions of an article with their speakers and outlets.

    ``annotations`` are those of the ``body`` and ``heading`` passages, in text order,
    else ``ValueError`` is raised; ``tagger`` is whether the attribution tagger ran.
    """
    stages = attribute_in_stages(
        article, annotations, lexicon=lexicon, classifier=classifier, tagger=tagger
    )
    return run_stages(stages)


def attribute_in_stages(
    article: Article,
    annotations: Sequence[Annotation],
    *,
    lexicon: Lexicon,
    classifier: Classifier,
    tagger: bool,
) -> Stages[Reading]:
    """Return the stages of ``attribute_document``, which has the same parameters."""
    # 1. Quotation marks, and what all later stages read.
    quotations, mark_warnings = find_quotations(article)
    yield
    context = Context.build(
        article, annotations, quotations, lexicon, classifier, tagger=tagger
    )
    yield

    # 2. Candidates, and which of them are attributions.
    candidates = yield from attributions_in_stages(context)
    yield

    # 3. Links between attributions.
    candidates = assign_parents(continue_quotations(context, candidates))
    yield

    # 4. The entity behind each source, and the outlets that follow.
    entity_index = detect_mentions(context)
    yield
    entities = resolve_speakers(context, candidates, entity_index)
    yield
    candidates, entities = rank_speakers(context, candidates, entities, entity_index)
    yield
    candidates = rank_outlets(context, candidates, entities)
    yield

    # 5. What the article tells of each speaker.
    profiles = build_profiles(context, candidates, entities, entity_index)
    yield
    warnings = notices_of(article, mark_warnings, annotations)
    return build_records(context, candidates, entities, profiles, warnings=warnings)


def attributions_in_stages(context: Context) -> Stages[tuple[Candidate, ...]]:
    """Return the stages that find the candidates that are attributions."""
    candidates = yield from _propose_in_stages(context)
    yield
    candidates = classify_candidates(context, candidates)
    yield
    candidates = move_contents(context, candidates)
    return drop_credit_phrases(deduplicate(context, candidates))


def propose_candidates(context: Context) -> tuple[Candidate, ...]:
    """Return all candidates, neither classified nor deduplicated."""
    return run_stages(_propose_in_stages(context))


def _propose_in_stages(context: Context) -> Stages[tuple[Candidate, ...]]:
    """Return the stages of ``propose_candidates``."""
    cues = find_cues(context)
    yield
    candidates = with_verbless(context, cues, find_contents(context, cues))
    yield
    candidates = attach_quotations(context, cues, candidates)
    candidates = add_tagged_alternatives(context, cues, candidates)
    yield
    return find_outlets(context, find_sources(context, candidates))

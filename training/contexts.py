"""What the stages read of a parsed article, for fitting."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from service.attribution import Classifier, Lexicon
from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.context.stages import run_stages
from service.attribution.coref.antecedents.ranking.rank_speakers import rank_speakers
from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.mentions.detect_mentions import detect_mentions
from service.attribution.coref.resolve_speakers import resolve_speakers
from service.attribution.linking.continuation import continue_quotations
from service.attribution.linking.nesting import assign_parents
from service.attribution.pipeline import attributions_in_stages
from service.attribution.quotation_marks import find_quotations
from service.nlp.annotator import Annotation
from training.encoder_states import StateReader
from training.parsed_gold import ParsedArticle


def context_of(
    parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier, *, tagger: bool
) -> Context:
    """Return the context of a parsed article, with or without the tagger's spans."""
    annotations = parsed.annotations if tagger else _untagged(parsed.annotations)
    quotations, _ = find_quotations(parsed.article)
    return Context.build(
        parsed.article, annotations, quotations, lexicon, classifier, tagger=tagger
    )


def _untagged(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    return tuple(
        replace(a, sentences=tuple(replace(s, tags=()) for s in a.sentences))
        for a in annotations
    )


def with_readouts(
    parsed: ParsedArticle, classifier: Classifier, reader: StateReader
) -> ParsedArticle:
    """Return the article with the readouts of a classifier in its sentences."""
    annotations = reader.annotate(parsed.annotations, classifier)
    return replace(parsed, annotations=annotations)


def linked_candidates(context: Context) -> tuple[Candidate, ...]:
    """Return the attributions of an article with their parents and continuations."""
    candidates = run_stages(attributions_in_stages(context))
    return assign_parents(continue_quotations(context, candidates))


class SpokenCandidates(msgspec.Struct, frozen=True):
    """The attributions of an article with the speaker of each."""

    candidates: tuple[Candidate, ...]
    entities: tuple[Entity | None, ...]
    entity_index: EntityIndex

    @classmethod
    def of(cls, context: Context) -> "SpokenCandidates":
        """Return those of the rules, some replaced by the network of the context."""
        candidates, index = linked_candidates(context), detect_mentions(context)
        entities = resolve_speakers(context, candidates, index)
        return cls(*rank_speakers(context, candidates, entities, index), index)

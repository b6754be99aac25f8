"""The outlets of annotated articles as examples for the network of outlets."""

import msgspec
import numpy as np

from service.attribution import Classifier, Lexicon
from service.attribution.build_records import outlet_as_written
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.components import (
    Components,
    EntityRows,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.named_places import (
    PlacesOfArticle,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.option_words import (
    words_of,
    words_of_record,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_features import (
    outlet_features,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_options import (
    OutletOption,
    OutletSequence,
)
from service.attribution.coref.settle_outlets import settle_outlets
from service.evaluation.gold_articles import Record
from service.evaluation.matching import align, parts_of
from service.evaluation.name_agreement import same_name
from training.candidate_parts import parts_of_candidate
from training.contexts import SpokenCandidates, context_of
from training.parsed_gold import ParsedArticle
from training.ranking_examples import ArticleRankings, RankingInstance, RankingOption


def outlet_examples(
    parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier
) -> ArticleRankings:
    """Return the records of an article whose outlet is annotated, or known to be none.

    ``parsed`` has the readouts of the classifier in its sentences, which must have a
    network for speakers; else ``ValueError`` is raised.
    """
    context = context_of(parsed, lexicon, classifier, tagger=True)
    if classifier.speakers is None:
        raise ValueError("the network of outlets needs that of speakers")
    components = Components.of_context(context, classifier.speakers)
    if components is None:
        empty = np.zeros((0, classifier.speakers.columns), np.float16)
        return ArticleRankings(parsed.gold.id, empty, ())
    spoken = SpokenCandidates.of(context)
    entities = spoken.entities
    candidates = settle_outlets(context, spoken.candidates, entities)
    places = PlacesOfArticle.of(context, candidates)
    sequence = OutletSequence(context, places, candidates, entities)
    text, gold = parsed.article.text, parsed.gold.attributions
    matched = align(
        [parts_of(record, text) for record in gold],
        [parts_of_candidate(candidate, parsed.article) for candidate in candidates],
    )
    instances = [
        found
        for index, record in sorted(matched.items())
        if _is_annotated(gold[record])
        and (found := _instance(sequence, components, index, gold[record])) is not None
    ]
    rows = components.rows.astype(np.float16)
    return ArticleRankings(parsed.gold.id, rows, tuple(instances))


def _is_annotated(record: Record) -> bool:
    return not record.optional and record.outlet is not msgspec.UNSET


def _instance(
    sequence: OutletSequence, components: Components, index: int, gold: Record
) -> RankingInstance | None:
    """Return a record with its options, None if no sentence has it."""
    record = sequence.record(index)
    if record is None:
        return None
    context = sequence.context
    source, cue = components.rows_of(words_of_record(record))
    options = tuple(
        RankingOption(
            outlet_features(sequence, record, option),
            EntityRows.of(components, words_of(context, record, option)),
            is_right=_is_right(context, option, gold),
        )
        for option in sequence.options(record)
    )
    return RankingInstance(source, cue, options)


def _is_right(context: Context, option: OutletOption, gold: Record) -> bool:
    """Whether the name of an option, as records have it, is the annotated one."""
    name = option.name and outlet_as_written(context.article, option.name)
    outlet = None if gold.outlet is msgspec.UNSET else gold.outlet
    return same_name(outlet, name, kind="outlet")

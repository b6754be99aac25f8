"""The speakers of annotated articles as examples for the network of speakers."""

import msgspec
import numpy as np

from service.attribution import Classifier, Lexicon
from service.attribution.build_records import name_as_written
from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.anaphors import Anaphor, anaphor_of
from service.attribution.coref.antecedents.ranking.components import (
    Components,
    EntityRows,
)
from service.attribution.coref.antecedents.ranking.mention_words import (
    MentionWords,
    word_of_cue,
)
from service.attribution.coref.antecedents.ranking.option_features import (
    option_features,
)
from service.attribution.coref.antecedents.ranking.options import Option, options_for
from service.attribution.coref.antecedents.ranking.ranked_record import ranked_record
from service.attribution.coref.antecedents.ranking.speaker_sequence import (
    SpeakerSequence,
)
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.mentions.detect_mentions import detect_mentions
from service.attribution.coref.resolve_speakers import resolve_speakers
from service.evaluation.gold_articles import Record
from service.evaluation.matching import align, parts_of
from service.evaluation.name_agreement import NameKind, same_name
from service.text.article import Article
from training.candidate_parts import parts_of_candidate
from training.contexts import context_of, linked_candidates
from training.encoder_states import StateReader
from training.parsed_gold import ParsedArticle
from training.ranking_examples import ArticleRankings, RankingInstance, RankingOption


def speaker_examples(
    parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier, reader: StateReader
) -> ArticleRankings:
    """Return the records of an article whose speaker is annotated and ranked.

    ``parsed`` has the readouts of the classifier in its sentences.
    """
    context = context_of(parsed, lexicon, classifier, tagger=True)
    states = reader.read(context.trees)
    if not states:
        return ArticleRankings(
            parsed.gold.id, np.zeros((0, reader.size), np.float16), ()
        )
    candidates = linked_candidates(context)
    entity_index = detect_mentions(context)
    found = _Found(
        context,
        SpeakerSequence(
            candidates, resolve_speakers(context, candidates, entity_index)
        ),
        MentionWords(context, candidates),
        entity_index,
        Components.of_sentences(states),
    )
    text = parsed.article.text
    gold = parsed.gold.attributions
    matched = align(
        [parts_of(record, text) for record in gold],
        [parts_of_candidate(candidate, parsed.article) for candidate in candidates],
    )
    instances = [
        _instance(found, index, anaphor, gold[record])
        for index, record in sorted(matched.items())
        if _is_annotated(gold[record])
        and (anaphor := anaphor_of(context, candidates[index])) is not None
    ]
    rows = found.states.rows.astype(np.float16)
    return ArticleRankings(parsed.gold.id, rows, tuple(instances))


class _Found(msgspec.Struct, frozen=True):
    """What the rules found in an article, and its hidden states."""

    context: Context
    speakers: SpeakerSequence
    words: MentionWords
    entity_index: EntityIndex
    states: Components


def _is_annotated(record: Record) -> bool:
    return not record.optional and record.speaker is not msgspec.UNSET


def _instance(
    found: _Found, index: int, anaphor: Anaphor, gold: Record
) -> RankingInstance:
    options = options_for(found.entity_index, found.speakers, index, anaphor)
    record = ranked_record(found.context, found.speakers, index, anaphor, options)
    candidate: Candidate = found.speakers.candidates[index]
    row = found.states.row
    return RankingInstance(
        source=row((anaphor.tree.index, anaphor.head)),
        cue=row(word_of_cue(candidate, anaphor)),
        options=tuple(
            RankingOption(
                option_features(record, option, found.speakers, found.words),
                EntityRows.of(found.states, found.words.words_of(option, anaphor)),
                is_right=_is_right(found.context.article, option, anaphor, gold),
            )
            for option in options
        ),
    )


def _is_right(article: Article, option: Option, anaphor: Anaphor, gold: Record) -> bool:
    """Whether the name of an option, as the article has it, is the annotated one."""
    name = option.entity.name if option.entity is not None else None
    if option.is_new and anaphor.description is not None:
        name = anaphor.description.name
    name = name and name_as_written(article, name)
    person = gold.speaker_type in {msgspec.UNSET, "person"}
    kind: NameKind = "person" if person else "other"
    speaker = None if gold.speaker is msgspec.UNSET else gold.speaker
    return same_name(speaker, name, kind=kind)

"""Stage: the speakers that a network clearly prefers to those of the rules."""

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.anaphors import (
    Anaphor,
    anaphor_of,
)
from service.attribution.coref.antecedents.ranking.components import (
    Components,
    EntityRows,
    entity_vectors,
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
from service.attribution.coref.entities import Entity, NewEntity, Resolution
from service.attribution.coref.entity_index import EntityIndex


def rank_speakers(
    context: Context,
    candidates: tuple[Candidate, ...],
    entities: Sequence[Entity | None],
    entity_index: EntityIndex,
) -> tuple[tuple[Candidate, ...], tuple[Entity | None, ...]]:
    """Return the candidates with evidence, and the entity of each; None for nobody.

    ``entities`` are those of the rules. They are kept where no option is better by the
    margin of the network, where the source has a name, and where the encoder is not the
    network's. A quotation that continues an attribution follows its new speaker.
    """
    network = context.classifier.speakers
    components = None if network is None else Components.of_context(context, network)
    if network is None or components is None:
        return candidates, tuple(entities)
    speakers = SpeakerSequence(candidates, entities)
    words = MentionWords(context, candidates)
    ranking = _Ranking(context, speakers, words, entity_index, network, components)
    found = list(entities)
    for index, candidate in enumerate(candidates):
        anaphor = anaphor_of(context, candidate)
        if anaphor is None or anaphor.kind == "name":
            continue
        option = ranking.better_option(index, anaphor)
        if option is not None:
            found[index] = _applied(entity_index, anaphor, option)
    for index in range(len(candidates)):
        first = speakers.first_of_chain(index)
        if first != index and found[index] is entities[index] is entities[first]:
            found[index] = found[first]
    _move_sources(entity_index, candidates, entities, found)
    return _with_evidence(candidates, entities, found), tuple(found)


def _with_evidence(
    candidates: Iterable[Candidate],
    by_rules: Iterable[Entity | None],
    ranked: Iterable[Entity | None],
) -> tuple[Candidate, ...]:
    """Return the candidates, those whose speaker was replaced with the evidence."""
    return tuple(
        candidate
        if before is after
        else replace(
            candidate,
            evidence=candidate.evidence_with("coref", "speaker by the encoder"),
        )
        for candidate, before, after in zip(candidates, by_rules, ranked, strict=True)
    )


class _Ranking(msgspec.Struct, frozen=True):
    """What the choice among the options of a candidate reads."""

    context: Context
    speakers: SpeakerSequence
    words: MentionWords
    entity_index: EntityIndex
    network: SpeakerNetwork
    components: Components

    def better_option(self, index: int, anaphor: Anaphor) -> Option | None:
        """Return the option with the best score, None if the rules' is as good."""
        options = options_for(self.entity_index, self.speakers, index, anaphor)
        record = ranked_record(self.context, self.speakers, index, anaphor, options)
        words = [self.words.words_of(option, anaphor) for option in options]
        rows = [EntityRows.of(self.components, each) for each in words]
        features = [
            option_features(record, option, self.speakers, self.words)
            for option in options
        ]
        numbers = self.components.rows
        source = self._rows_of_anaphor(index, anaphor)
        scores = self.network.scores(
            features,
            numbers[source].reshape(-1),
            entity_vectors(numbers, rows),
        )
        best = int(np.argmax(scores))
        rule = next(n for n, option in enumerate(options) if option.by_rule)
        gain = scores[best] - scores[rule]
        return options[best] if gain > self.network.margin else None

    def _rows_of_anaphor(self, index: int, anaphor: Anaphor) -> list[int]:
        """Return the rows of the source and the cue."""
        cue = word_of_cue(self.speakers.candidates[index], anaphor)
        source = anaphor.tree.index, anaphor.head
        return [self.components.row(source), self.components.row(cue)]


def _applied(
    entity_index: EntityIndex, anaphor: Anaphor, option: Option
) -> Entity | None:
    """Return the entity of an option, added to the index if it is new.

    An entity that already has the description as its name is not new: it is far away,
    or another anaphor introduced it.
    """
    description = anaphor.description
    if not option.is_new or description is None:
        return option.entity
    same = entity_index.of_name(description.name)
    if same is not None:
        return same
    new = NewEntity(description.name, description.type, plural=description.plural)
    return entity_index.apply(Resolution(new, nouns=(description.noun,)))


def _move_sources(
    entity_index: EntityIndex,
    candidates: Sequence[Candidate],
    by_rules: Sequence[Entity | None],
    ranked: Sequence[Entity | None],
) -> None:
    """Make the sources whose entity was replaced mentions of the new one."""
    for candidate, before, after in zip(candidates, by_rules, ranked, strict=True):
        if before is not after and candidate.source is not None:
            entity_index.move_source(candidate.source.span, before, after)

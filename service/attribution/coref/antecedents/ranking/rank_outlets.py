"""Stage: the outlets of all attributions, once the entities are known.

They are those of the rules (``settle_outlets``), where a network does not clearly
prefer others.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.networks.ranking_network import OutletNetwork
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.components import (
    Components,
    EntityRows,
    entity_vectors,
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
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_record import (
    OutletRecord,
)
from service.attribution.coref.entities import Entity
from service.attribution.coref.settle_outlets import settle_outlets

EVIDENCE = "outlet by the encoder"


def rank_outlets(
    context: Context,
    candidates: tuple[Candidate, ...],
    entities: Sequence[Entity | None],
) -> tuple[Candidate, ...]:
    """Return the candidates with their outlets; evidence names those of the network.

    ``entities`` has the speaker of each candidate. Nested and continued ones are ranked
    too. The outlets of the rules are kept where no option is better by the margin of
    the network, and where the encoder is not that of the networks.
    """
    candidates = settle_outlets(context, candidates, entities)
    network, speakers = context.classifier.outlets, context.classifier.speakers
    if network is None or speakers is None or network.encoder != speakers.encoder:
        return candidates
    components = Components.of_context(context, speakers)
    if components is None or not candidates:
        return candidates
    places = PlacesOfArticle.of(context, candidates)
    sequence = OutletSequence(context, places, candidates, entities)
    ranking = _Ranking(sequence, network, components)
    return tuple(map(ranking.ranked, range(len(candidates))))


class _Ranking(msgspec.Struct, frozen=True):
    """What the choice among the options of a candidate reads."""

    sequence: OutletSequence
    network: OutletNetwork
    components: Components

    def ranked(self, index: int) -> Candidate:
        """Return a candidate with the outlet that is best by the margin."""
        candidate, record = self.sequence.candidates[index], self.sequence.record(index)
        if record is None:
            return candidate
        options = self.sequence.options(record)
        if len(options) == 1:
            return candidate
        scores = self._scores(record, options)
        best = int(np.argmax(scores))
        rule = next(n for n, option in enumerate(options) if option.by_rule)
        if scores[best] - scores[rule] <= self.network.margin:
            return candidate
        return _with_outlet(record, options[best])

    def _scores(
        self, record: OutletRecord, options: Sequence[OutletOption]
    ) -> Sequence[float]:
        context, components = self.sequence.context, self.components
        words = [words_of(context, record, option) for option in options]
        rows = [EntityRows.of(components, each) for each in words]
        features = [outlet_features(self.sequence, record, each) for each in options]
        source = components.rows[components.rows_of(words_of_record(record))]
        found = self.network.scores(
            features, source.reshape(-1), entity_vectors(components.rows, rows)
        )
        return [float(score) for score in found]


def _with_outlet(record: OutletRecord, option: OutletOption) -> Candidate:
    """Return a candidate with the name of an option, or with no outlet.

    The mention is that of the sentences of the record.
    """
    candidate = record.candidate
    own = (p for p in option.near if record.tree.index <= p.tree <= record.last)
    place = next(own, None)
    return replace(
        candidate,
        outlet=option.name,
        outlet_role=None,
        outlet_mention=None if place is None else place.medium.mention,
        evidence=candidate.evidence_with("outlets", EVIDENCE),
    )

"""The words that stand for an option, whose hidden states the network reads."""

from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.mention_words import (
    OptionWords,
    Word,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_options import (
    OutletOption,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_record import (
    OutletRecord,
)

_MOST_PLACES = 4


def words_of(
    context: Context, record: OutletRecord, option: OutletOption
) -> OptionWords:
    """Return the name at its nearest place, the word above it and the one before it.

    An option without a place near the record has the sentence of the record.
    """
    if not option.near:
        sentence = record.tree.index, -1
        return OptionWords(sentence, sentence, sentence, (sentence,))
    place = option.near[0]
    tree = context.trees[place.tree]
    above = tree.head(place.head)
    top = None if above is None else tree.head(above)
    every = [(each.tree, each.head) for each in option.near[:_MOST_PLACES]]
    if top is not None:
        every.append((place.tree, top))
    return OptionWords(
        last=(place.tree, place.head),
        first=(place.tree, -1 if above is None else above),
        subject=(place.tree, place.head - 1),
        every=tuple(every),
    )


def words_of_record(record: OutletRecord) -> tuple[Word, Word]:
    """Return the words of the source and of the cue; the sentence for a missing one."""
    source = record.candidate.source or record.candidate.implied
    word = (record.tree.index, -1) if source is None else (source.tree, source.head)
    return word, (record.tree.index, record.cue)

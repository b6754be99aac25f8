"""The classes of speakers whom no listed word describes, by states of the encoder."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np

from service.attribution.classification.networks.boundary_network import Floats
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.components import Components
from service.attribution.coref.antecedents.ranking.mention_words import Word
from service.attribution.coref.entities import Entity
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.records import Profile, SpeakerClass

_EMPTY = frozenset({"DET", "PUNCT"})
"""Tags of words of descriptions that say nothing."""
_MOST = 3
"""Other speakers of a class that are counted, at most."""


class KnownSpeaker(msgspec.Struct, frozen=True):
    """What the rules found of a speaker."""

    entity: Entity
    mentions: tuple[PlacedMention, ...]
    descriptions: tuple[Description, ...]
    profile: Profile


class ClassInput(msgspec.Struct, frozen=True):
    """What the model reads of a speaker."""

    features: Mapping[str, float]
    components: Floats
    """Means over the words of the speaker, and over the article: 2 D numbers."""


def classes_of(
    context: Context, speakers: Sequence[KnownSpeaker]
) -> tuple[SpeakerClass, ...]:
    """Return the class of each speaker: that of the rules, if there is one.

    Otherwise it is that of the model, "unknown" where it is not sure, or where the
    article has no states of its encoder.
    """
    found: tuple[SpeakerClass, ...] = tuple(
        speaker.profile.source_class for speaker in speakers
    )
    model = context.classifier.classes
    if model is None or "unknown" not in found:
        return found
    network = context.classifier.speakers
    if network is None or not model.reads(network):
        return found
    components = Components.of_context(context, network)
    if components is None:
        return found
    inputs = class_inputs(context, components, speakers)
    return tuple(
        model.class_of(one.features, one.components)
        if by_rules == "unknown"
        else by_rules
        for by_rules, one in zip(found, inputs, strict=True)
    )


def class_inputs(
    context: Context, components: Components, speakers: Sequence[KnownSpeaker]
) -> Iterator[ClassInput]:
    """Yield what the model reads of each speaker of an article."""
    counts: Counter[SpeakerClass] = Counter(
        speaker.profile.source_class for speaker in speakers
    )
    article = components.rows.mean(0)
    for speaker in speakers:
        rows = components.rows_of(_words(context, speaker))
        own = components.rows[rows].mean(0) if rows else np.zeros_like(article)
        others = counts.copy()
        others[speaker.profile.source_class] -= 1
        yield ClassInput(_features(speaker, others), np.concatenate((own, article)))


def _words(context: Context, speaker: KnownSpeaker) -> Iterator[Word]:
    """Yield the words of the descriptions, the names and the heads of the mentions."""
    for each in speaker.descriptions:
        tree = context.trees[each.tree]
        for position in each.positions:
            if tree.tokens[position].upos not in _EMPTY:
                yield each.tree, position
    for mention in speaker.mentions:
        yield mention.tree, mention.head
        if mention.kind == "name":
            named: Iterable[int] = (mention.head,)
            if mention.name is not None:
                named = mention.name.positions
            yield from ((mention.tree, position) for position in named)


def _features(
    speaker: KnownSpeaker, others: Mapping[SpeakerClass, int]
) -> dict[str, float]:
    """Return what is told of a speaker, and the classes of the others by the rules."""
    entity = speaker.entity
    affiliated = speaker.profile.affiliation is not None
    found = {
        f"type {entity.type}": 1.0,
        f"named {entity.named}": 1.0,
        f"type {entity.type}, named {entity.named}": 1.0,
        f"place {entity.is_location}": 1.0,
        f"affiliated {affiliated}": 1.0,
        f"described {bool(speaker.descriptions)}": 1.0,
    }
    for source_class, count in others.items():
        if count:
            found[f"other {source_class}"] = min(count, _MOST) / _MOST
    return found

"""The speakers of annotated articles as examples for the model of their classes."""

from collections.abc import Iterator, Sequence

import msgspec

from service.attribution import Classifier, Lexicon
from service.attribution.build_records import name_as_written
from service.attribution.coref.antecedents.ranking.components import Components
from service.attribution.coref.profiles.build_profiles import profiles_by_rules
from service.attribution.coref.profiles.speaker_classes.encoded_classes import (
    ClassInput,
    KnownSpeaker,
    class_inputs,
)
from service.evaluation.speaker_gold import SpeakerFacts, SpeakersArticle
from service.evaluation.speaker_scores import align_speakers
from service.records import SpeakerClass
from service.text.article import Article
from training.contexts import SpokenCandidates, context_of
from training.parsed_gold import ParsedArticle


class ClassExample(msgspec.Struct, frozen=True):
    """An annotated speaker whom the service finds."""

    article: str
    given: ClassInput
    by_rules: SpeakerClass
    accepted: tuple[SpeakerClass, ...]
    """The annotated class first, then those that are as right."""

    @property
    def source_class(self) -> SpeakerClass:
        """The annotated class."""
        return self.accepted[0]


def class_examples(
    gold: SpeakersArticle, parsed: ParsedArticle, lexicon: Lexicon, numbers: Classifier
) -> Iterator[ClassExample]:
    """Yield the annotated speakers of an article whom the service finds.

    ``parsed`` has the readouts of ``numbers`` in its sentences.
    """
    context = context_of(parsed, lexicon, numbers, tagger=True)
    network = numbers.speakers
    components = None if network is None else Components.of_context(context, network)
    if components is None:
        return
    spoken = SpokenCandidates.of(context)
    speakers = profiles_by_rules(
        context, spoken.candidates, spoken.entities, spoken.entity_index
    )
    inputs = class_inputs(context, components, speakers)
    wanted = _annotated(parsed.article, gold, speakers)
    for speaker, given, facts in zip(speakers, inputs, wanted, strict=True):
        if facts is not None:
            yield ClassExample(
                parsed.gold.id,
                given,
                speaker.profile.source_class,
                (facts.source_class, *facts.alternatives.source_class),
            )


def _annotated(
    article: Article, gold: SpeakersArticle, speakers: Sequence[KnownSpeaker]
) -> list[SpeakerFacts | None]:
    """Return what is annotated of each speaker, None of those who are not annotated."""
    found = [
        SpeakerFacts(
            name=name_as_written(article, each.entity.name),
            type=each.entity.type,
            gender=None,
            affiliation=(),
            anonymous=False,
            source_class="unknown",
        )
        for each in speakers
    ]
    aligned = {
        id(mine): theirs for theirs, mine in align_speakers(gold.speakers, found)
    }
    return [aligned.get(id(each)) for each in found]

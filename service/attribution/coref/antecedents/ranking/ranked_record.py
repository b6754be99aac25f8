"""A candidate whose speaker is ranked, with its options and what they share."""

from collections.abc import Iterable, Sequence

import msgspec

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.anaphors import Anaphor
from service.attribution.coref.antecedents.ranking.mention_words import Word
from service.attribution.coref.antecedents.ranking.options import Option
from service.attribution.coref.antecedents.ranking.speaker_sequence import (
    SpeakerSequence,
)
from service.attribution.coref.entities import Entity
from service.records import Span


class RankedRecord(msgspec.Struct, frozen=True):
    """What the features of all options of a candidate read."""

    context: Context
    candidate: Candidate
    anaphor: Anaphor
    by_rules: Entity | None
    """The entity of the rules."""
    previous: Sequence[Entity | None]
    """The entities of the last outermost candidates, the nearest first."""
    latest: Candidate | None
    """The last outermost candidate."""
    following: Entity | None
    parent: Entity | None
    first_of_chain: Entity | None
    """The speaker of the attribution that a quotation continues."""
    quoted: bool
    first_person: bool
    """Whether the content has a pronoun of the first person."""
    third_person: bool
    """Whether it has "he" or "she"."""
    subject_before: Word | None
    """The subject of the main clause of the sentence before."""
    recency: dict[int, int]
    """Rank of named entities by the last mention, by their number."""
    frequency: dict[int, int]
    """Rank of named persons by the number of mentions, by their number."""

    @property
    def content(self) -> tuple[Span, ...]:
        """The content of the candidate."""
        return self.candidate.content


def ranked_record(
    context: Context,
    speakers: SpeakerSequence,
    index: int,
    anaphor: Anaphor,
    options: Sequence[Option],
) -> RankedRecord:
    """Return what the features of the options of a candidate read."""
    candidate = speakers.candidates[index]
    words = _words(context.text[candidate.start : candidate.end])
    first = speakers.first_of_chain(index)
    offset = anaphor.offset
    previous = speakers.previous(index)
    return RankedRecord(
        context=context,
        candidate=candidate,
        anaphor=anaphor,
        by_rules=speakers.entities[index],
        previous=[speakers.entities[n] for n in previous],
        latest=speakers.candidates[previous[0]] if previous else None,
        following=speakers.next(index),
        parent=speakers.parent(index),
        first_of_chain=speakers.entities[first] if first != index else None,
        quoted=context.enclosing(offset, offset + 1) is not None,
        first_person=not words.isdisjoint(context.lexicon.words.first_person_pronouns),
        third_person=not words.isdisjoint(context.lexicon.pronoun_genders),
        subject_before=_subject_before(context, anaphor.tree.index),
        recency=_ranks(_last_mentions(options)),
        frequency=_ranks(_mention_counts(options)),
    )


def _words(text: str) -> set[str]:
    return set(text.lower().replace('"', " ").split())


def _subject_before(context: Context, sentence: int) -> Word | None:
    if sentence == 0:
        return None
    tree = context.trees[sentence - 1]
    subject = tree.subject(tree.root)
    return None if subject is None else (tree.index, subject)


def _last_mentions(options: Iterable[Option]) -> list[tuple[int, int]]:
    return [
        (option.before[-1].offset, option.entity.number)
        for option in options
        if option.entity and option.entity.named and option.before
    ]


def _mention_counts(options: Iterable[Option]) -> list[tuple[int, int]]:
    return [
        (len(option.mentions), option.entity.number)
        for option in options
        if option.entity and option.entity.named and option.entity.type == "person"
    ]


def _ranks(numbers: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the rank of each entity, from 0 for the greatest number."""
    ordered = sorted(numbers, key=lambda pair: -pair[0])
    return {entity: rank for rank, (_, entity) in enumerate(ordered)}

"""The names among which the network chooses the outlet of a record."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import msgspec

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.outlet_rank.named_places import (
    NamedPlace,
    PlacesOfArticle,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_record import (
    OutletRecord,
    speaker_kind,
)
from service.attribution.coref.entities import Entity
from service.attribution.outlets.media_slots import NAMED

_BEFORE, _AFTER = 2, 1
"""Sentences before and after those of a record in which names are options."""
_NEIGHBOURS = 16
"""Records before and after one whose outlets are options and are compared, so that the
work of a record does not grow with the article."""


class OutletOption(msgspec.Struct, frozen=True):
    """A name as the outlet of a record; the key is None for no outlet."""

    key: str | None
    name: str | None
    near: tuple[NamedPlace, ...] = ()
    """In the sentences around the record, the nearest first."""
    number: int = 0
    """Places in the article."""
    by_rule: bool = False


class OutletSequence(msgspec.Struct, frozen=True, dict=True):
    """The candidates with their speakers and the keys of their outlets."""

    context: Context
    places: PlacesOfArticle
    candidates: Sequence[Candidate]
    entities: Sequence[Entity | None]

    @cached_property
    def keys(self) -> list[str | None]:
        """The key of the outlet of each candidate by the rules."""
        return [
            None if c.outlet is None else self.places.key(c.outlet)
            for c in self.candidates
        ]

    @cached_property
    def key_counts(self) -> Counter[str | None]:
        """The number of candidates with each key."""
        return Counter(self.keys)

    @cached_property
    def speaker_keys(self) -> list[str | None]:
        """The key of the name of each speaker, None for persons and nobody."""
        return [
            None if e is None or e.type == "person" else self.places.key(e.name)
            for e in self.entities
        ]

    @cached_property
    def speaker_counts(self) -> Counter[str | None]:
        """The number of candidates whose speaker has each key."""
        return Counter(self.speaker_keys)

    @cached_property
    def order(self) -> list[int]:
        """The candidates in text order."""
        numbers = range(len(self.candidates))
        return sorted(numbers, key=lambda n: self.candidates[n].start)

    @cached_property
    def rank(self) -> dict[int, int]:
        """The place of each candidate in the text order."""
        return {index: place for place, index in enumerate(self.order)}

    @cached_property
    def credited(self) -> dict[str, str]:
        """The outlets of the rules by their keys."""
        pairs = zip(self.keys, self.candidates, strict=True)
        return {k: c.outlet for k, c in pairs if k is not None and c.outlet is not None}

    @cached_property
    def _places(self) -> list[tuple[int, int, str, NamedPlace]]:
        """(Sentence, head, key, place) in text order."""
        found = [
            (place.tree, place.head, key, place)
            for key, places in self.places.places.items()
            for place in places
        ]
        return sorted(found, key=lambda each: each[:3])

    @cached_property
    def _sentences(self) -> list[int]:
        return [each[0] for each in self._places]

    def record(self, index: int) -> OutletRecord | None:
        """Return a candidate as it is ranked, None if no sentence has it."""
        candidate, context = self.candidates[index], self.context
        tree = context.tree_at(candidate.start)
        end = context.tree_at(candidate.end - 1)
        if tree is None or end is None:
            return None
        if candidate.cue is not None:
            tree = context.trees[candidate.cue.tree]
        speaker = speaker_kind(context, candidate, self.entities[index])
        last = max(tree.index, end.index)
        return OutletRecord(index, candidate, tree, last, speaker)

    @cached_property
    def credits(self) -> str:
        """The words of the article's datelines and credits."""
        text = self.context.text
        spans = self.context.article.credits
        return "\n".join(text[start:end] for start, end in spans)

    def neighbours(self, index: int) -> list[int]:
        """Return the candidates near one in text order, and itself."""
        place = self.rank[index]
        return self.order[max(place - _NEIGHBOURS, 0) : place + _NEIGHBOURS + 1]

    def options(self, record: OutletRecord) -> list[OutletOption]:
        """Return no outlet, and the names near a record or credited around it."""
        rule = self.keys[record.index]
        near = self._near(record)
        around = [self.keys[other] for other in sorted(self.neighbours(record.index))]
        credited = [key for key in around if key is not None]
        found = [OutletOption(None, None, by_rule=rule is None)]
        for key in dict.fromkeys((*near, *credited)):
            places = sorted(near.get(key, ()), key=record.distance)
            name = places[0].medium.name if places else self.credited[key]
            if key == rule:
                name = record.candidate.outlet or name
            number = len(self.places.places.get(key, ()))
            found.append(OutletOption(key, name, tuple(places), number, key == rule))
        return found

    def _near(self, record: OutletRecord) -> dict[str, list[NamedPlace]]:
        """Return the places around a record by key.

        Names of persons and places are options in the sentence of the record alone,
        unless they have the form of a medium's or are credited elsewhere.
        """
        found: dict[str, list[NamedPlace]] = {}
        first = bisect_left(self._sentences, record.tree.index - _BEFORE)
        last = bisect_left(self._sentences, record.last + _AFTER + 1)
        for sentence, _, key, place in self._places[first:last]:
            own = sentence == record.tree.index
            medium = place.looks or place.label in NAMED or key in self.credited
            if own or medium:
                found.setdefault(key, []).append(place)
        return found

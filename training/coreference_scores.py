"""Scores of coreference: mentions, and LEA.

LEA (Moosavi and Strube, ACL 2016, "Which Coreference Evaluation Metric Do You Trust?")
weighs each entity by its number of mentions and asks for the share of its links that
the other side has too. An entity of one mention has one link, to itself, which only an
entity of that one mention has too.
"""

from collections.abc import Hashable, Iterable, Sequence
from math import comb
from typing import Self

import msgspec

from service.evaluation.report import Prf

Entities = Sequence[frozenset[Hashable]]
"""The mentions of each entity; equal mentions of key and response are equal values."""


class Sums(msgspec.Struct, frozen=True):
    """Numerators and denominators over documents, which add up.

    ``shared``: mentions in key and response; ``*_links``: sums over entities of the
    number of mentions times the share of links found.
    """

    key_entities: int = 0
    response_entities: int = 0
    key_mentions: int = 0
    response_mentions: int = 0
    shared: int = 0
    key_links: float = 0.0
    response_links: float = 0.0

    @classmethod
    def of(cls, key: Entities, response: Entities) -> Self:
        """Return the sums of one document."""
        wanted = frozenset[Hashable]().union(*key)
        found = frozenset[Hashable]().union(*response)
        return cls(
            key_entities=len(key),
            response_entities=len(response),
            key_mentions=len(wanted),
            response_mentions=len(found),
            shared=len(wanted & found),
            key_links=_resolved(key, response),
            response_links=_resolved(response, key),
        )

    def __add__(self, other: "Sums") -> "Sums":
        """Return the sums over the documents of both."""
        pairs = zip(
            msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True
        )
        return Sums(*(one + two for one, two in pairs))

    @property
    def mentions(self) -> Prf:
        """The metrics of mentions, of whatever entity."""
        return Prf.of(self.shared, self.response_mentions, self.key_mentions)

    @property
    def lea(self) -> Prf:
        """The metrics of entities."""
        p = (
            self.response_links / self.response_mentions
            if self.response_mentions
            else 0
        )
        r = self.key_links / self.key_mentions if self.key_mentions else 0
        return Prf.of_rates(p, r)


def _resolved(entities: Entities, others: Entities) -> float:
    """Return the sum of the entities' sizes times the share of links in ``others``."""
    return sum(len(entity) * _share(entity, others) for entity in entities)


def _share(entity: frozenset[Hashable], others: Iterable[frozenset[Hashable]]) -> float:
    if len(entity) == 1:
        return float(entity in others)
    links = sum(comb(len(entity & other), 2) for other in others)
    return links / comb(len(entity), 2)


def aligned(key: Entities, response: Entities) -> tuple[Entities, Entities]:
    """Return the entities of either side that share a mention with the other."""
    wanted = frozenset[Hashable]().union(*key)
    found = frozenset[Hashable]().union(*response)
    return (
        [entity for entity in key if entity & found],
        [entity for entity in response if entity & wanted],
    )

"""What names of media have in common: the medium, and the places for its kinds."""

import re

import msgspec

from service.records import Span
from service.text.media_list import MediumKind

Slot = frozenset[MediumKind]
"""The kinds of media that a place in a sentence is for."""
NOWHERE: Slot = frozenset()
PRESS: Slot = frozenset({"agency", "magazine", "newspaper", "publication", "site"})
"""What somebody writes in."""
ON_AIR: Slot = frozenset({"broadcaster", "platform", "programme"})
"""What somebody speaks or posts on."""
ANYWHERE: Slot = PRESS | ON_AIR - {"platform"}
"""Whom somebody tells something."""
NAMED = frozenset({"Organization", "Misc", "Product"})
"""Labels that the entity tagger gives to names of organisations and works."""
ANY_NAME = NAMED | {"Person", "Location"}
"""Labels that it gives to names of media."""
LONGEST_INITIALS = 6
"""Letters of a name in capitals that is read as initials."""
_ARTICLE = re.compile(r"^(the|The)\s+(?=\S)")


class Medium(msgspec.Struct, frozen=True):
    """A medium that is named in one place: its name and the words that name it."""

    name: str
    mention: Span


def without_article(name: str) -> str:
    """Return a name without a leading "the"."""
    return _ARTICLE.sub("", name)

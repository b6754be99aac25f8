"""The long names of media that an article abbreviates ("the Kelmar News Agency", KNA).

Abbreviations may be defined in brackets or not.
"""

from collections.abc import Mapping
from typing import Self

import msgspec

from service.attribution.context import Context
from service.attribution.coref.joining.abbreviations import (
    abbreviation_key,
    find_abbreviations,
)
from service.attribution.coref.name_matching import (
    bare_organization_name,
    is_acronym_of,
    looks_like_acronym,
    organization_words,
)
from service.attribution.lexicon import Lexicon
from service.attribution.outlets.media_names import media_name

_LEAST_WORDS = 2
"""Words of a long name, at least."""


class LongNames(msgspec.Struct, frozen=True):
    """The names of several words that an article has."""

    lexicon: Lexicon
    defined: Mapping[str, str]
    """The long forms that the article defines in brackets, by their abbreviations."""
    media: tuple[str, ...]
    """Names of media of several words."""

    @classmethod
    def of(cls, context: Context) -> Self:
        """Read the abbreviations and the names of media of an article."""
        names = dict.fromkeys(
            bare_organization_name(tree.text(range(entity.start, entity.end)))
            for tree in context.trees
            for entity in tree.sentence.entities
            if entity.label == "Organization" and entity.end - entity.start > 1
        )
        defined = find_abbreviations(context.trees)
        media = tuple(name for name in names if _is_medium(context.lexicon, name))
        return cls(context.lexicon, defined, media)

    def is_other_body(self, name: str) -> bool:
        """Whether a name abbreviates a name that is no medium's ("CBS")."""
        long = self.defined.get(abbreviation_key(name))
        return long is not None and not _is_medium(self.lexicon, long)

    def of_medium(self, name: str) -> str:
        """Return the long name of a medium, the name itself if there is none."""
        long = self.defined.get(abbreviation_key(name))
        if long is not None:
            return bare_organization_name(long)
        if not looks_like_acronym(name, organization_words(name)):
            return name
        initials = name.replace(".", "").lower()
        fits = (
            each
            for each in self.media
            if is_acronym_of(initials, organization_words(each), self.lexicon)
        )
        return next(fits, name)


def _is_medium(lexicon: Lexicon, name: str) -> bool:
    """Whether a name is one of the list or ends in a word of media."""
    words = organization_words(bare_organization_name(name))
    named = media_name(lexicon, name, words) is not None
    return named or (len(words) >= _LEAST_WORDS and words[-1] in {"agency", "service"})

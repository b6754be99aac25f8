"""The word lists that only profiles need: gendered words, classes, anonymity."""

from collections.abc import Mapping
from functools import cache
from typing import Self, cast

import msgspec

from service.records import SpeakerClass, StatedGender
from service.text.lexicon_table import read_table


class GenderedEntry(msgspec.Struct, frozen=True):
    """A word of ``gendered_words.tsv``."""

    gender: StatedGender
    uses: frozenset[str]
    """"title", "noun" or "adjective"."""
    firm: bool
    """Whether the word outweighs pronouns."""


class ClassEntry(msgspec.Struct, frozen=True):
    """A word of ``speaker_classes.tsv``, whose comment explains the fields."""

    role: SpeakerClass | None
    usual: SpeakerClass | None
    body: SpeakerClass | None
    name: SpeakerClass | None
    rank: int


class ProfileWords(msgspec.Struct, frozen=True):
    """The word lists, keys in lower case."""

    gendered: Mapping[str, GenderedEntry]
    classes: Mapping[str, ClassEntry]
    longest: int
    """Words in the longest entry of ``classes``."""
    anonymous: Mapping[str, frozenset[str]]
    """Words and phrases with their uses in ``anonymity.tsv``."""

    @classmethod
    def load(cls) -> Self:
        """Read the lists that are installed with the package."""
        classes = {
            word: ClassEntry(
                role=_class(row["role"]),
                usual=_class(row["usual"]),
                body=_class(row["body"]),
                name=_class(row["name"]),
                rank=int(row["rank"] or 0),
            )
            for word, row in read_table("speaker_classes").items()
        }
        return cls(
            gendered={
                word: GenderedEntry(
                    gender=cast("StatedGender", row["gender"]),
                    uses=frozenset(row["use"].split()),
                    firm=row["strength"] == "firm",
                )
                for word, row in read_table("gendered_words").items()
            },
            classes=classes,
            longest=max(len(word.split()) for word in classes),
            anonymous={
                word: frozenset(row["use"].split())
                for word, row in read_table("anonymity").items()
            },
        )

    def phrases(self, use: str) -> tuple[str, ...]:
        """Return the entries of ``anonymous`` with a use, the longest first."""
        found = (word for word, uses in self.anonymous.items() if use in uses)
        return tuple(sorted(found, key=len, reverse=True))


@cache
def profile_words() -> ProfileWords:
    """Return the word lists, read once."""
    return ProfileWords.load()


def _class(cell: str) -> SpeakerClass | None:
    return cast("SpeakerClass", cell) if cell else None

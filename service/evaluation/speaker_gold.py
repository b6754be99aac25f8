"""Read articles with annotated speakers: JSON lines, plain or compressed with xz.

A line is ``{"id", "text", "speakers": [{"name", "type", "gender", "affiliation",
"anonymous", "class", "or"}]}``. ``affiliation`` lists the acceptable names, ``or`` the
acceptable values beside the stated one, by field. docs/AUDIT.md has the conventions.
"""

from pathlib import Path

import msgspec

from service.evaluation.gold_articles import read_lines
from service.records import SpeakerClass, SpeakerGender, SpeakerType


class Alternatives(msgspec.Struct, frozen=True):
    """Values that are as right as the stated one."""

    gender: tuple[SpeakerGender | None, ...] = ()
    anonymous: tuple[bool, ...] = ()
    source_class: tuple[SpeakerClass, ...] = msgspec.field(default=(), name="class")


class SpeakerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an article tells of a speaker, annotated or predicted."""

    name: str
    type: SpeakerType
    gender: SpeakerGender | None
    affiliation: tuple[str, ...]
    """Acceptable names of one affiliation; empty if the article gives none."""
    anonymous: bool
    source_class: SpeakerClass = msgspec.field(name="class")
    alternatives: Alternatives = msgspec.field(default_factory=Alternatives, name="or")


class SpeakersArticle(msgspec.Struct, frozen=True):
    """An article with its annotated speakers."""

    id: str
    text: str
    speakers: tuple[SpeakerFacts, ...]


def read_speakers(path: Path) -> tuple[SpeakersArticle, ...]:
    """Return the articles of a file.

    Raises:
        InvalidGold: a line is no such article.
    """
    return read_lines(path, SpeakersArticle)

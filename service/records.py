"""The records: what was said, by whom, with which cue, through which outlet.

Offsets are half-open and count Unicode code points of the article as received. Texts
are not stored: they are slices of the article. What is unknown is ``None``.
"""

from typing import Literal

import msgspec

AttributionType = Literal["direct", "indirect", "mixed"]
"""All of the content in quotation marks, none of it, or a part."""
Kind = Literal["speech", "thought"]
"""Reported speech (writing included) or reported thought and attitude."""
SpeakerType = Literal["person", "organization", "group", "document", "unknown"]
MentionKind = Literal["name", "nominal", "pronoun"]
"""How a mention refers: "Ann Hale", "the mayor", "she"."""
StatedGender = Literal["female", "male", "nonbinary"]
"""A gender that a word of the article states."""
SpeakerGender = Literal["female", "male", "nonbinary", "mixed"]
"""The same for an entity; "mixed" for a group of people of different genders."""
SpeakerClass = Literal[
    "government",
    "politics",
    "law_and_police",
    "courts",
    "business",
    "expert_or_academic",
    "health",
    "civil_society",
    "labour",
    "religion",
    "sport",
    "culture",
    "media",
    "international_organization",
    "military",
    "private_person",
    "document",
    "unknown",
]
"""The part of society that a speaker belongs to; docs/AUDIT.md explains each."""


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range of code points."""

    start: int
    end: int


class Cue(msgspec.Struct, frozen=True):
    """The reporting expression and the dictionary form of its head."""

    span: Span
    lemma: str


class OutletCredit(msgspec.Struct, frozen=True):
    """The outlet of one attribution; ``mention`` is None where it is inherited."""

    id: str
    name: str
    mention: Span | None


class Evidence(msgspec.Struct, frozen=True):
    """Which rule of which stage decided something."""

    stage: str
    rule: str


class Attribution(msgspec.Struct, frozen=True):
    """One attribution. ``parent`` and ``continues`` are ids of other attributions."""

    id: str
    type: AttributionType
    kind: Kind
    content: tuple[Span, ...]
    cue: Cue | None
    source: Span | None
    speaker: str | None
    """Id of the speaker in ``Reading.speakers``."""
    outlet: OutletCredit | None
    addressee: Span | None
    parent: str | None
    continues: str | None
    negated: bool
    confidence: float
    evidence: tuple[Evidence, ...]


class Mention(msgspec.Struct, frozen=True, order=True):
    """A place where the article names, describes or pronominalises an entity."""

    span: Span
    kind: MentionKind


class PronounUse(msgspec.Struct, frozen=True):
    """The places where a pronoun refers to a speaker.

    ``form`` is the nominative ("she" for "her"); first and second person are left out.
    """

    form: str
    spans: tuple[Span, ...]


class GenderedWord(msgspec.Struct, frozen=True, order=True):
    """A word of a speaker that states a gender: "Mrs", "chairwoman", "father"."""

    span: Span
    gender: StatedGender


class Affiliation(msgspec.Struct, frozen=True):
    """The organisation, party or place that the article gives for a speaker.

    ``name`` is the fullest name of it in the article, ``mention`` the words beside the
    speaker.
    """

    name: str
    mention: Span


class Anonymity(msgspec.Struct, frozen=True):
    """That a source has no name; ``reason`` are the words that say why, if any do."""

    reason: Span | None


class WordCounts(msgspec.Struct, frozen=True):
    """Words of a speaker's contents, inside and outside quotation marks."""

    direct: int = 0
    indirect: int = 0


class Profile(msgspec.Struct, frozen=True):
    """What the article tells of a speaker, with the spans that show it."""

    role: Span | None = None
    """Where the role is stated."""
    gender: SpeakerGender | None = None
    pronouns: tuple[PronounUse, ...] = ()
    gendered_words: tuple[GenderedWord, ...] = ()
    affiliation: Affiliation | None = None
    anonymous: Anonymity | None = None
    source_class: SpeakerClass = "unknown"
    words: WordCounts = WordCounts()
    records: int = 0
    """Number of attributions with this speaker."""


class Speaker(msgspec.Struct, frozen=True):
    """Someone who speaks in the article, under the fullest name it gives."""

    id: str
    name: str
    type: SpeakerType
    role: str | None
    mentions: tuple[Mention, ...]
    """Every mention in the article, in text order."""
    profile: Profile = Profile()


class Outlet(msgspec.Struct, frozen=True):
    """A news medium through which words reached the article."""

    id: str
    name: str
    mentions: tuple[Span, ...]


class Notice(msgspec.Struct, frozen=True):
    """Something about the article that a reader of the records should know."""

    code: str
    detail: str
    spans: tuple[Span, ...] = ()
    """The places it is about, if it has any."""


class Reading(msgspec.Struct, frozen=True):
    """Everything that was found in one article."""

    language: str
    attributions: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
    outlets: tuple[Outlet, ...]
    credits: tuple[Span, ...]
    warnings: tuple[Notice, ...]
    words: int
    """Number of words that were read, for logs and metrics."""

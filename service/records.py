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


class Speaker(msgspec.Struct, frozen=True):
    """Someone who speaks in the article, under the fullest name it gives."""

    id: str
    name: str
    type: SpeakerType
    role: str | None
    mentions: tuple[Span, ...]


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

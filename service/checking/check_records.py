"""The findings of a check: what became of each quotation of a draft.

Spans are half-open code points: of the draft's text in ``DraftSide``, of the source's
text in ``SourceSide`` and ``Near``. What is unknown is ``None``.
"""

from typing import Literal

import msgspec

from service.records import Span

Verdict = Literal["verbatim", "typography", "trimmed", "altered", "absent"]
"""From the same letters to no such words in any source."""
SourceVerdict = Literal["credited", "other", "unknown"]
"""Whether the words stand in a source that the draft credits."""
SpeakerVerdict = Literal["same", "different", "unknown"]
"""Whether draft and source give the words to one speaker."""
Operation = Literal[
    "changed", "added", "left_out", "moved", "omitted", "bracketed", "typography"
]
"""What was done to words. ``omitted`` has a sign in the draft (an ellipsis, brackets or
a cue between), ``left_out`` has none; ``bracketed`` words stand in square brackets."""


class SourceText(msgspec.Struct, frozen=True, kw_only=True):
    """A text that quotations may come from, and what is known of it."""

    id: str
    text: str
    title: str | None = None
    speaker: str | None = None
    outlet: str | None = None


class Credit(msgspec.Struct, frozen=True):
    """Who speaks, as one text gives it."""

    name: str
    type: str = "unknown"
    role: str | None = None


class Difference(msgspec.Struct, frozen=True):
    """One place where the two sides differ; None where a side has no words for it."""

    op: Operation
    draft: Span | None
    source: Span | None
    critical: bool = False


class DraftSide(msgspec.Struct, frozen=True):
    """The quoted words in the draft, and to whom the draft gives them."""

    content: tuple[Span, ...]
    speaker: Credit | None
    outlet: str | None


class SourceSide(msgspec.Struct, frozen=True):
    """The words in a source, and to whom that source gives them."""

    id: str
    content: tuple[Span, ...]
    speaker: Credit | None
    outlet: str | None


class Near(msgspec.Struct, frozen=True):
    """A passage that is like the words; ``likeness`` is from 0 to 1."""

    id: str
    span: Span
    likeness: float


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one quotation."""

    id: str
    verdict: Verdict
    critical: bool
    stitched: bool
    draft: DraftSide
    source: SourceSide | None
    source_verdict: SourceVerdict
    speaker_verdict: SpeakerVerdict
    differences: tuple[Difference, ...]
    nearest: Near | None


class IndirectFinding(msgspec.Struct, frozen=True):
    """An indirect attribution of the draft and the passages that are most like it."""

    id: str
    draft: DraftSide
    nearest: tuple[Near, ...]


class Checked(msgspec.Struct, frozen=True):
    """All findings, in the order of the draft."""

    findings: tuple[Finding, ...]
    indirect: tuple[IndirectFinding, ...]

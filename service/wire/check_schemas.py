"""The values that a check puts on the wire. Imports no HTTP library."""

from typing import Annotated

from msgspec import Meta, Struct

from service.settings import BODY_SLACK, BYTES_PER_CHARACTER
from service.wire.fields import AnswerUnit, Format, Id, Unit
from service.wire.schemas import Model, Span
from service.wire.schemas import Warning as Notice

MOST_SOURCES = 50
MOST_CHARS = 500_000
"""Characters of the draft and all sources together."""
MOST_BYTES = MOST_CHARS * BYTES_PER_CHARACTER + (1 + MOST_SOURCES) * BODY_SLACK
"""Size of the largest body of a check."""

SourceId = Annotated[
    str,
    Meta(
        max_length=200,
        description="Your name for the source; no two of a request are the same.",
        examples=["interview"],
    ),
]
Title = Annotated[str, Meta(max_length=1_000)]
Name = Annotated[str, Meta(max_length=200)]
Critical = Annotated[
    bool, Meta(description="Whether a negation, number, name or unit differs.")
]
Outlet = Annotated[
    str | None, Meta(description="The medium that the words came through.")
]


class CheckOptions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to count."""

    offset_unit: Unit = "codepoint"


class CheckDraft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The text whose quotations are checked."""

    text: Annotated[
        str,
        Meta(
            description="The draft.",
            examples=["“The bridge is not safe,” mayor Ida Holm said."],
        ),
    ]
    format: Format = "text"


class CheckSource(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text that the quotations may come from."""

    id: SourceId
    text: Annotated[
        str,
        Meta(
            description="The article, transcript or statement.",
            examples=["“The bridge is safe,” mayor Ida Holm told the Daily Ferry."],
        ),
    ]
    format: Format = "text"
    title: Annotated[
        Title | None, Meta(description="Its title, as a draft may cite it.")
    ] = None
    speaker: Annotated[
        Name | None,
        Meta(description="Who speaks in it, where it is one person's statement."),
    ] = None
    outlet: Annotated[
        Name | None, Meta(description="The medium that published it.")
    ] = None


class CheckRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A draft and the sources of its quotations."""

    draft: Annotated[CheckDraft, Meta(description="The text to check.")]
    sources: Annotated[
        tuple[CheckSource, ...],
        Meta(
            min_length=1,
            description=f"At most {MOST_SOURCES}; with the draft at most "
            f"{MOST_CHARS:,} characters.",
        ),
    ]
    id: Annotated[
        Id | None, Meta(description="Your name for the draft; null is none.")
    ] = None
    options: Annotated[CheckOptions, Meta(description="How to count.")] = CheckOptions()


class CheckSpeaker(Struct, frozen=True):
    """Who speaks, as one text gives it."""

    name: Annotated[str, Meta(description="Fullest name that the text gives.")]
    type: Annotated[
        str,
        Meta(
            description="person, organization, group, document or unknown; "
            "new values may come.",
            examples=["person"],
        ),
    ]
    role: Annotated[
        str | None, Meta(description="Title or office, as the text has it.")
    ]


class CheckDraftSide(Struct, frozen=True):
    """The words in the draft, and to whom the draft gives them."""

    content: Annotated[
        tuple[Span, ...],
        Meta(description="The quoted words, marks included; offsets in the draft."),
    ]
    speaker: Annotated[
        CheckSpeaker | None, Meta(description="Whose words they are in the draft.")
    ]
    outlet: Outlet


class CheckSourceSide(Struct, frozen=True):
    """The words in a source, and to whom that source gives them."""

    id: SourceId
    content: Annotated[
        tuple[Span, ...],
        Meta(description="The passage, in pieces, in order; offsets in the source."),
    ]
    speaker: Annotated[
        CheckSpeaker | None, Meta(description="Whose words they are in the source.")
    ]
    outlet: Outlet


class CheckDifference(Struct, frozen=True):
    """One place where draft and source differ."""

    op: Annotated[
        str,
        Meta(
            description="changed, added, left_out (without a sign), moved, omitted (at "
            "an ellipsis, a cue or an end), bracketed or typography; new values may "
            "come.",
            examples=["changed"],
        ),
    ]
    critical: Critical
    draft: Annotated[
        Span | None, Meta(description="The draft's words; null where it has none.")
    ]
    source: Annotated[
        Span | None, Meta(description="The source's words; null where it has none.")
    ]


class CheckPassage(Struct, frozen=True):
    """A passage of a source that is like the words."""

    id: SourceId
    span: Annotated[Span, Meta(description="Where it is; offsets in the source.")]
    likeness: Annotated[
        float,
        Meta(ge=0, le=1, description="Share of the words that agree, by weight."),
    ]


class CheckFinding(Struct, frozen=True, kw_only=True):
    """What became of one direct or mixed quotation of the draft."""

    id: Annotated[
        str,
        Meta(
            description="Id of its record in the draft; `q1`, `q2` ... for long "
            "quotations that no record has.",
            examples=["a1"],
        ),
    ]
    verdict: Annotated[
        str,
        Meta(
            description="verbatim (identical but for enclosing marks and line breaks), "
            "typography (other inner marks, dashes, spaces, separators of numerals, "
            "case of the first letter, punctuation), trimmed (words left out at an "
            "ellipsis, an end or a cue, or put in brackets), altered (words changed, "
            "added, moved or left out without a sign) or absent; new values may come.",
            examples=["altered"],
        ),
    ]
    critical: Critical
    stitched: Annotated[
        bool, Meta(description="Whether the words come from two places.")
    ]
    draft: Annotated[CheckDraftSide, Meta(description="The words in the draft.")]
    source: Annotated[
        CheckSourceSide | None,
        Meta(description="The words in the best source; null where absent."),
    ]
    source_verdict: Annotated[
        str,
        Meta(
            description="credited, other (the words stand in another source than the "
            "one whose speaker, outlet or title the draft credits) or unknown.",
            examples=["credited"],
        ),
    ]
    speaker_verdict: Annotated[
        str,
        Meta(
            description="same, different or unknown: whether draft and source name one "
            "speaker.",
            examples=["same"],
        ),
    ]
    differences: Annotated[
        tuple[CheckDifference, ...], Meta(description="In order of the draft.")
    ]
    nearest: Annotated[
        CheckPassage | None,
        Meta(description="The passage most like an absent quotation, if any is."),
    ]


class CheckIndirect(Struct, frozen=True):
    """An indirect attribution of the draft: where to look, and no verdict."""

    id: Annotated[str, Meta(description="Id of its record.", examples=["a2"])]
    draft: Annotated[CheckDraftSide, Meta(description="The words in the draft.")]
    nearest: Annotated[
        tuple[CheckPassage, ...],
        Meta(description="Passages most like it, best first; at most three."),
    ]


class CheckResponse(Struct, frozen=True, kw_only=True):
    """What became of the quotations of a draft."""

    id: Annotated[str, Meta(description="The request's id, else a hash of the draft.")]
    offset_unit: AnswerUnit
    findings: Annotated[
        tuple[CheckFinding, ...],
        Meta(description="One for each direct or mixed quotation, in order."),
    ]
    indirect: Annotated[
        tuple[CheckIndirect, ...],
        Meta(description="The indirect attributions, in order."),
    ]
    warnings: Annotated[
        tuple[Notice, ...],
        Meta(description="What a reader of the draft's records should know."),
    ]
    model: Annotated[Model, Meta(description="What made the records.")]

"""The values on the wire, exactly as the contract states them. Imports no HTTP library.

Field descriptions and docstrings become the OpenAPI document. Response types are open:
values of ``type`` and ``kind`` are plain strings there, since new ones may come, and
every response field is always present.
"""

from typing import Annotated, Literal, get_args

from msgspec import UNSET, Meta, Struct, UnsetType

from service.api.offsets import OffsetUnit
from service.attribution.types import AttributionType, Kind

LANGUAGE = "en"
ALL_TYPES: tuple[AttributionType, ...] = get_args(AttributionType)
ALL_KINDS: tuple[Kind, ...] = get_args(Kind)

Id = Annotated[
    str,
    Meta(
        max_length=200,
        description="Your name for the article, returned as it is.",
        examples=["wire-2041"],
    ),
]
Language = Annotated[
    str, Meta(description="Only `en`.", extra_json_schema={"enum": [LANGUAGE]})
]
Types = Annotated[
    tuple[AttributionType, ...],
    Meta(min_length=1, description="Keep only attributions of these types."),
]
Kinds = Annotated[
    tuple[Kind, ...],
    Meta(min_length=1, description="Keep only attributions of these kinds."),
]
Confidence = Annotated[
    float, Meta(ge=0, le=1, description="Keep only attributions at least this sure.")
]
WantsEvidence = Annotated[
    bool, Meta(description="Whether to say which rules decided each record.")
]
Unit = Annotated[
    OffsetUnit,
    Meta(
        description="What offsets count: Unicode code points (Python), UTF-16 code "
        "units (JavaScript, Java) or bytes of UTF-8 (Go, Rust)."
    ),
]


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to leave out, and how to count. Filters apply last."""

    types: Types = ALL_TYPES
    kinds: Kinds = ALL_KINDS
    min_confidence: Confidence = 0.0
    evidence: WantsEvidence = False
    offset_unit: Unit = "codepoint"


class AttributionRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One article."""

    text: Annotated[
        str,
        Meta(
            description="The raw text of the article.",
            examples=["“The bridge is safe,” mayor Ida Holm told the Daily Ferry."],
        ),
    ]
    id: Id | None = None
    language: Language = LANGUAGE
    options: Options = Options()


class QueryOptions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same choices as query parameters; one that is given replaces the body's."""

    id: Id | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    types: Types | UnsetType = UNSET
    kinds: Kinds | UnsetType = UNSET
    min_confidence: Confidence | UnsetType = UNSET
    evidence: WantsEvidence | UnsetType = UNSET
    offset_unit: Unit | UnsetType = UNSET


Start = Annotated[int, Meta(ge=0, description="Offset of the first character.")]
End = Annotated[int, Meta(ge=0, description="Offset after the last character.")]
Slice = Annotated[str, Meta(description="The article between the offsets.")]


class Span(Struct, frozen=True):
    """A part of the article."""

    start: Start
    end: End
    text: Slice


class Cue(Struct, frozen=True):
    """The words that report, such as a verb."""

    start: Start
    end: End
    text: Slice
    lemma: Annotated[str, Meta(description="Dictionary form of the main word.")]


class SpeakerRef(Struct, frozen=True):
    """Who speaks; more is in `speakers`."""

    id: Annotated[str, Meta(description="Id in `speakers`.", examples=["s1"])]
    name: Annotated[str, Meta(description="Fullest name the article gives, no title.")]
    type: Annotated[
        str,
        Meta(
            description="person, organization, group, document or unknown; "
            "new values may come.",
            examples=["person"],
        ),
    ]


class OutletRef(Struct, frozen=True):
    """The medium through which the words came."""

    id: Annotated[str, Meta(description="Id in `outlets`.", examples=["o1"])]
    name: Annotated[str, Meta(description="Name of the outlet.")]
    mention: Annotated[
        Span | None, Meta(description="Where it is named here; null if inherited.")
    ]


class Evidence(Struct, frozen=True):
    """Which rule of which stage decided something."""

    stage: str
    rule: str


class Attribution(Struct, frozen=True):
    """What was said, by whom, with which words, to whom and through which outlet."""

    id: Annotated[str, Meta(description="Id within this answer.", examples=["a1"])]
    type: Annotated[
        str,
        Meta(
            description="direct, indirect or mixed; new values may come.",
            examples=["direct"],
        ),
    ]
    kind: Annotated[
        str,
        Meta(
            description="speech or thought; new values may come.", examples=["speech"]
        ),
    ]
    content: Annotated[
        tuple[Span, ...], Meta(description="What was said, in pieces, in order.")
    ]
    cue: Cue | None
    source: Annotated[
        Span | None, Meta(description="The words that name the speaker here.")
    ]
    speaker: SpeakerRef | None
    outlet: OutletRef | None
    addressee: Annotated[Span | None, Meta(description="To whom it was said.")]
    parent: Annotated[
        str | None, Meta(description="Id of the attribution this one is nested in.")
    ]
    continues: Annotated[
        str | None,
        Meta(description="Id of the attribution whose speaker goes on in this one."),
    ]
    negated: Annotated[
        bool, Meta(description="True for 'did not say', 'declined to say'.")
    ]
    confidence: Annotated[
        float, Meta(ge=0, le=1, description="Two decimals; 0.9 is right nine in ten.")
    ]
    evidence: Annotated[
        tuple[Evidence, ...], Meta(description="Empty unless asked for.")
    ]


class Speaker(Struct, frozen=True):
    """Someone who speaks in the article."""

    id: str
    name: str
    type: str
    role: Annotated[
        str | None, Meta(description="Title or office, as the article has it.")
    ]
    mentions: tuple[Span, ...]


class Outlet(Struct, frozen=True):
    """A news medium that words came through."""

    id: str
    name: str
    mentions: tuple[Span, ...]


class Warning(Struct, frozen=True):  # noqa: A001 - the contract's own word
    """Something about the article that a reader of the records should know."""

    code: str
    detail: str


class Model(Struct, frozen=True):
    """What made the records."""

    service: Annotated[str, Meta(description="Version of Whosaid.")]
    stanza: Annotated[str, Meta(description="Version of Stanza.")]
    package: Annotated[str, Meta(description="Name of the model package.")]


class AttributionResponse(Struct, frozen=True, kw_only=True):
    """Everything found in one article. Offsets are half-open, into the text as sent."""

    id: Annotated[str, Meta(description="The request's id, else a hash of the text.")]
    offset_unit: OffsetUnit
    language: str
    attributions: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
    outlets: tuple[Outlet, ...]
    credits: tuple[Span, ...]
    warnings: tuple[Warning, ...]
    model: Model


class Problem(Struct, frozen=True, kw_only=True):
    """What went wrong (RFC 9457)."""

    type: Annotated[str, Meta(description="A URN that ends in the code.")]
    title: Annotated[str, Meta(description="The kind of problem.")]
    status: Annotated[int, Meta(description="The HTTP status.")]
    detail: Annotated[str, Meta(description="This problem, for a person.")]
    instance: Annotated[str, Meta(description="A URN that ends in the request id.")]
    code: Annotated[
        str, Meta(description="Stable; new ones may come.", examples=["text_too_long"])
    ]
    path: Annotated[
        str | None,
        Meta(description="Where in the request: a JSONPath, or `query.NAME`."),
    ]


class BatchLine(Struct, frozen=True):
    """The answer to one line of a batch: `result` or `error`, the other is null."""

    line: Annotated[int, Meta(ge=1, description="Number of the line, from 1.")]
    id: Annotated[
        str | None,
        Meta(description="The id of the result; of a failed line the request's."),
    ]
    status: Annotated[int, Meta(description="The status it would have had on its own.")]
    result: AttributionResponse | None
    error: Problem | None


class Health(Struct, frozen=True):
    """An answer to a probe."""

    status: Literal["ok"]

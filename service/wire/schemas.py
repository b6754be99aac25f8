"""The values on the wire, exactly as the contract states them. Imports no HTTP library.

Field descriptions and docstrings become the OpenAPI document. Response types are open:
values of ``type`` and ``kind`` are plain strings there, since new ones may come, and
every response field is always present.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from service.wire.fields import (
    ALL_KINDS,
    ALL_TYPES,
    LANGUAGE,
    AnswerId,
    AnswerUnit,
    Confidence,
    End,
    Id,
    Kinds,
    Language,
    OutletName,
    Slice,
    SpeakerName,
    SpeakerType,
    Start,
    Types,
    Unit,
    WantsEvidence,
)


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
    id: Annotated[Id | None, Meta(description="Your name for it; null is none.")] = None
    language: Language = LANGUAGE
    options: Annotated[
        Options, Meta(description="What to leave out, and how to count.")
    ] = Options()


class QueryOptions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same choices as query parameters; one that is given replaces the body's."""

    id: Id | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    types: Types | UnsetType = UNSET
    kinds: Kinds | UnsetType = UNSET
    min_confidence: Confidence | UnsetType = UNSET
    evidence: WantsEvidence | UnsetType = UNSET
    offset_unit: Unit | UnsetType = UNSET


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
    name: SpeakerName
    type: SpeakerType


class OutletRef(Struct, frozen=True):
    """The medium through which the words came."""

    id: Annotated[str, Meta(description="Id in `outlets`.", examples=["o1"])]
    name: OutletName
    mention: Annotated[
        Span | None, Meta(description="Where it is named here; null if inherited.")
    ]


class Evidence(Struct, frozen=True):
    """Which rule of which stage decided something."""

    stage: Annotated[
        str, Meta(description="Part of the attribution.", examples=["sources"])
    ]
    rule: Annotated[
        str, Meta(description="Rule of that part; for a person.", examples=["subject"])
    ]


class Attribution(Struct, frozen=True):
    """What was said, by whom, with which words, to whom and through which outlet."""

    id: Annotated[str, Meta(description="Id within this answer.", examples=["a1"])]
    type: Annotated[
        str,
        Meta(
            description="How much of the content is in quotation marks: direct (all), "
            "mixed (a part) or indirect (nothing); new values may come.",
            examples=["direct"],
        ),
    ]
    kind: Annotated[
        str,
        Meta(
            description="speech (writing included) or thought; new values may come.",
            examples=["speech"],
        ),
    ]
    content: Annotated[
        tuple[Span, ...], Meta(description="What was said, in pieces, in order.")
    ]
    cue: Annotated[Cue | None, Meta(description="The words that report.")]
    source: Annotated[
        Span | None, Meta(description="The words that name the speaker here.")
    ]
    speaker: Annotated[SpeakerRef | None, Meta(description="Whose words these are.")]
    outlet: Annotated[
        OutletRef | None, Meta(description="The medium that they came through.")
    ]
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

    id: Annotated[str, Meta(description="Id within this answer.", examples=["s1"])]
    name: SpeakerName
    type: SpeakerType
    role: Annotated[
        str | None, Meta(description="Title or office, as the article has it.")
    ]
    mentions: Annotated[
        tuple[Span, ...], Meta(description="Where records name this speaker, in order.")
    ]


class Outlet(Struct, frozen=True):
    """A news medium that words came through."""

    id: Annotated[str, Meta(description="Id within this answer.", examples=["o1"])]
    name: OutletName
    mentions: Annotated[
        tuple[Span, ...], Meta(description="Where records name this outlet, in order.")
    ]


class Warning(Struct, frozen=True):  # noqa: A001 - the contract's own word
    """Something about the article that a reader of the records should know."""

    code: Annotated[
        str,
        Meta(
            description="not_english, markup, quotation_not_opened, "
            "quotation_not_closed or sentence_cut; new ones may come.",
            examples=["quotation_not_closed"],
        ),
    ]
    detail: Annotated[str, Meta(description="This warning, for a person.")]


class Model(Struct, frozen=True):
    """What made the records."""

    service: Annotated[str, Meta(description="Version of Whosaid.")]
    stanza: Annotated[str, Meta(description="Version of Stanza.")]
    package: Annotated[str, Meta(description="Name of the model package.")]


class AttributionResponse(Struct, frozen=True, kw_only=True):
    """Everything found in one article. Offsets are half-open, into the text as sent."""

    id: AnswerId
    offset_unit: AnswerUnit
    language: Annotated[str, Meta(description="Always `en` so far; see `warnings`.")]
    attributions: Annotated[
        tuple[Attribution, ...], Meta(description="The records, in order of the text.")
    ]
    speakers: Annotated[
        tuple[Speaker, ...], Meta(description="Those whom the records refer to.")
    ]
    outlets: Annotated[
        tuple[Outlet, ...], Meta(description="Those that the records refer to.")
    ]
    credits: Annotated[
        tuple[Span, ...], Meta(description="Lines that credit authors and agencies.")
    ]
    warnings: Annotated[
        tuple[Warning, ...],
        Meta(description="What a reader of the records should know."),
    ]
    model: Annotated[Model, Meta(description="What made the records.")]


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
    result: Annotated[
        AttributionResponse | None, Meta(description="The records, at status 200.")
    ]
    error: Annotated[
        Problem | None, Meta(description="What went wrong, at any other status.")
    ]


class Health(Struct, frozen=True):
    """An answer to a probe."""

    status: Annotated[Literal["ok"], Meta(description="Always `ok`: else no 200.")]

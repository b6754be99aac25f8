"""Request and response types of attributions. Imports no HTTP library.

Docstrings and field descriptions become part of the OpenAPI document. ``type`` and
``kind`` are plain strings in responses, since new values may be added, and every field
of a response is always present.
"""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from service.wire.fields import (
    ALL_KINDS,
    ALL_TYPES,
    LANGUAGE,
    AnswerFormat,
    AnswerId,
    AnswerUnit,
    Confidence,
    End,
    Format,
    Id,
    Kinds,
    Language,
    OutletName,
    RulesVersion,
    Slice,
    SpeakerName,
    SpeakerType,
    Start,
    Types,
    Unit,
    WantsEvidence,
)
from service.wire.speaker_schemas import (
    Affiliation,
    Anonymity,
    GenderedWord,
    Mention,
    PronounUse,
    Span,
    Speaker,
    WordCounts,
)

__all__ = [
    "Affiliation",
    "Anonymity",
    "Attribution",
    "AttributionRequest",
    "AttributionResponse",
    "Cue",
    "Evidence",
    "GenderedWord",
    "Mention",
    "Model",
    "Options",
    "Outlet",
    "OutletRef",
    "PronounUse",
    "QueryOptions",
    "Span",
    "Speaker",
    "SpeakerRef",
    "Warning",
    "WordCounts",
]


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Filters of attributions, and the unit of offsets. Filters are applied last."""

    types: Types = ALL_TYPES
    kinds: Kinds = ALL_KINDS
    min_confidence: Confidence = 0.0
    evidence: WantsEvidence = False
    offset_unit: Unit = "codepoint"


class AttributionRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article to analyse."""

    text: Annotated[
        str,
        Meta(
            description="The article: plain text, or HTML if `format` says so.",
            examples=["“The bridge is safe,” mayor Ida Holm told the Daily Ferry."],
        ),
    ]
    id: Annotated[
        Id | None, Meta(description="The client's id for the article, or null.")
    ] = None
    format: Format = "text"
    language: Language = LANGUAGE
    options: Annotated[
        Options, Meta(description="Filters of attributions, and the unit of offsets.")
    ] = Options()


class QueryOptions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Query parameters; one that is present overrides the field of the body."""

    id: Id | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    types: Types | UnsetType = UNSET
    kinds: Kinds | UnsetType = UNSET
    min_confidence: Confidence | UnsetType = UNSET
    evidence: WantsEvidence | UnsetType = UNSET
    offset_unit: Unit | UnsetType = UNSET


class Cue(Struct, frozen=True):
    """The reporting words, such as a verb."""

    start: Start
    end: End
    text: Slice
    lemma: Annotated[str, Meta(description="Lemma of the head word.")]


class SpeakerRef(Struct, frozen=True):
    """Reference to a speaker in `speakers`."""

    id: Annotated[str, Meta(description="Id in `speakers`.", examples=["s1"])]
    name: SpeakerName
    type: SpeakerType


class OutletRef(Struct, frozen=True):
    """Reference to an outlet in `outlets`."""

    id: Annotated[str, Meta(description="Id in `outlets`.", examples=["o1"])]
    name: OutletName
    mention: Annotated[
        Span | None,
        Meta(description="The words that name it here; null if inherited."),
    ]


class Evidence(Struct, frozen=True):
    """A rule that contributed to a record."""

    stage: Annotated[
        str, Meta(description="Stage of the pipeline.", examples=["sources"])
    ]
    rule: Annotated[
        str,
        Meta(
            description="Rule of the stage, as text for a human reader.",
            examples=["subject"],
        ),
    ]


class Attribution(Struct, frozen=True):
    """An attribution: content, cue, source, speaker, outlet and addressee."""

    id: Annotated[str, Meta(description="Id within this response.", examples=["a1"])]
    type: Annotated[
        str,
        Meta(
            description="How much of the content is in quotation marks: direct (all), "
            "mixed (part) or indirect (none); new values may be added.",
            examples=["direct"],
        ),
    ]
    kind: Annotated[
        str,
        Meta(
            description="speech (including writing) or thought; new values may be "
            "added.",
            examples=["speech"],
        ),
    ]
    content: Annotated[
        tuple[Span, ...],
        Meta(description="What was said: one span, or several around the cue."),
    ]
    cue: Annotated[Cue | None, Meta(description="The reporting words.")]
    source: Annotated[
        Span | None, Meta(description="The words that name the speaker here.")
    ]
    speaker: Annotated[
        SpeakerRef | None, Meta(description="The speaker, resolved over the article.")
    ]
    outlet: Annotated[
        OutletRef | None, Meta(description="The outlet that reported the words.")
    ]
    addressee: Annotated[
        Span | None, Meta(description="The words that name the addressee.")
    ]
    parent: Annotated[
        str | None, Meta(description="Id of the attribution this one is nested in.")
    ]
    continues: Annotated[
        str | None,
        Meta(
            description="Id of the attribution that this one continues: the speaker is "
            "the same."
        ),
    ]
    negated: Annotated[
        bool,
        Meta(
            description="Whether the cue is negated: 'did not say', 'declined to say'."
        ),
    ]
    confidence: Annotated[
        float,
        Meta(
            ge=0,
            le=1,
            description="Estimated probability that the record is right, with two "
            "decimals.",
        ),
    ]
    evidence: Annotated[
        tuple[Evidence, ...],
        Meta(description="Empty unless the option `evidence` is true."),
    ]


class Outlet(Struct, frozen=True):
    """A news outlet that reported an attribution."""

    id: Annotated[str, Meta(description="Id within this response.", examples=["o1"])]
    name: OutletName
    mentions: Annotated[
        tuple[Span, ...],
        Meta(description="The words that name this outlet in records, in text order."),
    ]


class Warning(Struct, frozen=True):  # noqa: A001 - its name in the OpenAPI document
    """A possible problem with the article or its records.

    Ten of one code are given each; an eleventh says how many more there are, and has
    the spans of all of them.
    """

    code: Annotated[
        str,
        Meta(
            description="not_english, damaged_characters, markup, "
            "quotation_convention, quotation_not_opened, quotation_not_closed or "
            "sentence_cut; of HTML also left_out, repeated and whole_page; new values "
            "may be added.",
            examples=["quotation_not_closed"],
        ),
    ]
    detail: Annotated[str, Meta(description="Explanation for a human reader.")]
    spans: Annotated[
        tuple[Span, ...],
        Meta(description="The places it is about, as sent; empty if it has none."),
    ]


class Model(Struct, frozen=True):
    """Versions of the software and models that produced the records."""

    service: Annotated[str, Meta(description="Version of Whosaid.")]
    stanza: Annotated[str, Meta(description="Version of Stanza.")]
    package: Annotated[str, Meta(description="Name of the model package.")]
    rules_version: RulesVersion


class AttributionResponse(Struct, frozen=True, kw_only=True):
    """The attributions of an article. Offsets are half-open, into the text as sent."""

    id: AnswerId
    format: AnswerFormat
    offset_unit: AnswerUnit
    language: Annotated[
        str,
        Meta(
            description="Currently always `en`; a text in another language has the "
            "warning `not_english`."
        ),
    ]
    attributions: Annotated[
        tuple[Attribution, ...], Meta(description="The attributions, in text order.")
    ]
    speakers: Annotated[
        tuple[Speaker, ...],
        Meta(description="The speakers that the attributions refer to."),
    ]
    outlets: Annotated[
        tuple[Outlet, ...],
        Meta(description="The outlets that the attributions refer to."),
    ]
    credits: Annotated[
        tuple[Span, ...], Meta(description="Lines that credit authors and agencies.")
    ]
    warnings: Annotated[
        tuple[Warning, ...],
        Meta(description="Possible problems with the article or its records."),
    ]
    model: Annotated[
        Model, Meta(description="Versions of the software and models used.")
    ]

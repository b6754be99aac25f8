"""Field types of requests and responses, with their OpenAPI descriptions."""

from typing import Annotated, get_args

from msgspec import Meta

from service.records import AttributionType, Kind
from service.text.html import TextFormat
from service.wire.offsets import OffsetUnit

LANGUAGE = "en"
ALL_TYPES: tuple[AttributionType, ...] = get_args(AttributionType)
ALL_KINDS: tuple[Kind, ...] = get_args(Kind)

Id = Annotated[
    str,
    Meta(
        max_length=200,
        description="The client's id for the article, returned unchanged.",
        examples=["wire-2041"],
    ),
]
Language = Annotated[
    str,
    Meta(
        description="Language of the article: `en` is the only one supported.",
        extra_json_schema={"enum": [LANGUAGE]},
    ),
]
Types = Annotated[
    tuple[AttributionType, ...],
    Meta(min_length=1, description="Return only attributions of these types."),
]
Kinds = Annotated[
    tuple[Kind, ...],
    Meta(min_length=1, description="Return only attributions of these kinds."),
]
Confidence = Annotated[
    float,
    Meta(
        ge=0,
        le=1,
        description="Return only attributions with at least this confidence.",
    ),
]
WantsEvidence = Annotated[
    bool, Meta(description="Whether to return the rules that produced each record.")
]
Unit = Annotated[
    OffsetUnit,
    Meta(
        description="Unit of offsets: Unicode code points (Python), UTF-16 code units "
        "(JavaScript, Java) or UTF-8 bytes (Go, Rust)."
    ),
]
Format = Annotated[
    TextFormat,
    Meta(
        description="How the text is written: as plain text, or as `html`, of which "
        "the words that a reader sees are read."
    ),
]
Start = Annotated[int, Meta(ge=0, description="Offset of the first character.")]
End = Annotated[int, Meta(ge=0, description="Offset after the last character.")]
Slice = Annotated[
    str,
    Meta(
        description="Text of the article between the offsets; of HTML what a reader "
        "sees there."
    ),
]
AnswerId = Annotated[
    str, Meta(description="The id of the request, or a hash of the text without one.")
]
AnswerUnit = Annotated[
    OffsetUnit, Meta(description="Unit of the offsets in this response.")
]
AnswerFormat = Annotated[
    TextFormat,
    Meta(description="The format of the request: offsets point into the text as sent."),
]
RulesVersion = Annotated[
    str,
    Meta(
        description="Version of the rules: a hash of their code, of the word lists and "
        "of the fitted numbers. Changes that cannot change a record leave it as it is, "
        "as far as that can be told (comments, for example).",
        examples=["1e5a2f0c9d7b4836"],
    ),
]
SpeakerType = Annotated[
    str,
    Meta(
        description="person, organization, group, document or unknown; "
        "new values may be added.",
        examples=["person"],
    ),
]
SpeakerName = Annotated[
    str, Meta(description="The fullest name in the article, without title.")
]
OutletName = Annotated[str, Meta(description="Name of the outlet.")]

"""Fields of the wire: their types, and what the OpenAPI document says of them."""

from typing import Annotated, get_args

from msgspec import Meta

from service.records import AttributionType, Kind
from service.wire.offsets import OffsetUnit

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
Start = Annotated[int, Meta(ge=0, description="Offset of the first character.")]
End = Annotated[int, Meta(ge=0, description="Offset after the last character.")]
Slice = Annotated[str, Meta(description="The article between the offsets.")]
AnswerId = Annotated[
    str, Meta(description="The request's id, else a hash of the text.")
]
AnswerUnit = Annotated[
    OffsetUnit, Meta(description="What the offsets of this answer count.")
]
SpeakerType = Annotated[
    str,
    Meta(
        description="person, organization, group, document or unknown; "
        "new values may come.",
        examples=["person"],
    ),
]
SpeakerName = Annotated[
    str, Meta(description="Fullest name the article gives, no title.")
]
OutletName = Annotated[str, Meta(description="Name of the outlet.")]

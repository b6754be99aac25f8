"""Response types of audits: who is quoted in one article. Imports no HTTP library."""

from typing import Annotated

from msgspec import Meta, Struct

from service.wire.fields import AnswerId, AnswerUnit, OutletName
from service.wire.schemas import (
    Model,
    Outlet,
    Speaker,
    SpeakerRef,
    Warning,  # noqa: A004 - its name in the OpenAPI document
    WordCounts,
)

SpeakerCount = Annotated[int, Meta(ge=0, description="Number of speakers.")]
RecordCount = Annotated[int, Meta(ge=0, description="Number of attributions.")]
Words = Annotated[
    WordCounts,
    Meta(
        description="Their words. What is nested in the words of another speaker "
        "counts for both."
    ),
]


class AuditShare(Struct, frozen=True):
    """The speakers who have one value of a field."""

    value: Annotated[
        str | None,
        Meta(
            description="The value; null where the article does not tell.",
            examples=["female"],
        ),
    ]
    speakers: SpeakerCount
    records: RecordCount
    words: Words


class AuditOutlet(Struct, frozen=True):
    """An outlet with the number of attributions that it reported."""

    id: Annotated[str, Meta(description="Id in `outlets`.", examples=["o1"])]
    name: OutletName
    records: RecordCount


class AuditTotals(Struct, frozen=True, kw_only=True):
    """Totals of one article. Filters have no part in them."""

    speakers: SpeakerCount
    records: RecordCount
    without_speaker: Annotated[
        int, Meta(ge=0, description="Attributions of which no speaker is known.")
    ]
    words: Words
    by_gender: Annotated[
        tuple[AuditShare, ...],
        Meta(
            description="Speakers of type person by `gender`: female, male, nonbinary "
            "and null, if there are any; new values may be added."
        ),
    ]
    by_class: Annotated[
        tuple[AuditShare, ...],
        Meta(description="All speakers by `source_class`, the most records first."),
    ]
    by_type: Annotated[
        tuple[AuditShare, ...],
        Meta(description="All speakers by `type`, the most records first."),
    ]
    by_naming: Annotated[
        tuple[AuditShare, ...],
        Meta(
            description="All speakers: anonymous (a source without a name) or other, "
            "the most records first; new values may be added."
        ),
    ]
    first_quoted: Annotated[
        SpeakerRef | None,
        Meta(description="The speaker of the first attribution that has one."),
    ]
    outlets: Annotated[
        tuple[AuditOutlet, ...],
        Meta(description="The outlets, the most records first."),
    ]


class AuditResponse(Struct, frozen=True, kw_only=True):
    """Who is quoted in an article. Offsets are half-open, into the text as sent."""

    id: AnswerId
    offset_unit: AnswerUnit
    language: Annotated[str, Meta(description="Currently always `en`.")]
    totals: Annotated[
        AuditTotals, Meta(description="Totals over all speakers and attributions.")
    ]
    speakers: Annotated[
        tuple[Speaker, ...], Meta(description="All speakers, in the order of use.")
    ]
    outlets: Annotated[
        tuple[Outlet, ...], Meta(description="All outlets, in the order of use.")
    ]
    warnings: Annotated[
        tuple[Warning, ...],
        Meta(description="Possible problems with the article or its records."),
    ]
    model: Annotated[
        Model, Meta(description="Versions of the software and models used.")
    ]

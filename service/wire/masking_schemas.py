"""The values that masking puts on the wire. Imports no HTTP library."""

from typing import Annotated

from msgspec import Meta, Struct

from service.masking.marker import ID_PATTERN
from service.wire.fields import AnswerId, AnswerUnit
from service.wire.schemas import Warning as Notice

MOST_PLACEHOLDERS = 10_000

PlaceholderId = Annotated[
    str,
    Meta(
        pattern=ID_PATTERN,
        description="What stands in the text between double square brackets.",
        examples=["QUOTE-1-GBLRJQ"],
    ),
]
Start = Annotated[int, Meta(ge=0, description="Offset in the original text.")]
End = Annotated[int, Meta(ge=0, description="Offset after it in the original text.")]
Words = Annotated[str, Meta(description="The quotation, its marks included.")]
Ids = tuple[PlaceholderId, ...]


class MaskedQuote(Struct, frozen=True, forbid_unknown_fields=True):
    """A quotation that was taken out of a text."""

    id: PlaceholderId
    text: Words
    start: Start
    end: End


class MaskResponse(Struct, frozen=True, kw_only=True):
    """A text without its quotations, and what brings them back."""

    id: AnswerId
    offset_unit: AnswerUnit
    text: Annotated[
        str,
        Meta(
            description="The article with a placeholder for every quotation.",
            examples=["[[QUOTE-1-GBLRJQ]] mayor Ida Holm told the Daily Ferry."],
        ),
    ]
    placeholders: Annotated[
        tuple[MaskedQuote, ...], Meta(description="Keep them: unmasking needs them.")
    ]
    warnings: Annotated[
        tuple[Notice, ...],
        Meta(description="What a reader of the records should know."),
    ]


class UnmaskRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edited text with placeholders, and the quotations that they stand for."""

    text: Annotated[str, Meta(description="The masked text, edited.")]
    placeholders: Annotated[
        tuple[MaskedQuote, ...],
        Meta(max_length=MOST_PLACEHOLDERS, description="As `/v1/mask` gave them."),
    ]


class UnmaskResponse(Struct, frozen=True, kw_only=True):
    """The text with its quotations, and which did not come through whole."""

    text: Annotated[str, Meta(description="The edited text with its quotations.")]
    lost: Annotated[Ids, Meta(description="Placeholders of which no trace is left.")]
    repeated: Annotated[
        Ids, Meta(description="Placeholders that stand there more than once.")
    ]
    altered: Annotated[
        Ids,
        Meta(
            description="Placeholders that were recognised and restored though "
            "brackets, case or hyphens had changed."
        ),
    ]

"""Request and response types of masking. Imports no HTTP library."""

from typing import Annotated

from msgspec import Meta, Struct

from service.masking.marker import ID_PATTERN
from service.wire.fields import AnswerFormat, AnswerId, AnswerUnit
from service.wire.schemas import Warning as Notice

MAX_PLACEHOLDERS = 10_000
MAX_TEXT_FACTOR = 2
"""Maximum length of an edited text, as a multiple of ``max_chars``."""
MAX_BODY_FACTOR = 4
"""Maximum size of a body with text and quotations, as a multiple of ``max_body``."""

PlaceholderId = Annotated[
    str,
    Meta(
        pattern=ID_PATTERN,
        description="Placeholder id: the words between double square brackets.",
        examples=["QUOTE-1-GBLRJQ"],
    ),
]
Start = Annotated[
    int, Meta(ge=0, description="Offset of its first character in the original text.")
]
End = Annotated[
    int, Meta(ge=0, description="Offset after its last character in the original text.")
]
Words = Annotated[
    str,
    Meta(
        description="The quotation with its quotation marks; of HTML as sent, with the "
        "tags in it."
    ),
]
Ids = tuple[PlaceholderId, ...]


class MaskedQuote(Struct, frozen=True, forbid_unknown_fields=True):
    """A quotation that was replaced by a placeholder."""

    id: PlaceholderId
    text: Words
    start: Start
    end: End


class MaskResponse(Struct, frozen=True, kw_only=True):
    """A text with placeholders, and the quotations they replace."""

    id: AnswerId
    format: AnswerFormat
    offset_unit: AnswerUnit
    text: Annotated[
        str,
        Meta(
            description="The article with a placeholder in place of each quotation.",
            examples=["[[QUOTE-1-GBLRJQ]] mayor Ida Holm told the Daily Ferry."],
        ),
    ]
    placeholders: Annotated[
        tuple[MaskedQuote, ...],
        Meta(description="The replaced quotations, required by `/v1/unmask`."),
    ]
    warnings: Annotated[
        tuple[Notice, ...],
        Meta(description="Possible problems with the article or its records."),
    ]


class UnmaskRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edited text with placeholders, and the quotations they replace."""

    text: Annotated[str, Meta(description="The edited text with placeholders.")]
    placeholders: Annotated[
        tuple[MaskedQuote, ...],
        Meta(
            max_length=MAX_PLACEHOLDERS,
            description="The placeholders as returned by `/v1/mask`.",
        ),
    ]


class UnmaskResponse(Struct, frozen=True, kw_only=True):
    """The text with its quotations, and the placeholders that the edit changed."""

    text: Annotated[str, Meta(description="The edited text with quotations restored.")]
    lost: Annotated[Ids, Meta(description="Placeholders that the text lacks.")]
    repeated: Annotated[
        Ids, Meta(description="Placeholders that occur more than once in the text.")
    ]
    altered: Annotated[
        Ids,
        Meta(
            description="Placeholders that were recognised and restored although "
            "their brackets, case or hyphens were changed."
        ),
    ]

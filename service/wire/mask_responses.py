"""From a reading to a masked text, and back. Imports no HTTP library."""

from collections.abc import Sequence

from service.errors import InvalidField
from service.masking import Placeholder, mask, quoted_spans, unmask
from service.records import Reading
from service.wire.masking_schemas import (
    MaskedQuote,
    MaskResponse,
    UnmaskRequest,
    UnmaskResponse,
)
from service.wire.offsets import offset_map
from service.wire.responses import text_id, wanted_attributions
from service.wire.schemas import AttributionRequest
from service.wire.schemas import Warning as Notice


def to_mask_response(reading: Reading, request: AttributionRequest) -> MaskResponse:
    """Return the masked article; filters say which quotations are taken out."""
    text = request.text
    kept = wanted_attributions(reading, request.options)
    masked = mask(
        text, quoted_spans(text, [(each.type, each.content) for each in kept])
    )
    offset = offset_map(text, request.options.offset_unit)
    return MaskResponse(
        id=request.id if request.id is not None else text_id(text),
        offset_unit=request.options.offset_unit,
        text=masked.text,
        placeholders=tuple(
            MaskedQuote(each.id, each.text, offset(each.start), offset(each.end))
            for each in masked.placeholders
        ),
        warnings=tuple(Notice(each.code, each.detail) for each in reading.warnings),
    )


def to_unmask_response(request: UnmaskRequest, *, limit: int | None) -> UnmaskResponse:
    """Return the restored text and what became of each placeholder.

    Raises:
        InvalidField: two placeholders have one id, or one has none.
        TextTooLong: the text, before or after, is longer than ``limit``.
    """
    ids = [each.id for each in request.placeholders]
    _refuse_newlines(ids)
    if len(set(ids)) < len(ids):
        raise InvalidField("two placeholders have the same id", path="$.placeholders")
    placeholders = [
        Placeholder(each.id, each.text, each.start, each.end)
        for each in request.placeholders
    ]
    restored = unmask(request.text, placeholders, limit=limit)
    return UnmaskResponse(
        text=restored.text,
        lost=restored.lost,
        repeated=restored.repeated,
        altered=restored.altered,
    )


def _refuse_newlines(ids: Sequence[str]) -> None:
    """Refuse what "$" of the pattern lets through in Python, but not in JSON Schema."""
    for index, name in enumerate(ids):
        if name.endswith("\n"):
            raise InvalidField(
                "an id ends with a newline", path=f"$.placeholders[{index}].id"
            )

"""Responses of masking and unmasking. Imports no HTTP library."""

from collections.abc import Sequence

from service.errors import InvalidField
from service.masking import (
    Placeholder,
    mask,
    masked_ranges,
    merge_spans,
    quoted_spans,
    unmask,
)
from service.records import Reading
from service.text.html import Readable
from service.wire.masking_schemas import (
    MaskedQuote,
    MaskResponse,
    UnmaskRequest,
    UnmaskResponse,
)
from service.wire.offsets import offset_map
from service.wire.responses import (
    ResponseWriter,
    filter_attributions,
    readable_of,
    text_id,
)
from service.wire.schemas import AttributionRequest


def to_mask_response(
    reading: Reading, request: AttributionRequest, *, readable: Readable | None = None
) -> MaskResponse:
    """Return the article with the quotations of the filtered attributions masked.

    Args:
        reading: of the text that is read of the request.
        request: of a client.
        readable: of the request; None makes it once more.
    """
    text = request.text
    readable = readable or readable_of(request)
    kept = filter_attributions(reading, request.options)
    quoted = quoted_spans(readable.text, [(each.type, each.content) for each in kept])
    masked = mask(text, masked_ranges(readable, merge_spans(quoted)))
    offset = offset_map(text, request.options.offset_unit)
    return MaskResponse(
        id=request.id if request.id is not None else text_id(text),
        format=request.format,
        offset_unit=request.options.offset_unit,
        text=masked.text,
        placeholders=tuple(
            MaskedQuote(each.id, each.text, offset(each.start), offset(each.end))
            for each in masked.placeholders
        ),
        warnings=ResponseWriter(readable, offset).warnings(reading),
    )


def to_unmask_response(request: UnmaskRequest, *, limit: int | None) -> UnmaskResponse:
    """Return the restored text and the lost, repeated and altered placeholders.

    Raises:
        InvalidField: two placeholders have the same id, or an id ends with a newline.
        TextTooLong: the edited or the restored text is longer than ``limit``.
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
    """Reject a final newline, which the "$" of a pattern allows in Python only."""
    for index, name in enumerate(ids):
        if name.endswith("\n"):
            raise InvalidField(
                "an id ends with a newline", path=f"$.placeholders[{index}].id"
            )

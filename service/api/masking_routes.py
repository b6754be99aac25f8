"""The routes of masking: quotations out of an article, and back into it."""

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency

from service.api.codecs import (
    JSON,
    MSGPACK,
    encode_response,
    guard,
    request_type,
    response_type,
)
from service.api.masking_schemas import (
    MaskedQuote,
    MaskResponse,
    UnmaskRequest,
    UnmaskResponse,
)
from service.api.offsets import offset_map
from service.api.records import text_id, wanted_attributions
from service.api.routes import (
    AnyRequest,
    Service,
    attribute_text,
    read_request,
    read_whole_body,
    timing_of,
)
from service.api.schemas import AttributionRequest
from service.api.schemas import Warning as Notice
from service.attribution.types import Reading
from service.errors import InvalidField
from service.masking import Placeholder, mask, quoted_spans, unmask

READ = (JSON, *MSGPACK)
LONGER = 2
"""An edited text may be this many times as long as the longest article."""
_json_requests = msgspec.json.Decoder(UnmaskRequest)
_msgpack_requests = msgspec.msgpack.Decoder(UnmaskRequest)


@post("/v1/mask", status_code=200)
async def mask_quotations(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Answer one article with placeholders for its quotations."""
    accepted = response_type(request.headers.get("accept", ""))
    wanted = await read_request(request, service)
    service.pool.check_ready()
    served = await attribute_text(request, service, wanted.text)
    return Response(
        encode_response(to_mask_response(served.reading, wanted), accepted),
        media_type=accepted,
        headers={"Server-Timing": timing_of(served), "Vary": "Accept"},
    )


@post("/v1/unmask", status_code=200)
async def unmask_quotations(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Put the quotations back into an edited text."""
    accepted = response_type(request.headers.get("accept", ""))
    media = request_type(request.headers.get("content-type", ""), READ)
    decoder = _json_requests if media == JSON else _msgpack_requests
    wanted = guard(decoder.decode, await read_whole_body(request, service))
    answer = to_unmask_response(wanted, limit=LONGER * service.settings.max_chars)
    return Response(
        encode_response(answer, accepted),
        media_type=accepted,
        headers={"Vary": "Accept"},
    )


ROUTES = (mask_quotations, unmask_quotations)


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


def to_unmask_response(request: UnmaskRequest, *, limit: int) -> UnmaskResponse:
    """Return the restored text and what became of each placeholder.

    Raises:
        InvalidField: two placeholders have one id.
        TextTooLong: the text, before or after, is longer than ``limit``.
    """
    ids = [each.id for each in request.placeholders]
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

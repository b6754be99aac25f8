"""``POST /v1/mask`` and ``POST /v1/unmask``."""

from litestar import Response, post
from litestar.di import NamedDependency

from service.api.routes.attribution_routes import (
    AnyRequest,
    Service,
    attribute_text,
    read_request,
    read_whole_body,
    timing_headers,
)
from service.wire.codecs import encode_response, request_type, response_type
from service.wire.decoding import JSON, MSGPACK, BodyReader
from service.wire.mask_responses import to_mask_response, to_unmask_response
from service.wire.masking_schemas import UnmaskRequest

READ_TYPES = (JSON, *MSGPACK)
MAX_TEXT_FACTOR = 2
"""Maximum length of an edited text, as a multiple of ``max_chars``."""
MAX_BODY_FACTOR = 4
"""Maximum size of a body with text and quotations, as a multiple of ``max_body``."""
_requests = BodyReader(UnmaskRequest)


@post("/v1/mask", status_code=200)
async def mask_quotations(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Return an article with its quotations replaced by placeholders."""
    accepted = response_type(request.headers.get("accept", ""))
    wanted = await read_request(request, service)
    service.pool.check_ready()
    served = await attribute_text(request, service, wanted.text)
    return Response(
        encode_response(to_mask_response(served.reading, wanted), accepted),
        media_type=accepted,
        headers=timing_headers(served),
    )


@post("/v1/unmask", status_code=200)
async def unmask_quotations(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Return an edited text with its placeholders replaced by the quotations."""
    accepted = response_type(request.headers.get("accept", ""))
    media = request_type(request.headers.get("content-type", ""), READ_TYPES)
    wanted = _requests.read(
        await read_whole_body(request, service, times=MAX_BODY_FACTOR), media
    )
    answer = to_unmask_response(
        wanted, limit=MAX_TEXT_FACTOR * service.settings.max_chars
    )
    return Response(
        encode_response(answer, accepted),
        media_type=accepted,
        headers={"Vary": "Accept"},
    )


ROUTES = (mask_quotations, unmask_quotations)

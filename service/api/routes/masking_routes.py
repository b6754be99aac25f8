"""The routes of masking: quotations out of an article, and back into it."""

from litestar import Response, post
from litestar.di import NamedDependency

from service.api.routes.attribution_routes import (
    AnyRequest,
    Service,
    attribute_text,
    headers_of,
    read_request,
    read_whole_body,
)
from service.wire.codecs import encode_response, request_type, response_type
from service.wire.decoding import JSON, MSGPACK, BodyReader
from service.wire.mask_responses import to_mask_response, to_unmask_response
from service.wire.masking_schemas import UnmaskRequest

READ = (JSON, *MSGPACK)
LONGER = 2
"""An edited text may be this many times as long as the longest article."""
LARGER = 4
"""A body with it and the quotations may be this many times as large as an article's."""
_requests = BodyReader(UnmaskRequest)


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
        headers=headers_of(served),
    )


@post("/v1/unmask", status_code=200)
async def unmask_quotations(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Put the quotations back into an edited text."""
    accepted = response_type(request.headers.get("accept", ""))
    media = request_type(request.headers.get("content-type", ""), READ)
    wanted = _requests.read(
        await read_whole_body(request, service, times=LARGER), media
    )
    answer = to_unmask_response(wanted, limit=LONGER * service.settings.max_chars)
    return Response(
        encode_response(answer, accepted),
        media_type=accepted,
        headers={"Vary": "Accept"},
    )


ROUTES = (mask_quotations, unmask_quotations)

"""The route of checks: a draft and its sources in, findings out."""

import asyncio

from litestar import Response, post
from litestar.di import NamedDependency

from service.api.openapi.operation import Operation
from service.api.routes import check_example
from service.api.routes.attribution_routes import (
    ARTICLE_ERRORS,
    AnyRequest,
    Service,
    accepted_type,
    time_left,
)
from service.api.routes.request_body import read_body, while_connected
from service.checking.check_responses import open_request, to_check_response
from service.checking.pool_check import PoolCheck, charge_nothing
from service.wire.check_schemas import MOST_BYTES, CheckRequest
from service.wire.codecs import (
    RESPONSE_TYPES,
    encode_response,
    request_type,
)
from service.wire.decoding import JSON, MSGPACK, BodyReader
from service.wire.request_errors import TextsTooLong, TooManySources

READ = (JSON, *MSGPACK)
CHECK = """\
Each direct or mixed quotation of the draft is looked for in the sources: first by its
words, then, where they are found, by who says them. Only sources that have something of
a quotation are read by the models, each as an article of its own, and each counts
against the rate of the key. At most 50 sources, each text within `max_chars`, all of
them within 500,000 characters. Nothing is stored.
"""
_requests = BodyReader(CheckRequest)


@post(
    "/v1/check",
    status_code=200,
    operation_id="checkDraft",
    summary="Check the quotations of a draft against its sources",
    description=CHECK,
    tags=["checking"],
    operation=Operation(
        request=dict.fromkeys(READ, check_example.REQUEST),
        answer="What became of each quotation.",
        content=dict.fromkeys(RESPONSE_TYPES, check_example.RESPONSE),
        errors=(*ARTICLE_ERRORS, TooManySources, TextsTooLong),
    ),
)
async def check_draft(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Answer a draft and its sources with what became of each quotation."""
    accepted = accepted_type(request)
    media = request_type(request.headers.get("content-type", ""), READ)
    wanted = _requests.read(await _read_body(request, service), media)
    texts = await asyncio.to_thread(
        open_request, wanted, limit=service.settings.max_chars
    )
    info = service.pool.check_ready()
    charge = request.scope["state"].get("charge", charge_nothing)
    checking = PoolCheck(service.pool, service.settings, charge)
    left = time_left(request, service)
    work = checking.check(wanted, texts, deadline=left)
    reading, checked = await while_connected(request.receive, work)
    service.metrics.count_findings(each.verdict for each in checked.findings)
    answer = to_check_response(checked, reading, wanted, texts=texts, info=info)
    return Response(
        encode_response(answer, accepted),
        media_type=accepted,
        headers={"Vary": "Accept"},
    )


ROUTES = (check_draft,)


async def _read_body(request: AnyRequest, service: Service) -> bytes:
    return await read_body(
        request.receive,
        content_length=request.headers.get("content-length", ""),
        limit=MOST_BYTES,
        seconds=min(service.settings.body_seconds, time_left(request, service)),
    )

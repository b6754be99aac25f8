"""``POST /v1/attributions``, and what the routes share."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

import msgspec
from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.exceptions import ClientException, HTTPException
from litestar.handlers import HTTPRouteHandler

from service import errors
from service.api.auth.key_guard import KEY_ERRORS
from service.api.middleware.metrics import Metrics
from service.api.openapi.operation import Content, Operation
from service.api.routes import examples
from service.api.routes.request_body import read_body, while_connected
from service.provenance import AttributorInfo
from service.serving.protocol import InferencePool, TimedReading
from service.serving.stopping import Stopping
from service.settings import Settings
from service.text.html import Readable
from service.wire import request_errors
from service.wire.codecs import (
    HTML,
    PLAIN,
    REQUEST_TYPES,
    RESPONSE_TYPES,
    decode_request,
    encode_response,
    request_type,
    response_type,
)
from service.wire.request_errors import MalformedBody
from service.wire.responses import readable_of, to_response
from service.wire.schemas import AttributionRequest, QueryOptions

AnyRequest = Request[Any, Any, Any]
MAX_PARAMETERS = 100
ARTICLE: Content = {
    **dict.fromkeys(REQUEST_TYPES, examples.REQUEST),
    PLAIN: {
        "schema": {"type": "string", "minLength": 1},
        "example": examples.TEXT,
    },
    HTML: {
        "schema": {"type": "string", "minLength": 1},
        "example": examples.HTML,
    },
}
"""The body that ``read_request`` reads."""
BODY_ERRORS: tuple[type[Exception], ...] = (
    ClientException,
    request_errors.MalformedBody,
    request_errors.NotAcceptable,
    request_errors.BodyTooSlow,
    request_errors.BodyTooLarge,
    request_errors.UnsupportedMediaType,
    request_errors.UnsupportedCoding,
    *KEY_ERRORS,
)
"""Errors of a request with a body, before its fields are read."""
ARTICLE_ERRORS: tuple[type[Exception], ...] = (
    *BODY_ERRORS,
    errors.EmptyText,
    errors.TextTooLong,
    errors.InvalidText,
    errors.InvalidField,
    errors.UnsupportedLanguage,
    errors.InferenceFailed,
    errors.Overloaded,
    errors.NotReady,
    errors.DeadlineExceeded,
    HTTPException,
)
"""Errors of ``read_request`` and ``attribute_text``."""
ATTRIBUTE = """\
The body is JSON, MessagePack, or the article itself as `text/plain` or `text/html`,
both in UTF-8. Query parameters can be used with every type of body and override its
fields. The response has the type requested by `Accept`, by default JSON. Of HTML the
words that a reader sees are read, offsets point into the HTML as sent, and the limit of
a text counts the characters that are read.
"""


class Service(msgspec.Struct, frozen=True):
    """What the route handlers share, injected by Litestar as ``service``."""

    settings: Settings
    pool: InferencePool
    manifest: dict[str, Any]
    metrics: Metrics
    stopping: Stopping
    routes: tuple[HTTPRouteHandler, ...]


@post(
    "/v1/attributions",
    status_code=200,
    operation_id="createAttributions",
    summary="Find the attributions in an article",
    description=ATTRIBUTE,
    tags=["attributions"],
    operation=Operation(
        query=QueryOptions,
        request=ARTICLE,
        answer="The attributions of the article.",
        content=dict.fromkeys(RESPONSE_TYPES, examples.RESPONSE),
        errors=ARTICLE_ERRORS,
        timed=True,
    ),
)
async def attribute(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Return the attributions of an article."""
    accepted = accepted_type(request)
    wanted = await read_request(request, service)
    info, readable, served = await attribute_article(request, service, wanted)
    answer = to_response(served.reading, wanted, info=info, readable=readable)
    return timed_response(answer, accepted, served)


ROUTES = (attribute,)


def accepted_type(request: AnyRequest, offered: Sequence[str] = RESPONSE_TYPES) -> str:
    """Return the offered media type that all Accept headers together prefer.

    Raises:
        NotAcceptable: they allow none.
    """
    return response_type(", ".join(request.headers.getall("accept", [])), offered)


async def read_request(request: AnyRequest, service: Service) -> AttributionRequest:
    """Return the request in a body, with the options of its query."""
    media = request_type(request.headers.get("content-type", ""))
    body = await read_whole_body(request, service)
    return decode_request(body, media=media, query=query_of(request))


async def read_markup(wanted: AttributionRequest) -> Readable:
    """Return what is read of a request; HTML is read in another thread.

    Raises:
        InvalidText: the HTML has an invalid character.
    """
    if wanted.format == "text":
        return readable_of(wanted)
    return await asyncio.to_thread(readable_of, wanted)


async def read_whole_body(
    request: AnyRequest, service: Service, *, times: int = 1
) -> bytes:
    """Return the body of a request, of at most ``times`` the ``max_body`` setting."""
    return await read_body(
        request.receive,
        content_length=request.headers.get("content-length", ""),
        limit=times * service.settings.max_body,
        seconds=min(service.settings.body_seconds, time_left(request, service)),
    )


async def attribute_article(
    request: AnyRequest, service: Service, wanted: AttributionRequest
) -> tuple[AttributorInfo, Readable, TimedReading]:
    """Return the models that are ready, what is read of a request, and its reading."""
    info = service.pool.check_ready()
    readable = await read_markup(wanted)
    served = await attribute_text(request, service, readable.text)
    return info, readable, served


def timed_response(
    answer: msgspec.Struct, accepted: str, served: TimedReading
) -> Response[bytes]:
    """Return an answer in an accepted type, with the headers of its times."""
    return Response(
        encode_response(answer, accepted),
        media_type=accepted,
        headers=timing_headers(served),
    )


async def attribute_text(
    request: AnyRequest, service: Service, text: str
) -> TimedReading:
    """Return the attributions of ``text``; cancelled if the client disconnects."""
    work = service.pool.attribute(text, deadline=time_left(request, service))
    return await while_connected(request.receive, work)


def time_left(request: AnyRequest, service: Service) -> float:
    """Return the seconds to the deadline, which is measured from the headers.

    A graceful stop can thus bound when every request that it waits for is finished.
    """
    began: float = request.scope["state"]["began"]
    passed = time.monotonic() - began
    return max(0.0, round(service.settings.deadline - passed, 1))


def timing_headers(served: TimedReading) -> dict[str, str]:
    """Return the headers Server-Timing, Vary and, with a cache, Cache-Status."""
    queued, worked = 1000 * served.queue_seconds, 1000 * served.inference_seconds
    headers = {
        "Server-Timing": f"queue;dur={queued:.1f}, inference;dur={worked:.1f}",
        "Vary": "Accept",
    }
    if served.cache is not None:
        state = "hit" if served.cache.hit else "fwd=miss; stored"
        headers["Cache-Status"] = f'whosaid; {state}; key="{served.cache.digest}"'
    return headers


def query_of(request: AnyRequest) -> dict[str, list[str]]:
    """Return the values of each query parameter.

    Raises:
        MalformedBody: the query string is not valid, or has too many parameters.
    """
    raw: bytes = request.scope["query_string"]
    try:
        return parse_qs(
            raw.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=MAX_PARAMETERS,
            errors="strict",
        )
    except ValueError as error:
        raise MalformedBody("the query string is malformed") from error

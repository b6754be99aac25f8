"""The error responses of the OpenAPI document: one component for each status."""

from collections.abc import Iterable

import msgspec
from litestar.exceptions import NotFoundException

from service import errors
from service.api.openapi.response_headers import COMMON, RATES, RETRY, header_refs
from service.api.openapi.schema_components import Document, media_type_object
from service.api.problems import (
    PROBLEM_JSON,
    PROBLEM_TABLE,
    error_code,
    to_problem,
)
from service.serving.gunicorn.refusals import CODES, problem
from service.wire import request_errors
from service.wire.codecs import REQUEST_TYPES, RESPONSE_TYPES
from service.wire.problem_rows import problem_row
from service.wire.problem_schemas import Problem

RATE_LIMITED = 429
URI_TOO_LONG = 414
"""Sent by gunicorn, before the application: the request line is too long."""
EXTRA_HEADERS = {RATE_LIMITED: (*RETRY, *RATES), 503: RETRY}
RESPONSE_NAMES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    406: "NotAcceptable",
    408: "RequestTimeout",
    413: "ContentTooLarge",
    414: "UriTooLong",
    415: "UnsupportedMediaType",
    422: "UnprocessableContent",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
}
"""Component names; ``http.HTTPStatus`` phrases differ between versions of Python."""
REQUEST_ID = "5a0c7d3e9b1f4c62a7e8d0f1b2c3d4e5"
EXAMPLES = (
    request_errors.MalformedBody("the body is not JSON: Input data was truncated"),
    request_errors.KeyMissing(),
    request_errors.KeyUnknown(),
    NotFoundException(),
    request_errors.NotAcceptable(offered=RESPONSE_TYPES),
    request_errors.BodyTooSlow(seconds=10),
    errors.TextTooLong(length=61_200, limit=50_000),
    request_errors.UnsupportedMediaType("text/xml", supported=REQUEST_TYPES),
    errors.InvalidField("Invalid enum value 'quoted'", path="$.options.types[0]"),
    request_errors.RateLimited(rate=60, retry_after=12),
    errors.InferenceFailed("for the log, not for a client"),
    errors.Overloaded(retry_after=2),
    errors.DeadlineExceeded(seconds=20),
)
"""An error of each status."""


def statuses(kinds: Iterable[type[Exception]]) -> set[int]:
    """Return the HTTP statuses of error classes."""
    return {PROBLEM_TABLE[kind].status for kind in kinds}


def error_refs(codes: Iterable[int]) -> Document:
    """Return references to the error responses of statuses, sorted by status."""
    prefix = "#/components/responses/"
    return {
        str(code): {"$ref": prefix + RESPONSE_NAMES[code]} for code in sorted(codes)
    }


def problem_responses(kinds: Iterable[type[Exception]]) -> Document:
    """Return the components of the responses to errors, and gunicorn's own."""
    known = frozenset(kinds)
    answered = {
        RESPONSE_NAMES[status]: _problem_response(status, known)
        for status in sorted(statuses(known))
    }
    return {**answered, RESPONSE_NAMES[URI_TOO_LONG]: _uri_too_long()}


def _problem_response(status: int, kinds: frozenset[type[Exception]]) -> Document:
    meanings = {
        f"{PROBLEM_TABLE[kind].title} (`{error_code(kind)}`)"
        for kind in kinds
        if PROBLEM_TABLE[kind].status == status
    }
    error = next(
        each for each in EXAMPLES if problem_row(each, PROBLEM_TABLE).status == status
    )
    example = to_problem(error, request_id=REQUEST_ID)
    return {
        "description": "; or: ".join(sorted(meanings)) + ".",
        "headers": header_refs((*COMMON, *EXTRA_HEADERS.get(status, ()))),
        "content": {PROBLEM_JSON: media_type_object(example)},
    }


def _uri_too_long() -> Document:
    sent = problem(URI_TOO_LONG, "Request line is too large", request_id=REQUEST_ID)
    example = msgspec.convert(sent, Problem)
    return {
        "description": "Path and query are longer than 4,000 bytes "
        f"(`{CODES[URI_TOO_LONG]}`).",
        "content": {PROBLEM_JSON: media_type_object(example)},
    }

"""Errors as RFC 9457 problems: one table from exception to status and title."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec
from litestar.exceptions import (
    ClientException,
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
)

from service import errors
from service.api.auth.rate_limits import rate_headers
from service.serving.gunicorn.refusals import INSTANCE_PREFIX, TYPE_PREFIX
from service.wire import request_errors
from service.wire.problem_schemas import Problem

PROBLEM_JSON = "application/problem+json"


class ProblemRow(NamedTuple):
    """HTTP status and problem title of an error."""

    status: int
    title: str


FIXED_HEADERS: Mapping[type[Exception], Mapping[str, str]] = {
    request_errors.KeyMissing: {"WWW-Authenticate": "Bearer"},
    request_errors.UnsupportedCoding: {"Accept-Encoding": "gzip"},
}
INTERNAL = ProblemRow(500, "Internal server error")
PROBLEM_TABLE: Mapping[type[Exception], ProblemRow] = {
    errors.WhosaidError: INTERNAL,
    errors.RequestError: ProblemRow(400, "Invalid request"),
    errors.TextError: ProblemRow(422, "Invalid text"),
    errors.EmptyText: ProblemRow(422, "Empty text"),
    errors.TextTooLong: ProblemRow(413, "Text too long"),
    errors.InvalidText: ProblemRow(422, "Invalid characters in text"),
    errors.InvalidField: ProblemRow(422, "Invalid field value"),
    errors.UnsupportedLanguage: ProblemRow(422, "Unsupported language"),
    request_errors.MalformedBody: ProblemRow(400, "Malformed request body or query"),
    request_errors.UnsupportedMediaType: ProblemRow(415, "Unsupported media type"),
    request_errors.UnsupportedCoding: ProblemRow(415, "Unsupported content encoding"),
    request_errors.NotAcceptable: ProblemRow(406, "Not acceptable"),
    request_errors.BodyTooLarge: ProblemRow(413, "Request body too large"),
    request_errors.TooManyLines: ProblemRow(413, "Too many lines in batch"),
    request_errors.TooManySources: ProblemRow(413, "Too many sources"),
    request_errors.TextsTooLong: ProblemRow(413, "Draft and sources too long"),
    request_errors.BodyTooSlow: ProblemRow(408, "Request body timeout"),
    request_errors.KeyMissing: ProblemRow(401, "API key required"),
    request_errors.KeyUnknown: ProblemRow(403, "Unknown API key"),
    request_errors.OnlyLocal: ProblemRow(
        403, "Metrics are restricted to local clients"
    ),
    request_errors.RateLimited: ProblemRow(429, "Rate limit exceeded"),
    request_errors.ClientLeft: ProblemRow(400, "Client disconnected"),
    errors.ServiceError: INTERNAL,
    errors.Overloaded: ProblemRow(503, "Service overloaded"),
    errors.NotReady: ProblemRow(503, "Service not ready"),
    errors.DeadlineExceeded: ProblemRow(504, "Deadline exceeded"),
    errors.InferenceFailed: INTERNAL,
    errors.StartError: INTERNAL,
    errors.InvalidSettings: INTERNAL,
    errors.InvalidModels: INTERNAL,
    HTTPException: INTERNAL,
    ClientException: ProblemRow(400, "Bad request"),
    NotFoundException: ProblemRow(404, "Not found"),
    MethodNotAllowedException: ProblemRow(405, "Method not allowed"),
}
HTTP_CODES: Mapping[type[Exception], str] = {
    ClientException: "bad_request",
    NotFoundException: "not_found",
    MethodNotAllowedException: "method_not_allowed",
}
SERVER_FAULT = 500
INTERNAL_CODE = "internal_error"
INTERNAL_DETAIL = (
    "internal error; the service log has details under the id of this request"
)


def problem_row(error: Exception) -> ProblemRow:
    """Return the row of an error's class, else of its nearest base class."""
    for kind in type(error).__mro__:
        if kind in PROBLEM_TABLE:
            return PROBLEM_TABLE[kind]
    return INTERNAL


def error_code(kind: type[Exception]) -> str:
    """Return the stable problem code of an error class."""
    if issubclass(kind, errors.WhosaidError):
        return kind.code
    known = (each for each in kind.__mro__ if each in HTTP_CODES)
    return HTTP_CODES.get(next(known, Exception), INTERNAL_CODE)


def to_problem(error: Exception, *, request_id: str) -> Problem:
    """Return the problem of an error; that of status 500 reveals no internals."""
    row = problem_row(error)
    code = error_code(type(error))
    detail = str(error) if isinstance(error, errors.WhosaidError) else row.title
    return Problem(
        type=TYPE_PREFIX + code,
        title=row.title,
        status=row.status,
        detail=INTERNAL_DETAIL if row.status == SERVER_FAULT else detail,
        instance=INSTANCE_PREFIX + request_id,
        code=code,
        path=_path(error),
    )


def problem_headers(error: Exception) -> dict[str, str]:
    """Return the response headers of an error, such as Retry-After."""
    if isinstance(error, errors.Overloaded | errors.NotReady):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, request_errors.RateLimited):
        wait = error.retry_after
        rate = rate_headers(error.rate, left=0, reset=wait)
        return {"Retry-After": str(wait), **rate}
    if isinstance(error, request_errors.UnsupportedMediaType):
        return {"Accept": ", ".join(error.supported)}
    if isinstance(error, request_errors.BodyTooSlow | request_errors.BodyTooLarge):
        return {"Connection": "close"}
    return dict(FIXED_HEADERS.get(type(error), {}))


def encode_problem(problem: Problem) -> bytes:
    """Return the body of a problem: JSON, whatever the Accept header."""
    return msgspec.json.encode(problem)


def _path(error: Exception) -> str | None:
    if isinstance(error, errors.InvalidField | errors.TextError):
        return error.path
    if isinstance(error, request_errors.TooManySources):
        return "$.sources"
    if isinstance(error, errors.UnsupportedLanguage):
        return "$.language"
    return None

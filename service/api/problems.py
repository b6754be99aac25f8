"""Errors as RFC 9457 problems over HTTP, those of Litestar included."""

from collections.abc import Mapping

import msgspec
from litestar.exceptions import (
    ClientException,
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
)

from service import errors
from service.api.auth.rate_limits import rate_headers
from service.wire import request_errors
from service.wire.problem_rows import (
    INTERNAL,
    PROBLEM_ROWS,
    ProblemRow,
    make_problem,
    problem_row,
)
from service.wire.problem_schemas import Problem

PROBLEM_JSON = "application/problem+json"


FIXED_HEADERS: Mapping[type[Exception], Mapping[str, str]] = {
    request_errors.KeyMissing: {"WWW-Authenticate": "Bearer"},
    request_errors.UnsupportedCoding: {"Accept-Encoding": "gzip"},
}
PROBLEM_TABLE: Mapping[type[Exception], ProblemRow] = {
    **PROBLEM_ROWS,
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


def error_code(kind: type[Exception]) -> str:
    """Return the stable problem code of an error class."""
    if issubclass(kind, errors.WhosaidError):
        return kind.code
    known = (each for each in kind.__mro__ if each in HTTP_CODES)
    return HTTP_CODES.get(next(known, Exception), INTERNAL_CODE)


def to_problem(error: Exception, *, request_id: str) -> Problem:
    """Return the problem of an error; that of status 500 reveals no internals."""
    row = problem_row(error, PROBLEM_TABLE)
    detail = str(error) if isinstance(error, errors.WhosaidError) else row.title
    return make_problem(
        error,
        row,
        code=error_code(type(error)),
        detail=INTERNAL_DETAIL if row.status == SERVER_FAULT else detail,
        request_id=request_id,
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
    return dict(FIXED_HEADERS.get(type(error), {}))


def encode_problem(problem: Problem) -> bytes:
    """Return the body of a problem: JSON, whatever the Accept header."""
    return msgspec.json.encode(problem)

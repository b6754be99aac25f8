"""Errors as RFC 9457 problems: one table from exception to status."""

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
from service.wire import request_errors as api_errors
from service.wire.schemas import Problem

PROBLEM_JSON = "application/problem+json"


class Row(NamedTuple):
    """How an error is answered."""

    status: int
    title: str


FIXED_HEADERS: Mapping[type[Exception], Mapping[str, str]] = {
    api_errors.KeyMissing: {"WWW-Authenticate": "Bearer"},
    api_errors.UnsupportedCoding: {"Accept-Encoding": "gzip"},
}
INTERNAL = Row(500, "The service failed")
TABLE: Mapping[type[Exception], Row] = {
    errors.WhosaidError: INTERNAL,
    errors.RequestError: Row(400, "The request cannot be answered"),
    errors.EmptyText: Row(422, "The text is empty"),
    errors.TextTooLong: Row(413, "The text is too long"),
    errors.InvalidText: Row(422, "The text holds what is not text"),
    errors.InvalidField: Row(422, "A field has a wrong value"),
    errors.UnsupportedLanguage: Row(422, "The language is not supported"),
    api_errors.MalformedBody: Row(400, "The body is malformed"),
    api_errors.UnsupportedMediaType: Row(415, "The body's type is not read here"),
    api_errors.UnsupportedCoding: Row(415, "The body's coding is not read here"),
    api_errors.NotAcceptable: Row(406, "No acceptable type is written here"),
    api_errors.BodyTooLarge: Row(413, "The body is too large"),
    api_errors.TooManyLines: Row(413, "The batch has too many lines"),
    api_errors.BodyTooSlow: Row(408, "The body came too slowly"),
    api_errors.KeyMissing: Row(401, "A key is needed"),
    api_errors.KeyUnknown: Row(403, "The key is not known"),
    api_errors.OnlyLocal: Row(403, "This is not told to others"),
    api_errors.RateLimited: Row(429, "The key was used too often"),
    api_errors.ClientLeft: Row(400, "The client left"),
    errors.ServiceError: INTERNAL,
    errors.Overloaded: Row(503, "The service is overloaded"),
    errors.NotReady: Row(503, "The service is not ready"),
    errors.DeadlineExceeded: Row(504, "The answer took too long"),
    errors.InferenceFailed: INTERNAL,
    errors.StartError: INTERNAL,
    errors.InvalidSettings: INTERNAL,
    errors.InvalidModels: INTERNAL,
    HTTPException: INTERNAL,
    ClientException: Row(400, "The request is malformed"),
    NotFoundException: Row(404, "There is nothing here"),
    MethodNotAllowedException: Row(405, "The method is not allowed here"),
}
HTTP_CODES: Mapping[type[Exception], str] = {
    ClientException: "bad_request",
    NotFoundException: "not_found",
    MethodNotAllowedException: "method_not_allowed",
}
SERVER_FAULT = 500
INTERNAL_CODE = "internal_error"
INTERNAL_DETAIL = "the service failed; its log has more under this request's id"


def row_of(error: Exception) -> Row:
    """Return the table's row for an error: its own, else its nearest ancestor's."""
    for kind in type(error).__mro__:
        if kind in TABLE:
            return TABLE[kind]
    return INTERNAL


def code_of(kind: type[Exception]) -> str:
    """Return the stable code of an error."""
    if issubclass(kind, errors.WhosaidError):
        return kind.code
    known = (each for each in kind.__mro__ if each in HTTP_CODES)
    return HTTP_CODES.get(next(known, Exception), INTERNAL_CODE)


def to_problem(error: Exception, *, request_id: str) -> Problem:
    """Return what a client learns of an error: nothing internal."""
    row = row_of(error)
    code = code_of(type(error))
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


def headers_of(error: Exception) -> dict[str, str]:
    """Return the headers that belong to an error."""
    if isinstance(error, errors.Overloaded | errors.NotReady):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, api_errors.RateLimited):
        wait = error.retry_after
        rate = rate_headers(error.rate, left=0, reset=wait)
        return {"Retry-After": str(wait), **rate}
    if isinstance(error, api_errors.UnsupportedMediaType):
        return {"Accept": ", ".join(error.supported)}
    if isinstance(error, api_errors.BodyTooSlow | api_errors.BodyTooLarge):
        return {"Connection": "close"}
    return dict(FIXED_HEADERS.get(type(error), {}))


def encode_problem(problem: Problem) -> bytes:
    """Return the body of a problem; always JSON, whatever Accept says."""
    return msgspec.json.encode(problem)


def _path(error: Exception) -> str | None:
    if isinstance(error, errors.InvalidField):
        return error.path
    if isinstance(error, errors.EmptyText | errors.TextTooLong | errors.InvalidText):
        return "$.text"
    if isinstance(error, errors.UnsupportedLanguage):
        return "$.language"
    return None

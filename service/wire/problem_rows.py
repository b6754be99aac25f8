"""Errors as RFC 9457 problems: one table from exception to status and title."""

from collections.abc import Mapping
from typing import NamedTuple

from service import errors
from service.wire import request_errors
from service.wire.problem_schemas import BatchLine, Problem


class ProblemRow(NamedTuple):
    """HTTP status and problem title of an error."""

    status: int
    title: str


INTERNAL = ProblemRow(500, "Internal server error")
PROBLEM_ROWS: Mapping[type[Exception], ProblemRow] = {
    errors.WhosaidError: INTERNAL,
    errors.RequestError: ProblemRow(400, "Invalid request"),
    errors.TextError: ProblemRow(422, "Invalid text"),
    errors.EmptyText: ProblemRow(422, "Empty text"),
    errors.TextTooLong: ProblemRow(413, "Text too long"),
    errors.InvalidText: ProblemRow(422, "Invalid characters in text"),
    errors.InvalidField: ProblemRow(422, "Invalid field value"),
    errors.UnsupportedLanguage: ProblemRow(422, "Unsupported language"),
    request_errors.MalformedRequest: ProblemRow(400, "Malformed HTTP request"),
    request_errors.UnsupportedTransferCoding: ProblemRow(501, "Malformed HTTP request"),
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
}


def problem_row(
    error: Exception, rows: Mapping[type[Exception], ProblemRow] = PROBLEM_ROWS
) -> ProblemRow:
    """Return the row of an error's class, else of its nearest base class."""
    for kind in type(error).__mro__:
        if kind in rows:
            return rows[kind]
    return INTERNAL


def make_problem(
    error: Exception, row: ProblemRow, *, code: str, detail: str, request_id: str
) -> Problem:
    """Return the problem of an error with the path of the field at fault, if any."""
    return Problem(
        type=errors.PROBLEM_TYPE + code,
        title=row.title,
        status=row.status,
        detail=detail,
        instance=errors.PROBLEM_INSTANCE + request_id,
        code=code,
        path=_path(error),
    )


def failed_line(number: int, name: str | None, error: errors.WhosaidError) -> BatchLine:
    """Return the line of a failed request outside of HTTP, with the whole detail.

    Args:
        number: of the line, from 1; it is the id of the request too.
        name: the id in the line.
        error: why there is no response.
    """
    problem = make_problem(
        error,
        problem_row(error),
        code=error.code,
        detail=str(error),
        request_id=f"line-{number}",
    )
    return BatchLine(number, name, problem.status, None, problem)


def _path(error: Exception) -> str | None:
    if isinstance(error, errors.InvalidField | errors.TextError):
        return error.path
    if isinstance(error, request_errors.TooManySources):
        return "$.sources"
    if isinstance(error, errors.UnsupportedLanguage):
        return "$.language"
    return None

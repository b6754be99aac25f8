"""Every error has a status and title, and reveals no internal details."""

from collections.abc import Iterator

import pytest
from litestar.exceptions import (
    ClientException,
    HTTPException,
    InternalServerException,
    MethodNotAllowedException,
    NotFoundException,
)

from service import errors
from service.api.problems import PROBLEM_TABLE, problem_headers, to_problem
from service.wire import request_errors
from service.wire.problem_rows import problem_row


def subclasses(kind: type[errors.WhosaidError]) -> Iterator[type[errors.WhosaidError]]:
    """Yield a class and everything below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from subclasses(below)


def service_errors(
    kind: type[errors.WhosaidError],
) -> list[type[errors.WhosaidError]]:
    """Return the errors of the service; command line tools define more of their own."""
    modules = ("service.errors", "service.wire.", "service.api.")
    return [item for item in subclasses(kind) if item.__module__.startswith(modules)]


@pytest.mark.parametrize(
    "kind", service_errors(errors.WhosaidError), ids=lambda kind: kind.__name__
)
def test_every_error_has_a_row(kind: type[Exception]) -> None:
    """Every error class of the service is in the table."""
    assert kind in PROBLEM_TABLE


def test_codes_are_unique() -> None:
    """Every error class has its own code."""
    codes = [kind.code for kind in service_errors(errors.WhosaidError)]

    assert len(set(codes)) == len(codes)


ROWS = [
    (request_errors.MalformedBody("x"), 400, "malformed_body", None),
    (NotFoundException(), 404, "not_found", None),
    (MethodNotAllowedException(), 405, "method_not_allowed", None),
    (request_errors.NotAcceptable(offered=["a/b"]), 406, "not_acceptable", None),
    (request_errors.BodyTooSlow(seconds=5), 408, "body_too_slow", None),
    (request_errors.BodyTooLarge(limit=5), 413, "body_too_large", None),
    (errors.TextTooLong(length=6, limit=5), 413, "text_too_long", "$.text"),
    (
        request_errors.UnsupportedMediaType("a/b", supported=["c/d"]),
        415,
        "unsupported_media_type",
        None,
    ),
    (errors.EmptyText(), 422, "empty_text", "$.text"),
    (errors.InvalidText("NUL", position=3), 422, "invalid_text", "$.text"),
    (errors.InvalidField("x", path="$.id"), 422, "invalid_field", "$.id"),
    (errors.UnsupportedLanguage("fr"), 422, "unsupported_language", "$.language"),
    (errors.InferenceFailed("x"), 500, "inference_failed", None),
    (errors.Overloaded(retry_after=3), 503, "overloaded", None),
    (errors.NotReady("loading"), 503, "not_ready", None),
    (errors.DeadlineExceeded(seconds=5), 504, "deadline_exceeded", None),
    (ClientException("x"), 400, "bad_request", None),
    (InternalServerException("x"), 500, "internal_error", None),
    (HTTPException("x"), 500, "internal_error", None),
    (ZeroDivisionError("x"), 500, "internal_error", None),
    (errors.InvalidModels("x", path="/srv"), 500, "invalid_models", None),
]


@pytest.mark.parametrize(("error", "status", "code", "path"), ROWS)
def test_problem(error: Exception, status: int, code: str, path: str | None) -> None:
    """Each error has its status, code and path, and the id of the request."""
    problem = to_problem(error, request_id="r1")

    assert (problem.status, problem.code, problem.path) == (status, code, path)
    assert problem.type == f"urn:whosaid:problem:{code}"
    assert problem.instance == "urn:whosaid:request:r1"
    assert problem.title == problem_row(error, PROBLEM_TABLE).title


@pytest.mark.parametrize(
    "error",
    [
        ZeroDivisionError("in /srv/secret.py"),
        InternalServerException("in /srv/secret.py"),
        errors.InferenceFailed("in /srv/secret.py", trace=("secret.py:3",)),
        errors.InvalidModels("missing", path="/srv/secret.py"),
    ],
)
def test_server_fault_tells_nothing_internal(error: Exception) -> None:
    """The problem of status 500 does not contain the message of the error."""
    assert "secret" not in str(to_problem(error, request_id="r1"))


HEADERS = [
    (errors.Overloaded(retry_after=7), {"Retry-After": "7"}),
    (errors.NotReady("loading"), {"Retry-After": "5"}),
    (
        request_errors.UnsupportedMediaType("", supported=["a/b", "c/d"]),
        {"Accept": "a/b, c/d"},
    ),
    (request_errors.BodyTooSlow(seconds=1), {}),
    (errors.EmptyText(), {}),
]


@pytest.mark.parametrize(("error", "expected"), HEADERS)
def test_headers(error: Exception, expected: dict[str, str]) -> None:
    """Each error has its response headers, such as Retry-After."""
    assert problem_headers(error) == expected

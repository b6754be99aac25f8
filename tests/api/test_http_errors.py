"""Every error has its problem and status."""

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from service.api.app import create_app
from service.errors import (
    DeadlineExceeded,
    InferenceFailed,
    NotReady,
    Overloaded,
)
from service.records import Reading
from service.settings import Settings
from tests.support.fakes import FakePool

PATH = "/v1/attributions"
PLAIN = {"Content-Type": "text/plain"}
JSON = {"Content-Type": "application/json"}
Request = dict[str, Any]

ERRORS: list[tuple[Request, int, str, str | None]] = [
    ({"content": b"{", "headers": JSON}, 400, "malformed_body", None),
    ({"content": b"\xff", "headers": PLAIN}, 400, "malformed_body", None),
    ({"json": {"text": "a"}, "url": PATH + "?id=%ff"}, 400, "malformed_body", None),
    ({"json": {"text": "a"}, "params": "x=1&" * 200}, 400, "malformed_body", None),
    ({"url": "/nowhere"}, 404, "not_found", None),
    ({"url": "/v1/attributions/"}, 405, "method_not_allowed", None),
    ({"method": "DELETE"}, 405, "method_not_allowed", None),
    ({"method": "BREW"}, 405, "method_not_allowed", None),
    (
        {"json": {"text": "a"}, "headers": {"Accept": "text/html"}},
        406,
        "not_acceptable",
        None,
    ),
    ({"content": b"a" * 40_000, "headers": PLAIN}, 413, "body_too_large", None),
    ({"json": {"text": "a" * 1_001}}, 413, "text_too_long", "$.text"),
    ({"content": b"a"}, 415, "unsupported_media_type", None),
    ({"data": {"text": "a"}}, 415, "unsupported_media_type", None),
    ({"content": b"", "headers": PLAIN}, 422, "empty_text", "$.text"),
    ({"json": {"text": " \n"}}, 422, "empty_text", "$.text"),
    ({"json": {"text": "One\x00two"}}, 422, "invalid_text", "$.text"),
    ({"json": {"txt": "a"}}, 422, "invalid_field", "$.txt"),
    (
        {"json": {"text": "a", "options": {"types": 5}}},
        422,
        "invalid_field",
        "$.options.types",
    ),
    (
        {"json": {"text": "a"}, "params": {"colour": "1"}},
        422,
        "invalid_field",
        "query.colour",
    ),
    (
        {"json": {"text": "a", "language": "de"}},
        422,
        "unsupported_language",
        "$.language",
    ),
]


@pytest.mark.parametrize(("request_", "status", "code", "path"), ERRORS)
def test_error(
    client: TestClient, request_: Request, status: int, code: str, path: str | None
) -> None:
    """An invalid request has a complete problem."""
    default = "POST" if {"json", "content", "data"} & request_.keys() else "GET"
    request = {"method": default, "url": PATH, **request_}

    response = client.request(**request)

    problem = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.status_code, problem["code"]) == (status, code)
    assert problem["path"] == path
    assert set(problem) == {
        "type",
        "title",
        "status",
        "detail",
        "instance",
        "code",
        "path",
    }
    assert problem["status"] == status
    assert problem["instance"].endswith(response.headers["X-Request-Id"])


FAILURES = [
    (Overloaded(retry_after=9), (503, "overloaded", "9")),
    (NotReady("loading"), (503, "not_ready", "5")),
    (DeadlineExceeded(seconds=20), (504, "deadline_exceeded", None)),
    (InferenceFailed("x", trace=("KeyError",)), (500, "inference_failed", None)),
    (ZeroDivisionError("secret"), (500, "internal_error", None)),
]


@pytest.mark.parametrize(("error", "expected"), FAILURES)
def test_failure(
    client: TestClient,
    pool: FakePool,
    error: Exception,
    expected: tuple[int, str, str | None],
) -> None:
    """A failure of the service has status 5xx and, if it is temporary, Retry-After."""
    pool.behave = raiser(error)

    response = client.post(PATH, json={"text": "a"})

    retry = response.headers.get("Retry-After")
    assert (response.status_code, response.json()["code"], retry) == expected
    assert "secret" not in response.text
    assert "KeyError" not in response.text


def raiser(error: Exception) -> Callable[[str], Reading]:
    """Return a pool behaviour that raises an error."""

    def behave(_: str) -> Reading:
        raise error

    return behave


def test_server_fault_is_logged_with_its_id(
    client: TestClient, pool: FakePool, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has the trace with the request id, and no text."""
    pool.behave = raiser(InferenceFailed("x", trace=("KeyError < stage.py:7",)))

    response = client.post(PATH, json={"text": "Quillfeather resigned"})

    [record] = [item for item in caplog.records if item.message == "request failed"]
    assert (
        vars(record)["whosaid_fields"]["request_id"] == response.headers["X-Request-Id"]
    )
    assert vars(record)["whosaid_fields"]["trace"] == ("KeyError < stage.py:7",)
    assert "Quillfeather" not in caplog.text


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        (PATH, "OPTIONS, POST"),
        ("/v1/exports/csv", "OPTIONS, POST"),
        ("/v1/model", "GET, HEAD, OPTIONS"),
    ],
)
def test_allow_names_the_methods(client: TestClient, path: str, allowed: str) -> None:
    """A 405 response has the methods of the path in Allow."""
    response = client.delete(path)

    assert response.status_code == 405
    assert response.headers["Allow"] == allowed


def test_accept_names_the_types(client: TestClient) -> None:
    """A 415 response has the supported types in Accept."""
    response = client.post(PATH, content=b"<x/>", headers={"Content-Type": "text/xml"})

    assert "application/json" in response.headers["Accept"]


def test_bad_accept_costs_nothing(client: TestClient, pool: FakePool) -> None:
    """An unacceptable request is rejected before inference."""
    client.post(PATH, json={"text": "a"}, headers={"Accept": "image/png"})

    assert pool.texts == []


def test_slow_body_is_answered_408(pool: FakePool) -> None:
    """A body that is too slow is answered with 408, and the connection is closed."""
    app = create_app(Settings(body_seconds=0.01), pool)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(5)
        return {}

    status, headers, problem = call(app, receive=receive)

    assert (status, problem["code"]) == (408, "body_too_slow")
    assert [value for name, value in headers if name == b"connection"] == [b"close"]


def test_client_that_leaves_is_no_server_fault(pool: FakePool) -> None:
    """A disconnect within the body is not a server error."""
    app = create_app(Settings(), pool)

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    status, _, _ = call(app, receive=receive)

    assert status == 400


def call(
    app: Callable[..., Any], *, receive: Callable[..., Any]
) -> tuple[int, list[tuple[bytes, bytes]], dict[str, Any]]:
    """Call the application with a given ``receive``."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": b"",
        "headers": [(b"content-type", b"text/plain"), (b"content-length", b"9")],
    }
    asyncio.run(app(scope, receive, send))
    start, body = sent[0], sent[1]
    return start["status"], list(start["headers"]), msgspec.json.decode(body["body"])

"""The outermost middleware handles what the framework does not."""

import asyncio
from typing import Any

import msgspec
import pytest

from service.api.middleware.request_envelope import (
    App,
    Message,
    Receive,
    RequestEnvelope,
    Scope,
    Send,
)

SCOPE = {"type": "http", "method": "GET", "headers": [], "path": "/"}


def call(app: App, scope: Scope | None = None) -> list[Message]:
    """Return the messages that a wrapped application sends."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {}

    asyncio.run(RequestEnvelope(app)(dict(scope or SCOPE), receive, send))
    return sent


async def crash(*_: object) -> None:
    """Fail before the response."""
    raise ValueError("internal")


async def crash_late(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Fail after the start of the response."""
    await send({"type": "http.response.start", "status": 200})
    raise ValueError("internal")


async def send_nothing(*_: object) -> None:
    """Send nothing, as for a client that disconnected."""


async def page(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Send a response with its own Content-Security-Policy."""
    own = [(b"Content-Security-Policy", b"default-src 'self'")]
    await send({"type": "http.response.start", "status": 200, "headers": own})
    await send({"type": "http.response.body", "body": b"page"})


def test_crash_becomes_a_problem() -> None:
    """An uncaught error becomes a problem of status 500 without internal details."""
    start, body = call(crash)

    problem = msgspec.json.decode(body["body"])
    assert (start["status"], problem["code"]) == (500, "internal_error")
    assert "ValueError" not in str(problem)
    assert dict(start["headers"])[b"x-request-id"].decode() in problem["instance"]


def test_late_crash_sends_nothing_more() -> None:
    """A response that has begun is not started again."""
    assert len(call(crash_late)) == 1


def test_own_header_wins() -> None:
    """The Content-Security-Policy of a response is kept."""
    headers = call(page)[0]["headers"]

    policies = [v for k, v in headers if k.lower() == b"content-security-policy"]
    assert policies == [b"default-src 'self'"]


def test_head_has_no_body() -> None:
    """The response to HEAD has the headers of GET and no body."""
    assert call(page, {**SCOPE, "method": "HEAD"})[1]["body"] == b""


def test_request_without_response_is_logged_as_client_left(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A request without a response is logged with status 499."""
    caplog.set_level("INFO", logger="whosaid")

    assert call(send_nothing) == []
    assert [vars(r)["whosaid_fields"]["status"] for r in caplog.records] == [499]


def test_other_scopes_pass_through() -> None:
    """Scopes other than HTTP are passed to the application."""
    seen: list[str] = []

    async def lifespan(scope: Scope, *_: object) -> None:
        seen.append(scope["type"])

    call(lifespan, {"type": "lifespan"})

    assert seen == ["lifespan"]


async def refuse(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Reject a request without reading its body."""
    await send({"type": "http.response.start", "status": 415})


async def read_and_refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Reject a request after its whole body was read."""
    while (await receive()).get("more_body"):
        pass
    await refuse(scope, receive, send)


async def read_on(_scope: Scope, receive: Receive, send: Send) -> None:
    """Start a response before the end of the body, as a batch does."""
    await receive()
    await send({"type": "http.response.start", "status": 200})


LONG = [(b"content-length", b"6")]


@pytest.mark.parametrize(
    ("app", "headers", "closes"),
    [
        (refuse, LONG, True),
        (refuse, [(b"Transfer-Encoding", b"chunked")], True),
        (refuse, [], False),
        (refuse, [(b"Content-Length", b"0")], False),
        (read_and_refuse, LONG, False),
        (read_on, LONG, False),
    ],
)
def test_early_refusal_ends_the_connection(
    app: App, headers: list[tuple[bytes, bytes]], *, closes: bool
) -> None:
    """An error sent before the end of the body has ``Connection: close``."""
    body = iter([(b"abc", True), (b"def", False)])
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        part, more = next(body)
        return {"type": "http.request", "body": part, "more_body": more}

    scope = {**SCOPE, "method": "POST", "headers": headers}
    asyncio.run(RequestEnvelope(app)(scope, receive, send))

    assert ((b"connection", b"close") in sent[0]["headers"]) is closes

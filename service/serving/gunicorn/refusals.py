"""Answers to invalid HTTP requests, as problem details (RFC 9457)."""

from collections.abc import Iterable
from uuid import uuid4

import msgspec

from service.errors import PROBLEM_INSTANCE, PROBLEM_TYPE
from service.serving.gunicorn.reason_phrases import REASON_PHRASES

CODES = {
    400: "malformed_request",
    414: "uri_too_long",
    431: "headers_too_large",
    501: "not_implemented",
}
"""Status to code, of requests that do not reach the application."""


def problem(status: int, detail: str) -> dict[str, object]:
    """Return the problem details (RFC 9457) of an invalid HTTP request."""
    code = CODES.get(status, CODES[400])
    return {
        "type": f"{PROBLEM_TYPE}{code}",
        "title": "Malformed HTTP request",
        "status": status,
        "detail": detail,
        "instance": f"{PROBLEM_INSTANCE}{uuid4().hex}",
        "code": code,
        "path": None,
    }


def refusal(status: int, detail: str, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    """Return a complete HTTP/1.1 response that closes the connection.

    Args:
        status: of the response.
        detail: of the problem.
        headers: additional headers.
    """
    body = msgspec.json.encode(problem(status, detail))
    lines = (
        f"HTTP/1.1 {status} {REASON_PHRASES[status]}",
        "Content-Type: application/problem+json",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers),
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body

"""Answers to requests that are refused unread, as problem details (RFC 9457)."""

from collections.abc import Iterable

import msgspec

from service.errors import PROBLEM_INSTANCE, PROBLEM_TYPE
from service.serving.gunicorn.reason_phrases import REASON_PHRASES

CODES = {
    400: "malformed_request",
    414: "uri_too_long",
    431: "headers_too_large",
    501: "not_implemented",
    503: "overloaded",
}
"""Status to code, of requests that do not reach the application."""
MALFORMED = "Malformed HTTP request"
TITLES = {503: "Service overloaded"}
"""Status to title, where the request is not malformed."""


def refusal_code(status: int) -> str:
    """Return the problem code of a status."""
    return CODES.get(status, CODES[400])


def problem(status: int, detail: str, *, request_id: str) -> dict[str, object]:
    """Return the problem details (RFC 9457) of a request that was not read."""
    code = refusal_code(status)
    return {
        "type": f"{PROBLEM_TYPE}{code}",
        "title": TITLES.get(status, MALFORMED),
        "status": status,
        "detail": detail,
        "instance": f"{PROBLEM_INSTANCE}{request_id}",
        "code": code,
        "path": None,
    }


def refusal(
    status: int,
    detail: str,
    headers: Iterable[tuple[str, str]] = (),
    *,
    request_id: str,
) -> bytes:
    """Return a complete HTTP/1.1 response that closes the connection.

    Args:
        status: of the response.
        detail: of the problem.
        headers: additional headers.
        request_id: also in the log.
    """
    body = msgspec.json.encode(problem(status, detail, request_id=request_id))
    lines = (
        f"HTTP/1.1 {status} {REASON_PHRASES[status]}",
        "Content-Type: application/problem+json",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers),
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body

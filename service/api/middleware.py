"""What surrounds every request: its id, its headers, its line in the log."""

import logging
import re
import time
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any

from service.api.problems import (
    PROBLEM_JSON,
    SERVER_FAULT,
    encode_problem,
    to_problem,
)
from service.logs import log_event

logger = logging.getLogger("whosaid.http")

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

REQUEST_ID = b"x-request-id"
SAFE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
FALLBACK_HEADERS = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)
"""Sent unless the answer brings its own, as a page does."""
PROBES = frozenset({"/livez", "/readyz"})
"""Logged at debug while they succeed: they come every few seconds."""
CLIENT_LEFT = 499
"""Logged, never sent: nobody was there to read a status."""


class Surroundings:
    """Gives every request an id, safe headers, one log line and, at worst, a 500."""

    def __init__(
        self, app: App, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; other scopes pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = self._clock()
        request_id = choose_id(scope["headers"])
        scope.setdefault("state", {})["request_id"] = request_id
        sent = _Sender(send, scope["state"], bodiless=scope["method"] == "HEAD")
        try:
            await self._app(scope, receive, sent)
        except Exception as error:  # noqa: BLE001 - the last resort
            log_event(
                logger,
                "request failed",
                level=logging.ERROR,
                error=error,
                request_id=request_id,
            )
            if not sent.status:
                await send_problem(sent, error, request_id=request_id)
        finally:
            probed = scope.get("path_template") in PROBES and sent.status < SERVER_FAULT
            log_event(
                logger,
                "request",
                level=logging.DEBUG if probed else logging.INFO,
                request_id=request_id,
                method=scope["method"],
                route=scope.get("path_template", ""),
                status=sent.status or CLIENT_LEFT,
                key=scope["state"].get("key"),
                seconds=round(self._clock() - began, 4),
            )


class _Sender:
    """An ASGI ``send`` that completes the headers and remembers the status."""

    def __init__(self, send: Send, state: Mapping[str, Any], *, bodiless: bool) -> None:
        self._send = send
        self._bodiless = bodiless
        self._state = state
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = [
                (name, value)
                for name, value in message.get("headers", ())
                if name.lower() != REQUEST_ID
            ]
            names = {name.lower() for name, _ in given}
            extra = [pair for pair in FALLBACK_HEADERS if pair[0] not in names]
            own = (REQUEST_ID, self._state["request_id"].encode())
            rate: dict[str, str] = self._state.get("headers", {})
            told = [(k.lower().encode(), v.encode()) for k, v in rate.items()]
            message = {
                **message,
                "headers": [*given, *SECURITY_HEADERS, *extra, *told, own],
            }
        elif self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)


def choose_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the client's request id if it is safe to log, else a new one."""
    for name, value in headers:
        if name.lower() == REQUEST_ID and SAFE_ID.fullmatch(value):
            return value.decode()
    return uuid.uuid4().hex


async def send_problem(send: Send, error: Exception, *, request_id: str) -> None:
    """Answer with the problem of an error, below any framework."""
    problem = to_problem(error, request_id=request_id)
    body = encode_problem(problem)
    headers = [
        (b"content-type", PROBLEM_JSON.encode()),
        (b"content-length", str(len(body)).encode()),
    ]
    await send(
        {"type": "http.response.start", "status": problem.status, "headers": headers}
    )
    await send({"type": "http.response.body", "body": body})

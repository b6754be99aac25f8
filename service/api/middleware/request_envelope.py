"""What surrounds every request: its id, its headers, its line in the log."""

import logging
import re
import time
import uuid
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from service.api.middleware.compression import Headers, deflated, header, inflated
from service.api.middleware.metrics import Metrics, known_method
from service.api.problems import (
    INTERNAL_CODE,
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
CLIENT_FAULT = 400
CLOSING = (b"connection", b"close")
"""Told with an error that did not wait for the request's body. gunicorn (27.0) closes
after it without a word, and a client would send its next request into the void."""
PROBES = frozenset({"/livez", "/readyz"})
"""Logged at debug while they succeed: they come every few seconds."""
CLIENT_LEFT = 499
"""Logged, never sent: nobody was there to read a status."""


class Surroundings:
    """Gives every request an id, safe headers, one log line and, at worst, a 500."""

    def __init__(
        self,
        app: App,
        *,
        metrics: Metrics | None = None,
        begin_stop: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._metrics = metrics or Metrics()
        self._app = app
        self.begin_stop = begin_stop
        """What gunicorn's worker calls when it is told to stop."""
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; other scopes pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = self._clock()
        request_id = choose_id(scope["headers"])
        scope.setdefault("state", {}).update(request_id=request_id, began=began)
        headers = scope["headers"]
        taken = _Receiver(receive, headers)
        sent = _Sender(
            send, scope["state"], taken=taken, bodiless=scope["method"] == "HEAD"
        )
        try:
            await self._app(scope, inflated(headers, taken), deflated(headers, sent))
        except Exception as error:  # noqa: BLE001 - the last resort
            await self._rescue(sent, error)
        finally:
            self._record(scope, sent.status, self._clock() - began)

    async def _rescue(self, sent: "_Sender", error: Exception) -> None:
        """Log an error that nothing below has caught, and answer if there is time."""
        log_event(
            logger,
            "request failed",
            level=logging.ERROR,
            error=error,
            request_id=sent.state["request_id"],
        )
        sent.state["code"] = INTERNAL_CODE
        if not sent.status:
            await send_problem(sent, error, request_id=sent.state["request_id"])

    def _record(self, scope: Scope, given: int, seconds: float) -> None:
        """Count a request and write its line in the log."""
        status = given or CLIENT_LEFT
        route: str = scope.get("path_template", "")
        state = scope["state"]
        self._metrics.count_request(
            method=scope["method"], route=route, status=status, seconds=seconds
        )
        if "code" in state:
            self._metrics.count_error(state["code"])
        probed = route in PROBES and status < SERVER_FAULT
        log_event(
            logger,
            "request",
            level=logging.DEBUG if probed else logging.INFO,
            request_id=state["request_id"],
            method=known_method(scope["method"]),
            route=route,
            status=status,
            key=state.get("key"),
            seconds=round(seconds, 4),
        )


class _Receiver:
    """An ASGI ``receive`` that knows whether the whole body was taken."""

    def __init__(self, receive: Receive, headers: Headers) -> None:
        self._receive = receive
        self.complete = not announces_body(headers)

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self.complete = not message.get("more_body", False)
        return message


class _Sender:
    """An ASGI ``send`` that completes the headers and remembers the status."""

    def __init__(
        self,
        send: Send,
        state: MutableMapping[str, Any],
        *,
        taken: _Receiver,
        bodiless: bool,
    ) -> None:
        self._send = send
        self._taken = taken
        self._bodiless = bodiless
        self.state = state
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
            own = (REQUEST_ID, self.state["request_id"].encode())
            rate: dict[str, str] = self.state.get("headers", {})
            told = [(k.lower().encode(), v.encode()) for k, v in rate.items()]
            if self.status >= CLIENT_FAULT and not self._taken.complete:
                told.append(CLOSING)
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


def announces_body(headers: Headers) -> bool:
    """Return whether a request has a body, as far as its headers tell."""
    chunked = header(headers, b"transfer-encoding")
    return bool(chunked or header(headers, b"content-length").strip(b" 0"))


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

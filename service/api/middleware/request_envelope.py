"""The outermost middleware: request ids, response headers, access log, last resort."""

import asyncio
import logging
import re
import time
import uuid
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from service.api.middleware.compression import (
    Headers,
    compress_send,
    decompress_receive,
    header_value,
)
from service.api.middleware.metrics import Metrics, method_label
from service.api.middleware.request_head import read_head
from service.api.problems import (
    INTERNAL_CODE,
    PROBLEM_JSON,
    SERVER_FAULT,
    encode_problem,
    to_problem,
)
from service.logs import log_event
from service.serving.stopping import BeginStop, ignore_stop
from service.wire.request_errors import MalformedRequest

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
"""Sent unless the response has its own values, as the web pages do."""
CLIENT_FAULT = 400
CONNECTION_CLOSE = (b"connection", b"close")
"""Added to an error sent before the whole request body was read: gunicorn (27.0) closes
the connection after it without announcing that, so the next request would be lost."""
PROBES = frozenset({"/livez", "/readyz"})
"""Logged at debug level while they succeed, since they arrive every few seconds."""
MESSAGES_A_TURN = 500
"""Parts of a body that are received before other tasks run."""
CLIENT_LEFT = 499
"""Status in the log for a client that disconnected before a response; never sent."""


class RequestEnvelope:
    """ASGI middleware around the whole application.

    Every request gets an id, security headers, one log line and, where the application
    raises, a problem of status 500. Bodies are decompressed and compressed here.
    """

    def __init__(
        self,
        app: App,
        *,
        metrics: Metrics | None = None,
        begin_stop: BeginStop = ignore_stop,
        is_ready: Callable[[], bool] = lambda: True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._metrics = metrics or Metrics()
        self._app = app
        self.begin_stop = begin_stop
        """Called by the gunicorn worker when it begins a graceful stop."""
        self.is_ready = is_ready
        """Called by the gunicorn worker of a reload before it listens."""
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle an HTTP request; other scopes pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = self._clock()
        request_id = choose_request_id(scope["headers"])
        scope.setdefault("state", {}).update(request_id=request_id, began=began)
        headers = scope["headers"]
        receiver = _Receiver(receive, headers)
        sender = _Sender(
            send, scope["state"], receiver=receiver, bodiless=scope["method"] == "HEAD"
        )
        try:
            scope = read_head(scope)
            await self._app(
                scope,
                decompress_receive(headers, receiver),
                compress_send(headers, sender),
            )
        except MalformedRequest as error:
            sender.state["code"] = error.code
            await send_problem(sender, error, request_id=request_id)
        except Exception as error:  # noqa: BLE001 - the last resort
            await self._handle_uncaught(sender, error)
        finally:
            self._record(scope, sender.status, self._clock() - began)

    async def _handle_uncaught(self, sender: "_Sender", error: Exception) -> None:
        """Log an uncaught error; send its problem unless a response has begun."""
        log_event(
            logger,
            "request failed",
            level=logging.ERROR,
            error=error,
            request_id=sender.state["request_id"],
        )
        sender.state["code"] = INTERNAL_CODE
        if not sender.status:
            await send_problem(sender, error, request_id=sender.state["request_id"])

    def _record(self, scope: Scope, given: int, seconds: float) -> None:
        """Count a finished request and log it."""
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
            method=method_label(scope["method"]),
            route=route,
            status=status,
            key=state.get("key"),
            seconds=round(seconds, 4),
        )


class _Receiver:
    """An ASGI ``receive`` that records whether the whole body was received.

    It lets other tasks run after each ``MESSAGES_A_TURN`` messages: gunicorn returns
    those that have arrived without a pause, and a body may have one for each byte.
    """

    def __init__(self, receive: Receive, headers: Headers) -> None:
        self._receive = receive
        self._messages = 0
        self.complete = not declares_body(headers)

    async def __call__(self) -> Message:
        self._messages += 1
        if self._messages % MESSAGES_A_TURN == 0:
            await asyncio.sleep(0)
        message = await self._receive()
        if message["type"] == "http.request":
            self.complete = not message.get("more_body", False)
        return message


class _Sender:
    """An ASGI ``send`` that adds the common headers and records the status."""

    def __init__(
        self,
        send: Send,
        state: MutableMapping[str, Any],
        *,
        receiver: _Receiver,
        bodiless: bool,
    ) -> None:
        self._send = send
        self._receiver = receiver
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
            added = [(k.lower().encode(), v.encode()) for k, v in rate.items()]
            if self.status >= CLIENT_FAULT and not self._receiver.complete:
                added.append(CONNECTION_CLOSE)
            message = {
                **message,
                "headers": [*given, *SECURITY_HEADERS, *extra, *added, own],
            }
        elif self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)


def choose_request_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the client's X-Request-Id if it is safe to log, else a new id."""
    for name, value in headers:
        if name.lower() == REQUEST_ID and SAFE_ID.fullmatch(value):
            return value.decode()
    return uuid.uuid4().hex


def declares_body(headers: Headers) -> bool:
    """Whether the headers of a request declare a non-empty body."""
    chunked = header_value(headers, b"transfer-encoding")
    return bool(chunked or header_value(headers, b"content-length").strip(b" 0"))


async def send_problem(send: Send, error: Exception, *, request_id: str) -> None:
    """Send the problem of an error as plain ASGI messages."""
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

"""ASGI: the path and the key of a request, before the SDK reads it."""

import uuid
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any

from service.api.auth.key_guard import request_key
from service.api.auth.keys import StoredKey, find_key
from service.api.auth.rate_limits import RateLimiter
from service.api.problem_reporting import report_problem
from service.api.problems import PROBLEM_JSON, encode_problem, problem_headers
from service.errors import RequestError
from service.wire.request_errors import KeyMissing, KeyUnknown

PATH = "/mcp"
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class KeyGate:
    """Passes requests for ``PATH`` on, with keys configured those that have one."""

    def __init__(
        self, app: App, keys: Sequence[StoredKey], limiter: RateLimiter
    ) -> None:
        self._app = app
        self._keys = tuple(keys)
        self._limiter = limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one HTTP request, or answer it with a problem."""
        if scope["type"] != "http":
            return
        if scope["path"] != PATH:
            await _send(404, "text/plain", f"the path is {PATH}".encode(), {}, send)
            return
        try:
            self._admit(scope)
        except RequestError as error:
            problem = report_problem(error, request_id=uuid.uuid4().hex)
            body, headers = encode_problem(problem), problem_headers(error)
            await _send(problem.status, PROBLEM_JSON, body, headers, send)
            return
        await self._app(scope, receive, send)

    def _admit(self, scope: Scope) -> None:
        """Check the key of a request, charge it, and let tools charge it again.

        Raises:
            RequestError: the key is missing, unknown or over its rate limit.
        """
        if not self._keys:
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
        given = request_key(headers)
        if not given:
            raise KeyMissing
        key = find_key(self._keys, given)
        if key is None:
            raise KeyUnknown
        self._limiter.charge(key.name)
        state = scope.setdefault("state", {})
        state["charge"] = lambda: self._limiter.charge(key.name)


async def _send(
    status: int, media: str, body: bytes, headers: Mapping[str, str], send: Send
) -> None:
    own = {"Content-Type": media, "Content-Length": str(len(body)), **headers}
    pairs = [(name.lower().encode(), value.encode()) for name, value in own.items()]
    start = {"type": "http.response.start", "status": status, "headers": pairs}
    await send(start)
    await send({"type": "http.response.body", "body": body})

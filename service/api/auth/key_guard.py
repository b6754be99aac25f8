"""The Litestar guard that requires API keys and applies their rate limits."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from service.api.auth.keys import StoredKey, find_key, is_loopback
from service.api.auth.rate_limits import RateLimiter
from service.wire.request_errors import (
    KeyMissing,
    KeyUnknown,
    OnlyLocal,
    RateLimited,
)

METRICS = "/metrics"
PROTECTED = "/v1/"
BEARER = "bearer "
KEY_ERRORS = (KeyMissing, KeyUnknown, RateLimited)
"""Errors of a request for a path below ``/v1/``."""

Connection = ASGIConnection[Any, Any, Any, Any]


class KeyGuard:
    """A Litestar guard for ``/v1/`` and ``/metrics``.

    With keys configured both need one. Without keys ``/v1/`` is open and ``/metrics``
    is restricted to clients on the same machine.
    """

    def __init__(self, keys: Sequence[StoredKey], limiter: RateLimiter) -> None:
        self._keys = tuple(keys)
        self._limiter = limiter

    async def __call__(self, connection: Connection, handler: BaseRouteHandler) -> None:
        """Check the key of a request and charge its rate; record both in its state.

        Async although it awaits nothing: Litestar runs sync guards in a thread.

        Raises:
            RequestError: the key is missing, unknown or over its rate limit.
        """
        del handler
        template: str = connection.scope["path_template"]
        if template == METRICS:
            self._check_metrics(connection)
        elif template.startswith(PROTECTED) and self._keys:
            key = self._identify(connection.headers)
            state = connection.scope["state"]
            state["key"] = key.name
            state["headers"] = self._limiter.charge(key.name)
            state["charge"] = lambda: self._limiter.charge(key.name)

    def _check_metrics(self, connection: Connection) -> None:
        if self._keys:
            self._identify(connection.headers)
        elif not (connection.client and is_loopback(connection.client.host)):
            raise OnlyLocal

    def _identify(self, headers: Mapping[str, str]) -> StoredKey:
        given = request_key(headers)
        if not given:
            raise KeyMissing
        key = find_key(self._keys, given)
        if key is None:
            raise KeyUnknown
        return key


def request_key(headers: Mapping[str, str]) -> str:
    """Return the key from ``Authorization: Bearer`` or ``X-API-Key``, or ""."""
    authorization = headers.get("authorization", "")
    if authorization.lower().startswith(BEARER):
        return authorization[len(BEARER) :].strip()
    return headers.get("x-api-key", "").strip()

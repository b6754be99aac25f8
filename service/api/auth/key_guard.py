"""The Litestar guard that requires API keys and applies their rate limits."""

from collections.abc import Callable, Mapping, Sequence
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
FORWARDED = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
)
"""Headers that a proxy adds to the requests of others."""
BEARER = "bearer "
KEY_ERRORS = (KeyMissing, KeyUnknown, RateLimited)
"""Errors of a request for a path below ``/v1/``."""

Connection = ASGIConnection[Any, Any, Any, Any]


class KeyGuard:
    """A Litestar guard for ``/v1/`` and ``/metrics``.

    With keys configured both need one. Without keys ``/v1/`` is open and ``/metrics``
    is restricted to clients on the same machine; a request that a proxy has forwarded
    comes from another one, although the proxy may be local.
    """

    def __init__(
        self, keys: Callable[[], Sequence[StoredKey]], limiter: RateLimiter
    ) -> None:
        """Create a guard.

        Args:
            keys: returns the keys that are valid now.
            limiter: counts the requests of each key.
        """
        self._keys = keys
        self._limiter = limiter

    async def __call__(self, connection: Connection, handler: BaseRouteHandler) -> None:
        """Check the key of a request and charge its rate; record both in its state.

        Async although it awaits nothing: Litestar runs sync guards in a thread.

        Raises:
            RequestError: the key is missing, unknown or over its rate limit.
        """
        del handler
        template: str = connection.scope["path_template"]
        keys = self._keys()
        if template == METRICS:
            _check_metrics(keys, connection)
        elif template.startswith(PROTECTED) and keys:
            key = _identify(keys, connection.headers)
            state = connection.scope["state"]
            state["key"] = key.name
            state["headers"] = self._limiter.charge(key.name)
            state["charge"] = lambda: self._limiter.charge(key.name)


def _check_metrics(keys: Sequence[StoredKey], connection: Connection) -> None:
    if keys:
        _identify(keys, connection.headers)
    elif not _is_local(connection):
        raise OnlyLocal


def _is_local(connection: Connection) -> bool:
    client = connection.client
    forwarded = any(name in connection.headers for name in FORWARDED)
    return client is not None and is_loopback(client.host) and not forwarded


def _identify(keys: Sequence[StoredKey], headers: Mapping[str, str]) -> StoredKey:
    given = request_key(headers)
    if not given:
        raise KeyMissing
    key = find_key(keys, given)
    if key is None:
        raise KeyUnknown
    return key


def request_key(headers: Mapping[str, str]) -> str:
    """Return the key from ``Authorization: Bearer`` or ``X-API-Key``, or ""."""
    authorization = headers.get("authorization", "")
    if authorization.lower().startswith(BEARER):
        return authorization[len(BEARER) :].strip()
    return headers.get("x-api-key", "").strip()

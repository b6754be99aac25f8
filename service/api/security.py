"""Who may ask, and how often: keys and their rates."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from service.api.errors import KeyMissing, KeyUnknown, OnlyLocal, RateLimited
from service.api.keys import StoredKey, find_key, is_loopback

WINDOW = 60.0
"""Seconds in which a key's requests are counted."""
METRICS = "/metrics"
PROTECTED = "/v1/"
BEARER = "bearer "

Connection = ASGIConnection[Any, Any, Any, Any]


class Limiter:
    """Counts the requests of each key in windows of a minute; 0 sets no limit."""

    def __init__(
        self, rate: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate = rate
        self._clock = clock
        self._counts: dict[str, tuple[float, int]] = {}

    def charge(self, name: str) -> dict[str, str]:
        """Count a request; return the headers that tell how many are left.

        Raises:
            RateLimited: none was left.
        """
        if not self.rate:
            return {}
        now = self._clock()
        began, count = self._counts.get(name, (now, 0))
        if now - began >= WINDOW:
            began, count = now, 0
        reset = math.ceil(began + WINDOW - now)
        if count >= self.rate:
            raise RateLimited(rate=self.rate, retry_after=reset)
        self._counts[name] = (began, count + 1)
        return rate_headers(self.rate, left=self.rate - count - 1, reset=reset)


def rate_headers(rate: int, *, left: int, reset: int) -> dict[str, str]:
    """Return the headers that tell a client its rate."""
    return {
        "RateLimit-Limit": str(rate),
        "RateLimit-Remaining": str(left),
        "RateLimit-Reset": str(reset),
    }


class Gate:
    """A Litestar guard: what costs something, or tells something, needs a key."""

    def __init__(self, keys: Sequence[StoredKey], limiter: Limiter) -> None:
        self._keys = tuple(keys)
        self._limiter = limiter

    async def __call__(self, connection: Connection, handler: BaseRouteHandler) -> None:
        """Let a request pass; tell its state whose it is.

        It waits for nothing, but Litestar would call a plain function in a thread.

        Raises:
            RequestError: it has no key, a wrong one, or one that is used up.
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
        given = given_key(headers)
        if not given:
            raise KeyMissing
        key = find_key(self._keys, given)
        if key is None:
            raise KeyUnknown
        return key


def given_key(headers: Mapping[str, str]) -> str:
    """Return the key that a request carries, or an empty string."""
    authorization = headers.get("authorization", "")
    if authorization.lower().startswith(BEARER):
        return authorization[len(BEARER) :].strip()
    return headers.get("x-api-key", "").strip()

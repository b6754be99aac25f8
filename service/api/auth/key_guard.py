"""Who may ask, and how often: keys and their rates."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from service.api.auth.keys import StoredKey, find_key, is_loopback
from service.api.auth.rate_limits import Limiter
from service.wire.request_errors import KeyMissing, KeyUnknown, OnlyLocal

METRICS = "/metrics"
PROTECTED = "/v1/"
BEARER = "bearer "

Connection = ASGIConnection[Any, Any, Any, Any]


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

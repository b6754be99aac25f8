"""Which connections have to go: a policy without sockets or clocks."""

from typing import Literal, NamedTuple

ConnectionAction = Literal["keep", "close", "abort"]
IDLE_AT_STOP = 1.0
"""Seconds a connection must have been idle before a stop closes it."""


class ConnectionState(NamedTuple):
    """What a connection is doing at a moment."""

    idle: bool
    """No request is being read in full or answered."""
    requests: int
    """Requests whose headers came so far."""
    unsent: int
    """Bytes of answers that the client has not taken."""


class ConnectionLimits(NamedTuple):
    """Seconds that a client may take."""

    headers: float
    """From connecting to the end of the first request's headers."""
    sending: float
    """Without taking one byte of an answer."""


class ConnectionPolicy:
    """Remembers since when each connection has looked as it looks."""

    def __init__(self, limits: ConnectionLimits) -> None:
        self._limits = limits
        self._since: dict[int, tuple[ConnectionState, float]] = {}

    def check(
        self, key: int, look: ConnectionState, *, now: float, stopping: bool
    ) -> ConnectionAction:
        """Return what to do with a connection that looks like this now."""
        before, since = self._since.get(key, (look, now))
        if before != look:
            since = now
        self._since[key] = (look, since)
        for_seconds = now - since
        if look.unsent and for_seconds >= self._limits.sending:
            return "abort"
        if look.idle and not look.requests and for_seconds >= self._limits.headers:
            return "close"
        if look.idle and stopping and for_seconds >= IDLE_AT_STOP:
            return "close"
        return "keep"

    def forget(self, key: int) -> None:
        """Let a connection go that has ended."""
        self._since.pop(key, None)

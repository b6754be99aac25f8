"""The policy of closing connections, without sockets or clocks."""

from typing import Literal, NamedTuple

ConnectionAction = Literal["keep", "close", "abort"]
IDLE_AT_STOP = 1.0
"""Seconds a connection must have been idle before a stop closes it."""


class ConnectionState(NamedTuple):
    """The state of a connection at one time."""

    idle: bool
    """Whether no request is being received or answered."""
    requests: int
    """Number of requests whose headers were received."""
    unsent: int
    """Bytes of answers that the client has not received."""


class ConnectionLimits(NamedTuple):
    """Timeouts of a client, in seconds."""

    headers: float
    """From the connection to the end of the first request's headers."""
    sending: float
    """Without receiving a byte of an answer."""


class ConnectionPolicy:
    """Decides by how long the state of a connection has not changed."""

    def __init__(self, limits: ConnectionLimits) -> None:
        self._limits = limits
        self._since: dict[int, tuple[ConnectionState, float]] = {}

    def check(
        self, key: int, state: ConnectionState, *, now: float, stopping: bool
    ) -> ConnectionAction:
        """Return what to do with a connection.

        Args:
            key: of the connection.
            state: current state.
            now: in seconds, on any monotonic clock.
            stopping: whether a graceful stop has begun.
        """
        before, since = self._since.get(key, (state, now))
        if before != state:
            since = now
        self._since[key] = (state, since)
        unchanged = now - since
        if state.unsent and unchanged >= self._limits.sending:
            return "abort"
        if state.idle and not state.requests and unchanged >= self._limits.headers:
            return "close"
        if state.idle and stopping and unchanged >= IDLE_AT_STOP:
            return "close"
        return "keep"

    def forget(self, key: int) -> None:
        """Remove a connection that has ended."""
        self._since.pop(key, None)

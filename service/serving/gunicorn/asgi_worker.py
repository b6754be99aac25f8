# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportPrivateUsage=false, reportIncompatibleMethodOverride=false
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false
# ruff: noqa: SLF001 - the state of a connection is private in gunicorn
"""gunicorn's ASGI worker with limits on connections.

The stock worker (27.0) has no timeout for the headers of the first request and for a
client that does not read an answer, does not limit the number of connections, answers
invalid HTTP in plain text, and in a graceful stop waits for idle connections.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import uuid4

from gunicorn.asgi import protocol
from gunicorn.glogging import Logger
from gunicorn.workers.gasgi import ASGIWorker

from service.logs import log_event
from service.serving.gunicorn.connection_policy import (
    ConnectionLimits,
    ConnectionPolicy,
    ConnectionState,
)
from service.serving.gunicorn.reason_phrases import REASON_PHRASES
from service.serving.gunicorn.refusals import refusal, refusal_code
from service.serving.stopping import BeginStop, ignore_stop
from service.settings import Settings

logger = logging.getLogger("whosaid.http")

CHECK_INTERVAL = 0.5
"""Seconds between two checks of all connections."""
TOO_MANY = "the service has too many connections"
RETRY_AFTER = ("Retry-After", "1")
READ_BYTES = 16_384
"""Most bytes of one read from a connection: gunicorn parses all of them in one step of
the event loop, which for chunks of one byte takes some four microseconds a chunk."""
STOP_SIGNALS = frozenset({signal.SIGTERM, signal.SIGQUIT, signal.SIGINT})
"""Blocked from the fork of a worker to ``init_signals``."""
REPLACED = b"r"
"""Written by the master to the heartbeat file of a worker that a reload replaces."""
# gunicorn's own table is short ("406 Unknown") and has phrases of older standards.
protocol._REASON_PHRASES.update(REASON_PHRASES)


class Log(Logger):  # type: ignore[misc]
    """gunicorn's logger without an access log, which the application writes itself.

    With a ``logconfig_dict`` the stock logger formats a line of dozens of fields for
    each request even if no handler is configured.
    """

    @property
    def access_log_enabled(self) -> bool:
        """Always false."""
        return False


class RefusingProtocol(asyncio.Protocol):
    """Answers a connection over the limit with status 503."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the answer and close the connection."""
        if isinstance(transport, asyncio.Transport):
            transport.write(_log_refusal(503, TOO_MANY, (RETRY_AFTER,)))
        transport.close()


class LimitedAsgiWorker(ASGIWorker):  # type: ignore[misc]
    """Closes idle and stalled connections, and refuses those over the limit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._connections: set[asyncio.Protocol] = set()
        settings = Settings.from_environ(os.environ)
        limits = ConnectionLimits(settings.header_seconds, settings.send_seconds)
        self._policy = ConnectionPolicy(limits)

    def _setup_event_loop(self) -> None:
        """Wrap ``create_server``, to record connections: the stock worker does not."""
        super()._setup_event_loop()
        create = self.loop.create_server

        async def create_server(
            factory: Callable[[], asyncio.Protocol],
            **options: Any,  # noqa: ANN401 - passed on
        ) -> asyncio.Server:
            server: asyncio.Server = await create(
                lambda: self._admit(factory), **options
            )
            return server

        self.loop.create_server = create_server

    def _admit(self, factory: Callable[[], asyncio.Protocol]) -> asyncio.Protocol:
        if self.nr_conns >= self.cfg.worker_connections:
            return RefusingProtocol()
        connection: asyncio.Protocol = factory()
        connect = partial(_connect, connection.connection_made)
        setattr(connection, "connection_made", connect)  # noqa: B010 - untyped
        refuse = partial(_refuse, connection)
        setattr(connection, "_send_error_response", refuse)  # noqa: B010 - untyped
        self._connections.add(connection)
        return connection

    def init_signals(self) -> None:
        """Install the signal handlers; signals that came since the fork follow."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)

    def handle_exit_signal(self) -> None:
        """Begin a graceful stop, also in the application.

        New connections are left to the successor at once: gunicorn would accept them
        for up to a second more, and a worker that stops is not ready.
        """
        super().handle_exit_signal()
        for server in self.servers:
            server.close()
        begin_stop: BeginStop = getattr(self.asgi, "begin_stop", ignore_stop)
        begin_stop(is_replaced=os.pread(self.tmp.fileno(), 1, 0) == REPLACED)

    async def _serve(self) -> None:
        checks = self.loop.create_task(self._check_connections())
        try:
            await super()._serve()
        finally:
            checks.cancel()

    async def _check_connections(self) -> None:
        while True:
            await asyncio.sleep(CHECK_INTERVAL)
            for connection in list(self._connections):
                self._check_connection(connection)

    def _check_connection(self, connection: Any) -> None:  # noqa: ANN401 - untyped
        transport = connection.transport
        if connection._conn_lost_handled:
            self._connections.discard(connection)
            self._policy.forget(id(connection))
            return
        if transport is None:  # connection_made was not called yet
            return
        state = ConnectionState(
            idle=connection._awaiting_request and not connection._finishing_calls,
            requests=connection.req_count - connection._awaiting_request,
            unsent=transport.get_write_buffer_size(),
        )
        action = self._policy.check(
            id(connection), state, now=self.loop.time(), stopping=not self.alive
        )
        if action == "close":
            transport.close()
        elif action == "abort":
            transport.abort()


def _connect(
    connection_made: Callable[[asyncio.BaseTransport], None],
    transport: asyncio.BaseTransport,
) -> None:
    """Begin a connection whose reads are small."""
    setattr(transport, "max_size", READ_BYTES)  # noqa: B010 - of asyncio's class
    connection_made(transport)


def _refuse(
    connection: Any,  # noqa: ANN401 - untyped
    status: int,
    message: str,
    extra_headers: Iterable[tuple[str, str]] = (),
) -> None:
    """Answer invalid HTTP with problem details (RFC 9457) in place of plain text."""
    connection._safe_write(_log_refusal(status, message, extra_headers))


def _log_refusal(
    status: int, detail: str, headers: Iterable[tuple[str, str]] = ()
) -> bytes:
    """Log a refusal under a new request id, without its detail; return the answer."""
    request_id = uuid4().hex
    log_event(
        logger,
        "request refused",
        request_id=request_id,
        status=status,
        code=refusal_code(status),
    )
    return refusal(status, detail, headers, request_id=request_id)


def mark_replaced(worker: Any) -> None:  # noqa: ANN401 - untyped
    """Tell a worker, in the master's process, that its successor already serves."""
    os.pwrite(worker.tmp.fileno(), REPLACED, 0)

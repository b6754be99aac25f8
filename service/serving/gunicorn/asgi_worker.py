# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportPrivateUsage=false, reportIncompatibleMethodOverride=false
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false
# ruff: noqa: SLF001 - the worker tells what its connections do by no other way
"""gunicorn's asgi worker with an eye on its connections.

The stock worker (27.0) waits for the first request's headers for ever, keeps an answer
that nobody takes for ever, counts connections without a limit, refuses what it cannot
read in plain text, and in a graceful stop waits its whole time for idle connections.
"""

import asyncio
import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gasgi import ASGIWorker

from service.serving.gunicorn.connection_policy import (
    ConnectionLimits,
    ConnectionPolicy,
    ConnectionState,
)
from service.serving.gunicorn.refusals import refusal
from service.settings import Settings

INTERVAL = 0.5
"""Seconds between two rounds of the policy."""
OVERLOADED_RESPONSE = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n"
    b"Connection: close\r\nContent-Length: 0\r\n\r\n"
)


class Log(Logger):  # type: ignore[misc]
    """gunicorn's log without a line for each request: the application writes its own.

    With a ``logconfig_dict`` the stock log makes such a line, of dozens of fields,
    for handlers that are not there.
    """

    @property
    def access_log_enabled(self) -> bool:
        """Never: see above."""
        return False


class RefusingProtocol(asyncio.Protocol):
    """Turns a connection away that is one too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Say so, and close."""
        if isinstance(transport, asyncio.Transport):
            transport.write(OVERLOADED_RESPONSE)
        transport.close()


class LimitedAsgiWorker(ASGIWorker):  # type: ignore[misc]
    """Ends connections that hold on to the service for nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._connections: set[asyncio.Protocol] = set()
        settings = Settings.from_environ(os.environ)
        limits = ConnectionLimits(settings.header_seconds, settings.send_seconds)
        self._policy = ConnectionPolicy(limits)

    def _setup_event_loop(self) -> None:
        """Have every connection pass by here: the worker itself keeps no list."""
        super()._setup_event_loop()
        create = self.loop.create_server

        async def create_server(
            factory: Callable[[], asyncio.Protocol],
            **options: Any,  # noqa: ANN401 - handed on
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
        refuse = partial(_refuse, connection)
        setattr(connection, "_send_error_response", refuse)  # noqa: B010 - untyped
        self._connections.add(connection)
        return connection

    def handle_exit_signal(self) -> None:
        """Tell the application that a graceful stop begins."""
        super().handle_exit_signal()
        begin_stop: Callable[[], None] = getattr(self.asgi, "begin_stop", _nothing)
        begin_stop()

    async def _serve(self) -> None:
        rounds = self.loop.create_task(self._walk())
        try:
            await super()._serve()
        finally:
            rounds.cancel()

    async def _walk(self) -> None:
        while True:
            await asyncio.sleep(INTERVAL)
            for connection in list(self._connections):
                self._check_connection(connection)

    def _check_connection(self, connection: Any) -> None:  # noqa: ANN401 - untyped
        transport = connection.transport
        if connection._conn_lost_handled:
            self._connections.discard(connection)
            self._policy.forget(id(connection))
            return
        if transport is None:  # accepted in this turn of the loop
            return
        look = ConnectionState(
            idle=connection._awaiting_request and not connection._finishing_calls,
            requests=connection.req_count - connection._awaiting_request,
            unsent=transport.get_write_buffer_size(),
        )
        verdict = self._policy.check(
            id(connection), look, now=self.loop.time(), stopping=not self.alive
        )
        if verdict == "close":
            transport.close()
        elif verdict == "abort":
            transport.abort()


def _refuse(
    connection: Any,  # noqa: ANN401 - untyped
    status: int,
    message: str,
    extra_headers: Iterable[tuple[str, str]] = (),
) -> None:
    """Answer what cannot be read with a problem, where gunicorn sends plain text."""
    connection._safe_write(refusal(status, message, extra_headers))


def _nothing() -> None:
    """Stand in where an application need not be told."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false
"""The HTTP worker of a reload, which listens when its models are loaded."""

import asyncio
import logging
import os
from collections.abc import Callable
from typing import Any

from service.errors import WhosaidError
from service.logs import log_event
from service.serving.gunicorn.asgi_worker import LimitedAsgiWorker

logger = logging.getLogger("gunicorn.error")

LOADING_SECONDS = 600.0
"""Time limit of a reload. Long, as the old worker serves meanwhile, and the pool may
have to start its processes more than once on a busy machine."""
CHECK_SECONDS = 0.1
"""Between two questions whether the application is ready."""
FAILED = 1
"""Exit status of a worker that did not become ready. gunicorn's own (3 and 4) end the
master, and with it the old worker."""
LISTENING = b"l"
"""Written to the heartbeat file, which the worker shares with its master."""


class SuccessorWorker(LimitedAsgiWorker):
    """Listens once the application is ready; a failed start ends this worker only."""

    def init_process(self) -> None:
        """Run the worker.

        Raises:
            SystemExit: with ``FAILED`` if it could not start.
        """
        try:
            super().init_process()
        except SystemExit as error:
            raise SystemExit(FAILED if error.code else 0) from error
        except Exception as error:
            detail = str(error) if isinstance(error, WhosaidError) else ""
            log_event(
                logger,
                "worker failed to start",
                level=logging.ERROR,
                error=error,
                detail=detail,
            )
            raise SystemExit(FAILED) from error

    def _setup_event_loop(self) -> None:
        super()._setup_event_loop()
        create = self.loop.create_server

        async def create_server(
            factory: Callable[[], asyncio.Protocol],
            **options: Any,  # noqa: ANN401 - passed on
        ) -> asyncio.Server:
            await self._wait_until_ready()
            server: asyncio.Server = await create(factory, **options)
            os.write(self.tmp.fileno(), LISTENING)
            self.notify()
            return server

        self.loop.create_server = create_server

    async def _wait_until_ready(self) -> None:
        """Return when the application is ready.

        Raises:
            SystemExit: the worker is asked to stop, or the time limit has passed.
        """
        end = self.loop.time() + LOADING_SECONDS
        is_ready: Callable[[], bool] = getattr(self.asgi, "is_ready", _always)
        while not is_ready():
            if not self.alive or self.ppid != os.getppid():
                raise SystemExit(0)
            if self.loop.time() > end:
                raise SystemExit(FAILED)
            self.notify()
            await asyncio.sleep(CHECK_SECONDS)


def is_listening(worker: Any) -> bool:  # noqa: ANN401 - untyped
    """Whether a ``SuccessorWorker`` accepts connections, in the master's process."""
    return os.fstat(worker.tmp.fileno()).st_size > 0


def _always() -> bool:
    """True: for an application without ``is_ready``."""
    return True

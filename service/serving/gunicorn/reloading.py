# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false
"""A reload (SIGHUP) that keeps the old HTTP worker until the new one is ready.

gunicorn's own reload (27.0) ends the master where the new worker cannot start, and
stops the old worker while the new one still loads its models.
"""

import io
import logging
import signal
from collections.abc import Callable
from contextlib import redirect_stderr
from typing import Any

from gunicorn.arbiter import Arbiter

from service.errors import StartError
from service.logs import log_event
from service.serving.gunicorn.asgi_worker import STOP_SIGNALS, mark_replaced
from service.serving.gunicorn.successor_worker import SuccessorWorker, is_listening

logger = logging.getLogger("gunicorn.error")

FIXED_ADDRESS = "the address to listen on changes with a restart only"


class ReloadingArbiter(Arbiter):  # type: ignore[misc]
    """gunicorn's arbiter, whose reload replaces the worker without a gap.

    SIGHUP checks the configuration and starts a second worker. The old worker is asked
    to stop as soon as that one listens; it continues where the check or the start of
    the new one fails.
    """

    check: Callable[[], None]
    """Raises a ``StartError`` where a new worker could not start."""
    _successor: int | None = None
    """Process number of the worker that is not yet ready."""
    _leaving: frozenset[int] = frozenset()
    """Process numbers of the workers that were asked to stop."""
    _again = False
    """Whether a SIGHUP arrived during a reload."""

    def handle_hup(self) -> None:
        """Begin a reload; during a reload, repeat it afterwards."""
        if self._successor is not None:
            self._again = True
            return
        try:
            self.check()
            self._reload_config()
        except StartError as error:
            log_event(logger, "reload refused", level=logging.ERROR, detail=str(error))
            return
        self._spawn_successor()

    def manage_workers(self) -> None:
        """Advance a reload; outside of one, keep the number of workers."""
        if self._successor is not None:
            self._advance()
        self._leaving &= self.WORKERS.keys()
        if self._successor is None and not self._leaving:
            super().manage_workers()
        elif self._leaving and not self.WORKERS.keys() - self._leaving:
            self.spawn_worker()

    def spawn_worker(self) -> int:
        """Start a worker and return its process number.

        Signals to the new process wait until it has handlers of its own: until then it
        has those of the master, and a request to stop would be lost.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        try:
            pid: int = super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
        return pid

    def _advance(self) -> None:
        """Stop the old workers if the new one listens; give up if it has ended."""
        successor = self.WORKERS.get(self._successor or 0)
        if successor is None:
            log_event(logger, "reload failed", level=logging.ERROR)
        elif is_listening(successor):
            self._leaving = frozenset(self.WORKERS.keys() - {self._successor})
            for pid in self._leaving:
                mark_replaced(self.WORKERS[pid])
                self.kill_worker(pid, signal.SIGTERM)
            log_event(logger, "reloaded")
        else:
            return
        self._successor = None
        if self._again:
            self._again = False
            self.handle_hup()

    def _spawn_successor(self) -> None:
        self.worker_class = SuccessorWorker
        self._successor = self.spawn_worker()
        self.worker_class = self.cfg.worker_class

    def _reload_config(self) -> None:
        """Read gunicorn's configuration and set up the log again.

        Raises:
            StartError: the configuration is invalid, or has another address.
        """
        before = self.app.cfg
        printed = io.StringIO()
        try:
            with redirect_stderr(printed):
                self.app.reload()
        except SystemExit as error:
            self.app.cfg = before
            lines = printed.getvalue().strip().splitlines()
            raise StartError(
                "; ".join(dict.fromkeys(lines[:1] + lines[-1:]))
            ) from error
        if self.app.cfg.address != before.address:
            self.app.cfg = before
            raise StartError(FIXED_ADDRESS)
        self.setup(self.app)
        self.log.reopen_files()
        self.cfg.on_reload(self)


def make_reloading(arbiter: Any, check: Callable[[], None]) -> None:  # noqa: ANN401 - untyped
    """Make gunicorn's arbiter a ``ReloadingArbiter``: it has no setting for its class.

    Args:
        arbiter: of gunicorn, before its main loop.
        check: raises a ``StartError`` where a new worker could not start.
    """
    arbiter.__class__ = ReloadingArbiter
    arbiter.check = check

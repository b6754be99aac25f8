"""The graceful stop: its begin, its end and what may still start in between."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from service.errors import NotReady
from service.settings import STOP_MARGIN, Settings


class BeginStop(Protocol):
    """Called once when a graceful stop begins."""

    def __call__(self, *, is_replaced: bool) -> None:
        """Begin the stop; see ``Stopping.begin``."""


def ignore_stop(*, is_replaced: bool) -> None:
    """Do nothing: for an application that need not know of a stop."""


class Stopping:
    """The state of a graceful stop.

    A request is answered within its deadline, which is shorter than the stop. A batch
    may take longer: its lines may start as long as a whole deadline is left, and the
    others are answered with ``NotReady``.
    """

    def __init__(
        self, settings: Settings, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._end = settings.graceful - STOP_MARGIN
        self._deadline = settings.deadline
        self._clock = clock
        self._stop_event = asyncio.Event()
        self._began = 0.0
        self.is_replaced = False
        """Whether another worker already serves: the service as a whole is ready."""

    @property
    def begun(self) -> bool:
        """Whether a stop has begun."""
        return self._stop_event.is_set()

    def begin(self, *, is_replaced: bool = False) -> None:
        """Begin the stop; further calls have no effect.

        Args:
            is_replaced: whether another worker already serves, as in a reload.
        """
        if not self.begun:
            self.is_replaced = is_replaced
            self._began = self._clock()
            self._stop_event.set()

    def check_begin(self) -> None:
        """Raise an error if less than a whole deadline is left of the stop.

        Raises:
            NotReady: the stop could end before the work that is about to start.
        """
        if self.begun and self._clock() > self._began + self._end - self._deadline:
            raise NotReady("the service is stopping")

    @asynccontextmanager
    async def limit(self, seconds: float) -> AsyncGenerator[None]:
        """Limit the time of a block, in a stop to what is left of it.

        Args:
            seconds: limit outside of a stop.

        Raises:
            TimeoutError: the limit has passed.
        """
        async with asyncio.timeout(seconds) as bound:
            watch = asyncio.create_task(self._shorten(bound))
            try:
                yield
            finally:
                watch.cancel()

    async def _shorten(self, bound: asyncio.Timeout) -> None:
        await self._stop_event.wait()
        left = self._began + self._end - self._clock()
        end = asyncio.get_running_loop().time() + left
        bound.reschedule(min(end, bound.when() or end))

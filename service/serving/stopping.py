"""A graceful stop: when it began, what may still begin, and when all has to be over."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from service.errors import NotReady
from service.settings import STOP_MARGIN, Settings


class Stopping:
    """Told once that a stop has begun; asked by everything that takes its time.

    A request is answered within its deadline, which is shorter than the stop. A batch
    is not: in a stop its lines may begin while a deadline's time is left, and the rest
    are told to come again.
    """

    def __init__(
        self, settings: Settings, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._end = settings.graceful - STOP_MARGIN
        self._deadline = settings.deadline
        self._clock = clock
        self._told = asyncio.Event()
        self._began = 0.0

    @property
    def begun(self) -> bool:
        """Whether a stop has begun."""
        return self._told.is_set()

    def begin(self) -> None:
        """Begin the stop; a second time changes nothing."""
        if not self.begun:
            self._began = self._clock()
            self._told.set()

    def check_begin(self) -> None:
        """Let a piece of work begin that may take a whole deadline.

        Raises:
            NotReady: the stop would not wait for it.
        """
        if self.begun and self._clock() > self._began + self._end - self._deadline:
            raise NotReady("the service is stopping")

    @asynccontextmanager
    async def limit(self, seconds: float) -> AsyncGenerator[None]:
        """Bound a block in time, in a stop by what is left of it.

        Raises:
            TimeoutError: the time is up.
        """
        async with asyncio.timeout(seconds) as bound:
            watch = asyncio.create_task(self._shorten(bound))
            try:
                yield
            finally:
                watch.cancel()

    async def _shorten(self, bound: asyncio.Timeout) -> None:
        await self._told.wait()
        left = self._began + self._end - self._clock()
        end = asyncio.get_running_loop().time() + left
        bound.reschedule(min(end, bound.when() or end))

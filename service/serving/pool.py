"""The inference pool: one bounded queue in front of workers that may die."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import msgspec

from service.errors import DeadlineExceeded, NotReady, StartError, WhosaidError
from service.logs import log_event
from service.nlp.annotator import AnnotatorInfo
from service.serving.backlog import Backlog
from service.serving.job import Job
from service.serving.protocol import PoolLoad, TimedReading
from service.serving.work_units import (
    EncodedReading,
    Reply,
    Unit,
    choose_unit_words,
    count_words,
)

logger = logging.getLogger("whosaid.pool")

FIRST_PAUSE = 0.25
LONGEST_PAUSE = 30.0
"""Seconds between attempts to bring up a worker: the first doubles up to this."""


class WorkerLost(Exception):
    """The worker died; ``begun`` tells whether it had begun what it was given."""

    def __init__(self, reason: str, *, begun: bool = True) -> None:
        super().__init__(reason)
        self.begun = begun


class InferenceWorker(Protocol):
    """Does one unit at a time; may be brought up again after it was lost."""

    async def start(self) -> AnnotatorInfo:
        """Load the models and warm them up.

        Raises:
            StartError: the models cannot be used.
            WorkerLost: the worker died while it loaded.
        """
        ...

    async def run(self, unit: Unit, /) -> Reply:
        """Do one unit.

        Raises:
            WorkerLost: the worker died.
        """
        ...

    async def died(self) -> None:
        """Return when the worker is gone by itself."""
        ...

    async def stop(self) -> None:
        """End the worker, whatever it is doing."""
        ...


class PoolLimits(msgspec.Struct, frozen=True, kw_only=True):
    """The bounds of a pool; seconds and words."""

    requests: int = 16
    words: int = 200_000
    unit_words: int = 1_000
    hang: float = 30.0
    """A unit that takes longer costs its worker the life."""
    load: float = 120.0
    """A worker that loads for longer is started again."""


async def _nothing() -> None:
    """Close nothing."""


class Pool:
    """Workers behind a backlog. Lives on one event loop; see ``InferencePool``."""

    def __init__(
        self,
        workers: Sequence[InferenceWorker],
        *,
        limits: PoolLimits,
        check: Callable[[str], None],
        close: Callable[[], Awaitable[None]] = _nothing,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._workers = tuple(workers)
        self._limits = limits
        self._check = check
        self._close = close
        self._clock = clock
        self._backlog = Backlog(
            requests=limits.requests, words=limits.words, workers=len(workers)
        )
        self._wake = asyncio.Event()
        self._warm: set[int] = set()
        self._lanes: list[asyncio.Task[None]] = []
        self._reason = "the models are loading"
        self._stopping = False
        self.info: AnnotatorInfo | None = None
        self.restarts = 0

    @property
    def warm(self) -> int:
        """Number of workers that can take work."""
        return len(self._warm)

    def load(self) -> PoolLoad:
        """Return what the pool holds now."""
        backlog = self._backlog
        return PoolLoad(backlog.waiting, backlog.words, self.warm, self.restarts)

    async def start(self) -> None:
        """Begin to bring up the workers; returns at once."""
        for number, worker in enumerate(self._workers):
            lane = self._lane(number, worker)
            self._lanes.append(asyncio.create_task(lane, name=f"lane {number}"))

    async def stop(self) -> None:
        """Answer what is left with NotReady and end the workers."""
        self._stopping = True
        for job in self._backlog.drain():
            job.fail(NotReady("the service is stopping"))
        for lane in self._lanes:
            lane.cancel()
        await asyncio.gather(*self._lanes, return_exceptions=True)
        await asyncio.gather(*(worker.stop() for worker in self._workers))
        await self._close()
        self._warm.clear()
        self._reason = "the service has stopped"

    def check_ready(self) -> AnnotatorInfo:
        """Return the models that answer.

        Raises:
            NotReady: no worker is warm.
        """
        if self._stopping or not self._warm or self.info is None:
            raise NotReady(self._reason)
        return self.info

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the reading of ``text``; see ``InferencePool``."""
        self._check(text)
        self.check_ready()
        now = self._clock()
        job = Job(
            text,
            unit_words=self._unit_words(text),
            now=now,
            expires=now + deadline,
            future=asyncio.get_running_loop().create_future(),
        )
        self._backlog.admit(job)
        self._wake.set()
        try:
            async with asyncio.timeout(deadline):
                reading = await job.future
        except TimeoutError:
            raise DeadlineExceeded(seconds=deadline) from None
        finally:
            job.future.cancel()
            self._backlog.remove(job)
        began = now if job.started_at is None else job.started_at
        return TimedReading(
            reading, began - now, job.inference_seconds, tuple(job.sizes)
        )

    def _unit_words(self, text: str) -> int:
        idle = min(self.warm, self._backlog.idle)
        return choose_unit_words(
            count_words(text), idle=idle, most=self._limits.unit_words
        )

    async def _lane(self, number: int, worker: InferenceWorker) -> None:
        """Keep one worker alive and busy."""
        pause = FIRST_PAUSE
        while True:
            if await self._bring_up(worker):
                self._warm.add(number)
                pause = FIRST_PAUSE
                await self._serve(worker)
                self._warm.discard(number)
                self._reason = "the inference workers are being replaced"
                self.restarts += 1
            await worker.stop()
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _bring_up(self, worker: InferenceWorker) -> bool:
        try:
            async with asyncio.timeout(self._limits.load):
                self.info = await worker.start()
        except (StartError, WorkerLost, TimeoutError) as error:
            self._reason = "the models could not be loaded"
            detail = str(error) if isinstance(error, WhosaidError) else ""
            log_event(
                logger,
                "worker failed to start",
                level=logging.ERROR,
                error=error,
                detail=detail,
            )
            return False
        log_event(logger, "worker ready", package=self.info.package)
        return True

    async def _serve(self, worker: InferenceWorker) -> None:
        """Do units until the worker is lost."""
        death = asyncio.create_task(worker.died())
        try:
            while (job := await self._next(death)) is not None:
                unit = job.take(self._clock())
                self._backlog.requeue(job)
                if not await self._do(worker, job, unit):
                    return
            log_event(logger, "worker died", level=logging.ERROR)
        finally:
            death.cancel()

    async def _do(self, worker: InferenceWorker, job: Job, unit: Unit) -> bool:
        """Do one unit; return whether the worker can do another."""
        began = self._clock()
        try:
            async with asyncio.timeout(self._limits.hang):
                reply = await worker.run(unit)
        except WorkerLost as error:
            log_event(logger, "worker lost", level=logging.ERROR, error=error)
            job.lose(unit, counts=error.begun)
            self._backlog.requeue(job, first=True)
            self._wake.set()
            return False
        except TimeoutError:
            log_event(logger, "worker hung", level=logging.ERROR)
            job.fail(DeadlineExceeded(seconds=self._limits.hang))
            return False
        self._take_in(job, unit, reply, seconds=self._clock() - began)
        return True

    def _take_in(self, job: Job, unit: Unit, reply: Reply, *, seconds: float) -> None:
        job.receive(unit, reply, seconds=seconds)
        if isinstance(reply, EncodedReading):
            self._backlog.record_rate(words=job.words, seconds=job.inference_seconds)
        self._backlog.requeue(job)
        self._wake.set()

    async def _next(self, death: asyncio.Task[None]) -> Job | None:
        """Return the next job, or None when the worker died waiting for it."""
        while not death.done():
            job = self._backlog.take(self._clock())
            if job is not None:
                return job
            self._wake.clear()
            wake = asyncio.create_task(self._wake.wait())
            try:
                await asyncio.wait((wake, death), return_when=asyncio.FIRST_COMPLETED)
            finally:
                wake.cancel()
        return None

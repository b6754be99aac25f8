"""The inference pool: one bounded queue, and workers that are restarted on failure."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from service.errors import DeadlineExceeded, NotReady, StartError, WhosaidError
from service.logs import log_event
from service.provenance import AttributorInfo
from service.serving.backlog import AnyJob, Backlog
from service.serving.inference_worker import InferenceWorker, WorkerLost
from service.serving.job import AnswerT, ArticleJob, GroupJob, Job, Outcome, UnitT
from service.serving.protocol import PoolLoad, TimedReading
from service.serving.work_units import EncodedReading, Reply, Unit, choose_unit_words
from service.text.word_bounds import count_words

logger = logging.getLogger("whosaid.pool")

FIRST_PAUSE = 0.25
LONGEST_PAUSE = 30.0
"""Seconds between attempts to start a worker; each pause is twice the one before."""
NO_START = "inference processes ended while they loaded the models: too little memory?"


class PoolLimits(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of a pool, in requests, words and seconds."""

    requests: int = 16
    """Requests that wait at most."""
    words: int = 200_000
    """Words that wait at most."""
    unit_words: int = 1_000
    """Words of the largest work unit."""
    hang: float = 30.0
    """Seconds after which a work unit is hung and its worker is replaced."""
    heartbeat: float = 2.0
    """Seconds that a worker is idle before it has to show that it responds."""
    load: float = 120.0
    """Seconds after which a worker that is loading is started again."""
    starts: int | None = None
    """Failed starts in a row of a worker, while no other is ready, after which the pool
    gives up; damaged models count at once. None: never, as models may be repaired."""


async def _close_nothing() -> None:
    """Do nothing: the default of ``close``."""


class Pool:
    """An ``InferencePool`` of workers with one queue, on one event loop."""

    def __init__(
        self,
        workers: Sequence[InferenceWorker],
        *,
        limits: PoolLimits,
        check: Callable[[str], None],
        close: Callable[[], Awaitable[None]] = _close_nothing,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Create a pool, not yet started.

        Args:
            workers: not yet started.
            limits: of the queue and of the workers.
            check: raises a ``RequestError`` for an invalid text.
            close: called when the workers have stopped.
            clock: in seconds.
        """
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
        self._supervisors: list[asyncio.Task[None]] = []
        self._reason = "the models are loading"
        self._given_up: StartError | None = None
        self._stopping = False
        self.info: AttributorInfo | None = None
        self.restarts = 0

    @property
    def warm(self) -> int:
        """Number of workers with loaded models."""
        return len(self._warm)

    def load(self) -> PoolLoad:
        """Return the current load."""
        backlog = self._backlog
        return PoolLoad(backlog.waiting, backlog.words, self.warm, self.restarts)

    async def start(self) -> None:
        """Begin to start the workers, and return at once."""
        for number, worker in enumerate(self._workers):
            supervisor = self._supervise(number, worker)
            name = f"worker {number}"
            self._supervisors.append(asyncio.create_task(supervisor, name=name))

    async def stop(self) -> None:
        """Answer the remaining jobs with ``NotReady`` and end the workers."""
        self._stopping = True
        for job in self._backlog.drain():
            job.fail(NotReady("the service is stopping"))
        for supervisor in self._supervisors:
            supervisor.cancel()
        await asyncio.gather(*self._supervisors, return_exceptions=True)
        await asyncio.gather(*(worker.stop() for worker in self._workers))
        await self._close()
        self._warm.clear()
        self._reason = "the service has stopped"

    def check_ready(self) -> AttributorInfo:
        """Return the versions of the models.

        Raises:
            NotReady: no worker has its models loaded.
        """
        if self._stopping or not self._warm or self.info is None:
            raise NotReady(self._reason)
        return self.info

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the reading of ``text``; see ``InferencePool``."""
        self._check(text)
        self.check_ready()
        now = self._clock()
        job = ArticleJob(
            text,
            unit_words=self._unit_words(text),
            now=now,
            expires=now + deadline,
            future=asyncio.get_running_loop().create_future(),
        )
        try:
            async with asyncio.timeout(deadline):
                reading = await self._finish(job)
        except TimeoutError:
            raise DeadlineExceeded(seconds=deadline) from None
        began = now if job.started_at is None else job.started_at
        return TimedReading(
            reading, began - now, job.inference_seconds, tuple(job.sizes)
        )

    async def attribute_together(self, texts: Sequence[str]) -> tuple[Outcome, ...]:
        """Return the reading or the error of each text, in order; without a deadline.

        The texts share a work unit; they must be valid. Waits for the models.

        Raises:
            Overloaded: the queue is full.
            StartError: the pool has given up; see ``PoolLimits.starts``.
        """
        if self._given_up is not None:
            raise self._given_up
        job = GroupJob(
            texts,
            unit_words=self._limits.unit_words,
            now=self._clock(),
            future=asyncio.get_running_loop().create_future(),
        )
        return await self._finish(job)

    async def _finish(self, job: Job[UnitT, AnswerT]) -> AnswerT:
        """Queue a job and return its answer; a cancelled job is dropped."""
        self._backlog.admit(job)
        self._wake.set()
        try:
            return await job.future
        finally:
            job.future.cancel()
            self._backlog.remove(job)

    def _unit_words(self, text: str) -> int:
        idle = min(self.warm, self._backlog.idle)
        words = count_words(text)
        return choose_unit_words(words, idle=idle, most=self._limits.unit_words)

    async def _supervise(self, number: int, worker: InferenceWorker) -> None:
        """Start a worker and give it work, again and again after each loss."""
        pause = FIRST_PAUSE
        failures = 0
        while True:
            error = await self._start_worker(worker)
            if error is None:
                self._warm.add(number)
                pause, failures = FIRST_PAUSE, 0
                await self._run_units(worker)
                self._warm.discard(number)
                self._reason = "the inference workers are being replaced"
                self.restarts += 1
            else:
                failures += 1
                self._report_failed_start(error, failures)
            await worker.stop()
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _start_worker(self, worker: InferenceWorker) -> Exception | None:
        """Start a worker; return the error if it could not be started."""
        try:
            async with asyncio.timeout(self._limits.load):
                self.info = await worker.start()
        except (StartError, WorkerLost, TimeoutError) as error:
            return error
        log_event(logger, "worker ready", package=self.info.package)
        return None

    def _report_failed_start(self, error: Exception, failures: int) -> None:
        """Log a failed start, or give up and fail all jobs."""
        self._reason = "the models could not be loaded"
        starts = self._limits.starts
        hopeless = isinstance(error, StartError) or failures == starts
        if starts is not None and hopeless and not self._warm:
            self._given_up = (
                error if isinstance(error, StartError) else StartError(NO_START)
            )
            for job in self._backlog.drain():
                job.fail(self._given_up)
            return
        detail = str(error) if isinstance(error, WhosaidError) else ""
        level, what = logging.ERROR, "worker failed to start"
        log_event(logger, what, level=level, error=error, detail=detail)

    async def _run_units(self, worker: InferenceWorker) -> None:
        """Give work units to a worker until it is lost."""
        death = asyncio.create_task(worker.died())
        try:
            while (job := await self._next_job(worker, death)) is not None:
                unit = job.take(self._clock())
                self._backlog.requeue(job)
                if not await self._run_unit(worker, job, unit):
                    return
        finally:
            death.cancel()
            self._backlog.release(worker)
            self._wake.set()

    async def _run_unit(self, worker: InferenceWorker, job: AnyJob, unit: Unit) -> bool:
        """Run one work unit; return whether the worker is still usable."""
        began = self._clock()
        try:
            async with asyncio.timeout(self._limits.hang):
                reply = await worker.run(unit)
        except WorkerLost as error:
            log_event(logger, "worker lost", level=logging.ERROR, error=error)
            job.lose(unit, counts=error.begun)
        except TimeoutError:
            log_event(logger, "worker hung", level=logging.ERROR)
            job.time_out(unit, seconds=self._limits.hang)
        else:
            self._receive(job, unit, reply, seconds=self._clock() - began)
            job.holder = worker if job.is_paused else None
            return True
        self._backlog.requeue(job, first=True)
        self._wake.set()
        return False

    def _receive(
        self, job: AnyJob, unit: Unit, reply: Reply, *, seconds: float
    ) -> None:
        job.receive(unit, reply, seconds=seconds)
        if isinstance(reply, EncodedReading):
            self._backlog.record_rate(words=job.words, seconds=job.inference_seconds)
        self._backlog.requeue(job)
        self._wake.set()

    async def _next_job(
        self, worker: InferenceWorker, death: asyncio.Task[None]
    ) -> AnyJob | None:
        """Wait for the next job; return None if the worker is lost meanwhile."""
        while not death.done():
            job = self._backlog.take(self._clock(), worker)
            if job is not None:
                return job
            self._wake.clear()
            wake = asyncio.create_task(self._wake.wait())
            try:
                done, _ = await asyncio.wait(
                    (wake, death),
                    timeout=self._limits.heartbeat,
                    return_when=asyncio.FIRST_COMPLETED,
                )
            finally:
                wake.cancel()
            if not (done or await worker.responds()):
                break
        log_event(logger, "idle worker lost", level=logging.ERROR)
        return None

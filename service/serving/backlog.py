"""The admission and scheduling of jobs: a policy without threads or clocks."""

import math
from bisect import insort
from collections import deque
from typing import Any

from service.errors import Overloaded
from service.serving.job import Job

AnyJob = Job[Any, Any]
SMOOTHING = 0.1
"""Weight of the newest measurement in the average rate."""
MAX_RETRY_SECONDS = 60
"""Seconds of the longest Retry-After."""


class Backlog:
    """The queue of jobs, bounded in requests, in words and in time.

    A work unit is taken alternately from the started and from the new jobs, both in
    order of admission: a long article does not block the short ones after it, and
    still gets every second unit however many of those arrive. A job is refused at
    once if the queue is full, or if at the measured rate its answer would be later
    than its deadline.
    """

    def __init__(self, *, requests: int, words: int, workers: int) -> None:
        """Create an empty queue.

        Args:
            requests: limit of the requests that wait while all workers are busy.
            words: limit of their words; a single request may have more.
            workers: number of workers.
        """
        self._requests = requests
        self._words = words
        self._workers = workers
        self._new: deque[AnyJob] = deque()
        self._started: deque[AnyJob] = deque()
        self._last_was_new = False
        self._admitted: set[AnyJob] = set()
        self._rate: float | None = None
        self._last_retry_at = 0.0

    @property
    def waiting(self) -> int:
        """Number of requests that no worker has started."""
        return sum(job.started_at is None for job in self._admitted)

    @property
    def words(self) -> int:
        """Words of all admitted requests."""
        return sum(job.words for job in self._admitted)

    @property
    def idle(self) -> int:
        """Number of workers without a job."""
        return max(0, self._workers - len(self._admitted))

    def admit(self, job: AnyJob) -> None:
        """Add a job.

        Raises:
            Overloaded: the queue is full, or the job would miss its deadline.
        """
        waiting = [member for member in self._admitted if member.started_at is None]
        idle = self._workers - (len(self._admitted) - len(waiting))
        queued = max(0, len(waiting) + 1 - max(0, idle))
        words = sum(member.words for member in waiting) + job.words
        full = queued > self._requests or (bool(waiting) and words > self._words)
        if full or self._would_expire(job):
            raise Overloaded(retry_after=self._retry_after(job))
        self._admitted.add(job)
        self._new.append(job)

    def take(self, now: float, worker: object = None) -> AnyJob | None:
        """Return the next job that a worker can run, or None if there is none.

        Jobs that are answered or past their deadline are removed. A paused reading is
        continued by the worker that holds it, and a worker holds one at a time.

        Args:
            now: on the clock of ``Job.expires``, in seconds.
            worker: that runs the next unit.
        """
        queues = (self._new, self._started)
        for jobs in queues[::-1] if self._last_was_new else queues:
            job = self._take_first(jobs, now, worker)
            if job is not None:
                self._last_was_new = jobs is self._new
                return job
        return None

    def requeue(self, job: AnyJob, *, first: bool = False) -> None:
        """Queue a started job again if it has more units.

        Args:
            job: from ``take``.
            first: whether it is the next job; else the order of admission counts.
        """
        if job not in self._admitted or not job.has_units or job in self._started:
            return
        if first:
            self._started.appendleft(job)
            self._last_was_new = True
        else:
            insort(self._started, job, key=lambda one: one.admitted_at)

    def release(self, worker: object) -> None:
        """Queue the jobs again whose paused readings were lost with their worker."""
        for job in self._held_by(worker):
            job.release()
            self.requeue(job)

    def remove(self, job: AnyJob) -> None:
        """Remove a job that was answered or cancelled."""
        self._admitted.discard(job)
        for jobs in (self._new, self._started):
            if job in jobs:
                jobs.remove(job)

    def drain(self) -> list[AnyJob]:
        """Remove and return all jobs."""
        jobs = list(self._admitted)
        self._admitted.clear()
        self._new.clear()
        self._started.clear()
        return jobs

    def record_rate(self, *, words: int, seconds: float) -> None:
        """Update the average rate with the time that one worker took for some words."""
        rate = self._workers * words / max(seconds, 1e-3)
        old = rate if self._rate is None else self._rate
        self._rate = old + SMOOTHING * (rate - old)

    def _take_first(
        self, jobs: deque[AnyJob], now: float, worker: object
    ) -> AnyJob | None:
        for job in tuple(jobs):
            if job.is_dead(now) or not job.has_units:
                jobs.remove(job)
                if job.is_dead(now):
                    self._admitted.discard(job)
            elif self._can_run(job, worker):
                jobs.remove(job)
                return job
        return None

    def _can_run(self, job: AnyJob, worker: object) -> bool:
        if job.holder is not None:
            return job.holder is worker
        return not job.will_pause or not self._held_by(worker)

    def _held_by(self, worker: object) -> list[AnyJob]:
        """Return the jobs whose paused reading a worker holds."""
        return [job for job in self._admitted if job.holder is worker]

    def _retry_after(self, job: AnyJob) -> int:
        """Return the seconds after which there is probably room for a job.

        Each refused client gets a later time than those before it, because clients
        that return at the same time are refused again, which costs processor time.
        """
        if not self._rate:
            return 1
        now = job.admitted_at
        start = max(self._last_retry_at, now + self.words / self._rate)
        self._last_retry_at = min(
            start + job.words / self._rate, now + MAX_RETRY_SECONDS
        )
        return min(MAX_RETRY_SECONDS, max(1, math.ceil(start - now)))

    def _would_expire(self, job: AnyJob) -> bool:
        if self._rate is None or not self._admitted:
            return False
        return (self.words + job.words) / self._rate > job.expires - job.admitted_at

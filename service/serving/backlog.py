"""Who waits, who is next, and who is turned away. No threads, no clock of its own."""

import math
from bisect import insort
from collections import deque

from service.errors import Overloaded
from service.serving.job import Job

SMOOTHING = 0.1
"""Weight of the newest unit in the measured rate."""
MAX_RETRY_SECONDS = 60
"""Most seconds a client is told to stay away."""


class Backlog:
    """The one bounded queue: bounded in requests, in words and in time.

    Jobs that were begun and jobs that were not take turns by unit, both in order of
    arrival: a long article does not starve the short ones behind it, and however many
    of those come, it gets every second unit. A job is turned away at once when the
    queue is full, or when at the measured rate its answer would come after its
    deadline.
    """

    def __init__(self, *, requests: int, words: int, workers: int) -> None:
        self._requests = requests
        self._words = words
        self._workers = workers
        self._new: deque[Job] = deque()
        self._begun: deque[Job] = deque()
        self._was_new = False
        self._members: set[Job] = set()
        self._rate: float | None = None
        self._next_retry = 0.0

    @property
    def waiting(self) -> int:
        """Number of requests that no worker has begun."""
        return sum(job.started_at is None for job in self._members)

    @property
    def words(self) -> int:
        """Words of all admitted requests."""
        return sum(job.words for job in self._members)

    @property
    def idle(self) -> int:
        """Number of workers that have nothing to do."""
        return max(0, self._workers - len(self._members))

    def admit(self, job: Job) -> None:
        """Let a job in.

        Raises:
            Overloaded: it would wait in vain, or the queue is full.
        """
        waiting = [member for member in self._members if member.started_at is None]
        idle = self._workers - (len(self._members) - len(waiting))
        queued = max(0, len(waiting) + 1 - max(0, idle))
        words = sum(member.words for member in waiting) + job.words
        full = queued > self._requests or (bool(waiting) and words > self._words)
        if full or self._would_expire(job):
            raise Overloaded(retry_after=self._retry_after(job))
        self._members.add(job)
        self._new.append(job)

    def take(self, now: float) -> Job | None:
        """Return the job whose turn it is; dead ones are dropped on the way."""
        lines = (self._new, self._begun)
        for line in lines[::-1] if self._was_new else lines:
            job = self._take_first(line, now)
            if job is not None:
                self._was_new = line is self._new
                return job
        return None

    def requeue(self, job: Job, *, first: bool = False) -> None:
        """Let a job with more units wait for its turn again, or have the next one."""
        if job not in self._members or not job.has_units or job in self._begun:
            return
        if first:
            self._begun.appendleft(job)
            self._was_new = True
        else:
            insort(self._begun, job, key=lambda one: one.admitted_at)

    def remove(self, job: Job) -> None:
        """Let a job go that was answered or left."""
        self._members.discard(job)
        for line in (self._new, self._begun):
            if job in line:
                line.remove(job)

    def drain(self) -> list[Job]:
        """Take everybody out, for a stop."""
        jobs = list(self._members)
        self._members.clear()
        self._new.clear()
        self._begun.clear()
        return jobs

    def record_rate(self, *, words: int, seconds: float) -> None:
        """Take in how fast one worker did a piece of work."""
        rate = self._workers * words / max(seconds, 1e-3)
        old = rate if self._rate is None else self._rate
        self._rate = old + SMOOTHING * (rate - old)

    def _take_first(self, line: deque[Job], now: float) -> Job | None:
        while line:
            job = line.popleft()
            if job.is_dead(now):
                self._members.discard(job)
            elif job.has_units:
                return job
        return None

    def _retry_after(self, job: Job) -> int:
        """Return after how many seconds there should be room for a job.

        Whoever is turned away is told a time behind those who were before: else all of
        them come back at once, and refusing them again takes from the work.
        """
        if not self._rate:
            return 1
        now = job.admitted_at
        begins = max(self._next_retry, now + self.words / self._rate)
        self._next_retry = min(begins + job.words / self._rate, now + MAX_RETRY_SECONDS)
        return min(MAX_RETRY_SECONDS, max(1, math.ceil(begins - now)))

    def _would_expire(self, job: Job) -> bool:
        if self._rate is None or not self._members:
            return False
        return (self.words + job.words) / self._rate > job.expires - job.admitted_at

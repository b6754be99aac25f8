"""From settings to a pool."""

from functools import partial

import msgspec

from service.serving.cores import available_cores, share_cores
from service.serving.pool import Limits, Pool, Worker
from service.serving.processes import ProcessWorker
from service.serving.threads import ThreadWorker
from service.serving.wiring import FACTORY, resolve
from service.settings import Settings
from service.text.check import check_text

HANG_MARGIN = 10
"""Seconds past the deadline after which a unit counts as hung."""


def build_pool(settings: Settings, *, factory: str = FACTORY) -> Pool:
    """Return the pool that the settings ask for."""
    return Pool(
        build_workers(settings, factory=factory),
        limits=Limits(
            requests=settings.queue,
            words=settings.queue_words,
            unit_words=settings.unit_words,
            hang=settings.deadline + HANG_MARGIN,
        ),
        check=partial(check_text, limit=settings.max_chars),
    )


def build_workers(settings: Settings, *, factory: str = FACTORY) -> list[Worker]:
    """Return the workers, each with its share of the cores."""
    cores = available_cores()
    count = settings.processes if settings.pool == "process" else 1
    processes, threads = share_cores(cores, processes=count, threads=settings.threads)
    share = msgspec.structs.replace(settings, threads=threads)
    if settings.pool == "thread":
        return [ThreadWorker(partial(resolve, factory, share))]
    return [ProcessWorker(factory, share) for _ in range(processes)]

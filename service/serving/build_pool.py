"""Construction of the inference pool from the settings."""

from functools import partial

from service.serving.capacity import available_cores, plan_processes
from service.serving.pool import InferenceWorker, Pool, PoolLimits
from service.serving.wiring import FACTORY, build_from_path
from service.serving.workers.fork_server import ForkServer, can_fork
from service.serving.workers.process_sources import FreshProcesses, ProcessSource
from service.serving.workers.processes import ProcessWorker
from service.serving.workers.threads import ThreadWorker
from service.settings import Settings
from service.text.check_text import check_text

HANG_MARGIN = 10
"""Seconds after the deadline at which a work unit counts as hung."""


def build_pool(settings: Settings, *, factory: str = FACTORY) -> Pool:
    """Return the pool, not yet started.

    Args:
        settings: of the service.
        factory: import path of the function that builds the attributor of a worker.
    """
    workers, source = build_workers(settings, factory=factory)
    return Pool(
        workers,
        limits=PoolLimits(
            requests=settings.queue,
            words=settings.queue_words,
            unit_words=settings.unit_words,
            hang=settings.deadline + HANG_MARGIN,
        ),
        check=partial(check_text, limit=settings.max_chars),
        close=source.close,
    )


def build_workers(
    settings: Settings, *, factory: str = FACTORY
) -> tuple[list[InferenceWorker], ProcessSource]:
    """Return the workers and their process source.

    A single process is not forked, because the fork server would be a second one.

    Args:
        settings: of the service.
        factory: import path of the function that builds the attributor of a worker.
    """
    if settings.pool == "thread":
        thread = ThreadWorker(partial(build_from_path, factory, settings))
        return [thread], FreshProcesses(settings.threads)
    processes = settings.processes or plan_processes(
        cores=available_cores(), threads=settings.threads
    )
    forked = processes > 1 and can_fork(settings)
    source = (
        ForkServer(factory, settings) if forked else FreshProcesses(settings.threads)
    )
    return [ProcessWorker(factory, settings, source) for _ in range(processes)], source

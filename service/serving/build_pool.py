"""Construction of the inference pool from the settings."""

import sys
from functools import partial

import msgspec

from service.nlp.devices import check_device
from service.serving.capacity import available_cores, plan_processes
from service.serving.inference_worker import InferenceWorker
from service.serving.pool import Pool, PoolLimits
from service.serving.wiring import FACTORY, build_from_path
from service.serving.workers.fork_server import ForkServer, can_fork
from service.serving.workers.process_sources import FreshProcesses, ProcessSource
from service.serving.workers.processes import ProcessWorker
from service.serving.workers.threads import ThreadWorker
from service.settings import Settings
from service.text.check_text import check_text

HANG_MARGIN = 10
"""Seconds after the deadline at which a work unit counts as hung."""
NICENESS = 5
"""Of the service's processes: the HTTP worker must answer within milliseconds."""
BATCH_HANG = 900.0
"""Seconds after which a unit of a batch counts as hung; few take more than two."""
BATCH_STARTS = 3
"""Processes in a row that may end while they load the models before a batch fails."""


def build_pool(settings: Settings, *, factory: str = FACTORY) -> Pool:
    """Return the pool of the service, not yet started.

    Args:
        settings: of the service.
        factory: import path of the function that builds the attributor of a worker.
    """
    workers, source = build_workers(settings, factory=factory, niceness=NICENESS)
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


def build_batch_pool(
    settings: Settings, *, processes: int, factory: str = FACTORY
) -> Pool:
    """Return the pool of a batch: its queue is unlimited, and failed starts end it.

    Args:
        settings: of the program.
        processes: number of inference processes.
        factory: import path of the function that builds the attributor of a worker.

    Raises:
        InvalidSettings: the device is ``cuda`` and there is none.
    """
    check_device(settings.device)
    own = msgspec.structs.replace(settings, pool="process", processes=processes)
    workers, source = build_workers(own, factory=factory)
    return Pool(
        workers,
        limits=PoolLimits(
            requests=sys.maxsize,
            words=sys.maxsize,
            unit_words=settings.unit_words,
            hang=BATCH_HANG,
            starts=BATCH_STARTS,
        ),
        check=partial(check_text, limit=settings.max_chars),
        close=source.close,
    )


def build_workers(
    settings: Settings, *, factory: str = FACTORY, niceness: int = 0
) -> tuple[list[InferenceWorker], ProcessSource]:
    """Return the workers and their process source.

    A single process is not forked, because the fork server would be a second one.

    Args:
        settings: of the service.
        factory: import path of the function that builds the attributor of a worker.
        niceness: by how much the priority of the processes is lowered.
    """
    if settings.pool == "thread":
        thread = ThreadWorker(partial(build_from_path, factory, settings))
        return [thread], FreshProcesses(settings.threads)
    processes = settings.processes or plan_processes(
        cores=available_cores(), threads=settings.threads
    )
    source: ProcessSource = FreshProcesses(settings.threads)
    if processes > 1 and can_fork(settings):
        source = ForkServer(factory, settings, niceness=niceness)
    return [
        ProcessWorker(factory, settings, source, niceness=niceness)
        for _ in range(processes)
    ], source

"""From settings to a pool, without importing torch in the HTTP worker."""

import os
import pkgutil
from collections.abc import Callable
from functools import partial

from service.attributor import Attributor
from service.serving.pool import InferencePool, Limits, Pool
from service.serving.threads import ThreadWorker
from service.settings import Settings
from service.text.check import check_text

FACTORY = "service.bootstrap:build_attributor"
"""Named, not imported: its import brings torch."""
HANG_MARGIN = 10
"""Seconds past the deadline after which a unit counts as hung."""


def build_pool(settings: Settings, *, factory: str = FACTORY) -> InferencePool:
    """Return the pool that the settings ask for."""
    worker = ThreadWorker(partial(resolve, factory, settings))
    return Pool(
        [worker],
        limits=Limits(
            requests=settings.queue,
            words=settings.queue_words,
            unit_words=settings.unit_words,
            hang=settings.deadline + HANG_MARGIN,
        ),
        check=partial(check_text, limit=settings.max_chars),
    )


def resolve(factory: str, settings: Settings) -> Attributor:
    """Import a factory by its path and build an attributor with it."""
    build: Callable[[Settings], Attributor] = pkgutil.resolve_name(factory)
    return build(settings)


def available_cores() -> int:
    """Return the cores this process may run on."""
    return len(os.sched_getaffinity(0))

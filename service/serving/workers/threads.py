"""The in-process worker: one thread, for tests and for small machines."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from service.attributor import Attributor
from service.errors import StartError
from service.provenance import AttributorInfo
from service.serving.inference_worker import WorkerLost
from service.serving.work_units import Reply, Unit
from service.serving.workers.unit_runner import UnitRunner

WARM_UP = "“It works,” said the engineer, who told reporters that it would."
"""The text of the warm-up, which reaches every model."""


class ThreadWorker:
    """An ``InferenceWorker`` on one thread, the only one that uses its attributor.

    A thread cannot be killed: after a hang a new thread with a new attributor takes
    over, and the old one ends when its work unit returns.
    """

    def __init__(self, build: Callable[[], Attributor]) -> None:
        self._build = build
        self._thread: ThreadPoolExecutor | None = None
        self._runner: UnitRunner | None = None

    async def start(self) -> AttributorInfo:
        """Load the models and warm them up, on the thread.

        Raises:
            StartError: the models cannot be loaded.
            WorkerLost: the warm-up failed.
        """
        thread = ThreadPoolExecutor(1, thread_name_prefix="inference")
        self._thread = thread
        loop = asyncio.get_running_loop()
        try:
            attributor = await loop.run_in_executor(thread, load, self._build)
        except StartError:
            raise
        except Exception as error:
            raise WorkerLost("the warm-up failed") from error
        self._runner = UnitRunner(attributor)
        return attributor.info

    async def run(self, unit: Unit, /) -> Reply:
        """Run one work unit on the thread.

        Raises:
            WorkerLost: the worker was not started.
        """
        if self._thread is None or self._runner is None:
            raise WorkerLost("the worker was not started")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._runner.run, unit)

    async def responds(self) -> bool:
        """Return true: a thread cannot be stopped."""
        return True

    async def died(self) -> None:
        """Never return: a thread does not die."""
        await asyncio.get_running_loop().create_future()

    async def stop(self) -> None:
        """Accept no more work units; a running one is not interrupted."""
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)
        self._thread = self._runner = None


def load(build: Callable[[], Attributor]) -> Attributor:
    """Return the attributor of ``build`` after it has read ``WARM_UP``."""
    attributor = build()
    attributor.attribute(WARM_UP)
    return attributor

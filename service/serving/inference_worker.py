"""The interface of inference workers for the pool."""

from typing import Protocol

from service.provenance import AttributorInfo
from service.serving.work_units import Reply, Unit


class WorkerLost(Exception):
    """The worker died; ``begun`` is whether it had started the work unit."""

    def __init__(self, reason: str, *, begun: bool = True) -> None:
        super().__init__(reason)
        self.begun = begun


class InferenceWorker(Protocol):
    """Does one work unit at a time; can be started again after it was lost."""

    async def start(self) -> AttributorInfo:
        """Load the models and warm them up; return their versions.

        Raises:
            StartError: the models cannot be loaded.
            WorkerLost: the worker died while loading.
        """
        ...

    async def run(self, unit: Unit, /) -> Reply:
        """Return the reply to one work unit.

        Raises:
            WorkerLost: the worker died.
        """
        ...

    async def responds(self) -> bool:
        """Whether the idle worker is alive and not stopped."""
        ...

    async def died(self) -> None:
        """Return when the worker has died."""
        ...

    async def stop(self) -> None:
        """End the worker, also in the middle of a work unit."""
        ...

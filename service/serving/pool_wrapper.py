"""The base class of pools that add metrics, traces or a cache to another pool."""

from service.provenance import AttributorInfo
from service.serving.protocol import InferencePool, PoolLoad, TimedReading


class PoolWrapper:
    """An ``InferencePool`` that delegates to another."""

    def __init__(self, pool: InferencePool) -> None:
        self._pool = pool

    @property
    def info(self) -> AttributorInfo | None:
        """The versions of the models, once a worker has loaded them."""
        return self._pool.info

    async def start(self) -> None:
        """Start the pool."""
        await self._pool.start()

    async def stop(self) -> None:
        """Stop the pool."""
        await self._pool.stop()

    def check_ready(self) -> AttributorInfo:
        """Return the versions of the models; see ``InferencePool``."""
        return self._pool.check_ready()

    def load(self) -> PoolLoad:
        """Return the current load."""
        return self._pool.load()

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the reading of ``text``; see ``InferencePool``."""
        return await self._pool.attribute(text, deadline=deadline)

"""What counts, traces and remembers readings stands around a pool."""

from service.nlp.annotator import AnnotatorInfo
from service.serving.protocol import InferencePool, PoolLoad, TimedReading


class PoolWrapper:
    """A pool that hands everything on to another; see ``InferencePool``."""

    def __init__(self, pool: InferencePool) -> None:
        self._pool = pool

    @property
    def info(self) -> AnnotatorInfo | None:
        """The models of the pool."""
        return self._pool.info

    async def start(self) -> None:
        """Start the pool."""
        await self._pool.start()

    async def stop(self) -> None:
        """Stop the pool."""
        await self._pool.stop()

    def check_ready(self) -> AnnotatorInfo:
        """Return the models that answer."""
        return self._pool.check_ready()

    def load(self) -> PoolLoad:
        """Return what the pool holds."""
        return self._pool.load()

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the pool's reading."""
        return await self._pool.attribute(text, deadline=deadline)

"""Readings of the last articles, for those who post the same again. Off by default.

Kept in memory, gone with the process. The key is the text's hash alone, because the
records depend on nothing else that a request can choose.
"""

import hashlib
from collections import OrderedDict

import msgspec

from service.attribution.types import Reading
from service.nlp.annotator import AnnotatorInfo
from service.serving.protocol import CacheUse, InferencePool, PoolLoad, Served


class CachingPool:
    """A pool that remembers; see ``InferencePool``."""

    def __init__(self, pool: InferencePool, *, articles: int) -> None:
        self._pool = pool
        self._articles = articles
        self._readings: OrderedDict[str, Reading] = OrderedDict()

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

    async def attribute(self, text: str, /, *, deadline: float) -> Served:
        """Return the reading of ``text``, from memory where it is there."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        known = self._readings.get(digest)
        if known is not None:
            self._readings.move_to_end(digest)
            return Served(known, 0.0, 0.0, cache=CacheUse(digest, hit=True))
        served = await self._pool.attribute(text, deadline=deadline)
        self._keep(digest, served.reading)
        return msgspec.structs.replace(served, cache=CacheUse(digest, hit=False))

    def _keep(self, digest: str, reading: Reading) -> None:
        self._readings[digest] = reading
        while len(self._readings) > self._articles:
            self._readings.popitem(last=False)

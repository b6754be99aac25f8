"""A cache of the readings of recent articles, in memory; off by default.

The key is the hash of the text, because the records depend on no other field of a
request.
"""

import hashlib
from collections import OrderedDict

import msgspec

from service.records import Reading
from service.serving.pool_wrapper import PoolWrapper
from service.serving.protocol import CacheUse, InferencePool, TimedReading


class CachingPool(PoolWrapper):
    """An ``InferencePool`` with a least-recently-used cache of readings."""

    def __init__(self, pool: InferencePool, *, articles: int) -> None:
        super().__init__(pool)
        self._articles = articles
        self._readings: OrderedDict[str, Reading] = OrderedDict()

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the reading of ``text``, from the cache if it is there."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        known = self._readings.get(digest)
        if known is not None:
            self._readings.move_to_end(digest)
            return TimedReading(known, 0.0, 0.0, cache=CacheUse(digest, hit=True))
        served = await self._pool.attribute(text, deadline=deadline)
        self._keep(digest, served.reading)
        return msgspec.structs.replace(served, cache=CacheUse(digest, hit=False))

    def _keep(self, digest: str, reading: Reading) -> None:
        self._readings[digest] = reading
        while len(self._readings) > self._articles:
            self._readings.popitem(last=False)

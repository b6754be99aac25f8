"""What the HTTP side asks of inference, wherever it runs."""

from typing import Protocol

import msgspec

from service.nlp.annotator import AnnotatorInfo
from service.records import Reading


class CacheUse(msgspec.Struct, frozen=True):
    """What the cache of readings did for an article."""

    digest: str
    """SHA-256 of the text in UTF-8."""
    hit: bool


class TimedReading(msgspec.Struct, frozen=True):
    """A reading with the time that it took."""

    reading: Reading
    queue_seconds: float
    """Between admission and the first work unit."""
    inference_seconds: float
    """In workers, added up over the work units."""
    units: tuple[int, ...] = ()
    """Words of each work unit that was parsed for it."""
    cache: CacheUse | None = None


class PoolLoad(msgspec.Struct, frozen=True):
    """What a pool holds at a moment."""

    waiting: int
    """Requests that no worker has begun."""
    words: int
    """Words of all admitted requests."""
    warm: int
    """Workers that can take work."""
    restarts: int
    """Workers that were lost so far."""


class InferencePool(Protocol):
    """Readings of articles, from wherever the models run."""

    @property
    def info(self) -> AnnotatorInfo | None:
        """The models, once a worker has loaded them."""
        ...

    async def start(self) -> None:
        """Begin to bring up the workers; returns at once."""
        ...

    async def stop(self) -> None:
        """Answer what is left with NotReady and end the workers."""
        ...

    def check_ready(self) -> AnnotatorInfo:
        """Return the models that answer.

        Raises:
            NotReady: no worker is warm.
        """
        ...

    def load(self) -> PoolLoad:
        """Return what the pool holds now."""
        ...

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the reading of ``text`` within ``deadline`` seconds.

        Raises:
            RequestError: the text cannot be read.
            ServiceError: it could, but not now.
        """
        ...

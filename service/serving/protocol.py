"""The interface of inference for the HTTP worker."""

from typing import Protocol

import msgspec

from service.provenance import AttributorInfo
from service.records import Reading


class CacheUse(msgspec.Struct, frozen=True):
    """The lookup of an article in the cache of readings."""

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
    """Words of each work unit that was parsed."""
    cache: CacheUse | None = None


class PoolLoad(msgspec.Struct, frozen=True):
    """The load of a pool at one time."""

    waiting: int
    """Requests that no worker has started."""
    words: int
    """Words of all admitted requests."""
    warm: int
    """Workers with loaded models."""
    restarts: int
    """Workers that were lost since the start."""


class InferencePool(Protocol):
    """Reads articles with the models of its workers."""

    @property
    def info(self) -> AttributorInfo | None:
        """The versions of the models, once a worker has loaded them."""
        ...

    async def start(self) -> None:
        """Begin to start the workers, and return at once."""
        ...

    async def stop(self) -> None:
        """Answer the remaining jobs with ``NotReady`` and end the workers."""
        ...

    def check_ready(self) -> AttributorInfo:
        """Return the versions of the models.

        Raises:
            NotReady: no worker has its models loaded.
        """
        ...

    def load(self) -> PoolLoad:
        """Return the current load."""
        ...

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the reading of ``text`` within ``deadline`` seconds.

        Raises:
            RequestError: the text is invalid.
            ServiceError: the text is valid, but was not read in time.
        """
        ...

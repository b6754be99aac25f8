"""Rate limits of API keys, and their response headers. Imports no HTTP library."""

import math
import time
from collections.abc import Callable

from service.wire.request_errors import RateLimited

WINDOW = 60.0
"""Seconds of a fixed window in which the requests of a key are counted."""


class RateLimiter:
    """Limits the requests of each key to ``rate`` a minute; 0 means no limit."""

    def __init__(
        self, rate: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate = rate
        self._clock = clock
        self._counts: dict[str, tuple[float, int]] = {}

    def charge(self, name: str) -> dict[str, str]:
        """Count a request of the key ``name`` and return its RateLimit headers.

        Raises:
            RateLimited: the limit of this window is reached.
        """
        if not self.rate:
            return {}
        now = self._clock()
        began, count = self._counts.get(name, (now, 0))
        if now - began >= WINDOW:
            began, count = now, 0
        reset = math.ceil(began + WINDOW - now)
        if count >= self.rate:
            raise RateLimited(rate=self.rate, retry_after=reset)
        self._counts[name] = (began, count + 1)
        return rate_headers(self.rate, left=self.rate - count - 1, reset=reset)


def rate_headers(rate: int, *, left: int, reset: int) -> dict[str, str]:
    """Return the RateLimit headers: limit, remaining requests, seconds to reset."""
    return {
        "RateLimit-Limit": str(rate),
        "RateLimit-Remaining": str(left),
        "RateLimit-Reset": str(reset),
    }

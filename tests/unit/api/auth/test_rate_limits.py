"""Rate limits count the requests of each key in windows of a minute."""

import pytest

from service.api.auth.rate_limits import RateLimiter
from service.wire.request_errors import RateLimited


class Clock:
    """A clock with a time that the test sets."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_rate_of_a_key() -> None:
    """A key is limited to its number of requests in each window of a minute."""
    clock = Clock()
    limiter = RateLimiter(2, clock=clock)

    first = limiter.charge("a")
    clock.now += 20
    second = limiter.charge("a")
    with pytest.raises(RateLimited) as raised:
        limiter.charge("a")
    clock.now += 40

    assert first == {
        "RateLimit-Limit": "2",
        "RateLimit-Remaining": "1",
        "RateLimit-Reset": "60",
    }
    assert (second["RateLimit-Remaining"], second["RateLimit-Reset"]) == ("0", "40")
    assert raised.value.retry_after == 40
    assert limiter.charge("a") == first


def test_keys_do_not_share_their_rate() -> None:
    """The requests of one key do not count for another."""
    limiter = RateLimiter(1)

    limiter.charge("a")

    assert limiter.charge("b")["RateLimit-Remaining"] == "0"


def test_no_limit() -> None:
    """A rate of 0 means no limit and no headers."""
    limiter = RateLimiter(0)

    assert [limiter.charge("a") for _ in range(3)] == [{}] * 3

"""The graceful stop: what may start, and when a block ends."""

import asyncio

import pytest

from service.errors import NotReady
from service.serving.stopping import Stopping
from service.settings import Settings

SETTINGS = Settings(deadline=20, graceful=30)
LONG = 60.0


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_everything_may_begin_while_nothing_stops() -> None:
    """Without a stop there is no limit."""
    clock = Clock()
    stopping = Stopping(SETTINGS, clock=clock)
    clock.now += 1_000

    stopping.check_begin()

    assert not stopping.begun


def test_work_begins_while_a_deadline_is_left() -> None:
    """In a stop, work may start as long as a deadline and three seconds are left."""
    clock = Clock()
    stopping = Stopping(SETTINGS, clock=clock)
    stopping.begin()
    clock.now += 7
    stopping.begin()

    stopping.check_begin()
    clock.now += 0.1

    assert stopping.begun
    with pytest.raises(NotReady, match="stopping"):
        stopping.check_begin()


@pytest.mark.parametrize(("seconds", "passed"), [(LONG, 27.0), (0.0, 0.0)])
def test_block_is_ended(seconds: float, passed: float) -> None:
    """A block ends at its own limit, or with the stop, whichever is first."""

    async def scenario() -> None:
        clock = Clock()
        stopping = Stopping(SETTINGS, clock=clock)
        stopping.begin()
        clock.now += passed
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(LONG), stopping.limit(seconds):
                await asyncio.sleep(LONG)

    asyncio.run(scenario())


def test_block_that_is_over_in_time() -> None:
    """A block within its limit is not interrupted, before a stop and in it."""

    async def scenario() -> None:
        stopping = Stopping(SETTINGS, clock=Clock())
        async with stopping.limit(LONG):
            await asyncio.sleep(0)
            stopping.begin()
            await asyncio.sleep(0.01)

    asyncio.run(scenario())

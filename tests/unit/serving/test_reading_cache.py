"""The cache of readings."""

import asyncio

import pytest

from service.errors import InferenceFailed
from service.records import Reading
from service.serving.protocol import TimedReading
from service.serving.reading_cache import CachingPool
from tests.support.fakes import FakePool


def ask(pool: CachingPool, *texts: str) -> list[TimedReading]:
    """Return the answers of a pool to texts, one after the other."""

    async def scenario() -> list[TimedReading]:
        return [await pool.attribute(text, deadline=1) for text in texts]

    return asyncio.run(scenario())


def test_same_text_is_read_once() -> None:
    """The second answer to a text has the same reading and took no time."""
    inner = FakePool()

    first, second = ask(CachingPool(inner, articles=2), "“A,” said B.", "“A,” said B.")

    assert first.cache is not None
    assert second.cache is not None
    assert (first.cache.hit, second.cache.hit) == (False, True)
    assert first.cache.digest == second.cache.digest
    assert first.reading == second.reading
    assert (second.queue_seconds, second.inference_seconds) == (0.0, 0.0)
    assert len(inner.texts) == 1


def test_least_used_goes_first() -> None:
    """A full cache drops the least recently used reading."""
    inner = FakePool()

    ask(CachingPool(inner, articles=2), "a", "b", "a", "c", "a", "b")

    assert inner.texts == ["a", "b", "c", "b"]


def test_other_text_is_another_article() -> None:
    """Texts that differ in one character have different readings."""
    inner = FakePool()

    ask(CachingPool(inner, articles=9), "a b", "a  b", "a b ", "A b")

    assert len(inner.texts) == 4


def test_failure_is_not_kept() -> None:
    """A failure is not cached."""
    inner = FakePool()
    pool = CachingPool(inner, articles=2)

    def fail(text: str) -> Reading:
        raise InferenceFailed(text)

    for _ in range(2):
        inner.behave = fail
        with pytest.raises(InferenceFailed):
            ask(pool, "a")

    assert inner.texts == ["a", "a"]


def test_all_else_is_the_pools() -> None:
    """Start, stop, readiness and load are delegated to the wrapped pool."""

    async def scenario() -> None:
        inner = FakePool()
        pool = CachingPool(inner, articles=1)
        await pool.start()
        assert pool.check_ready() == pool.info == inner.info
        assert pool.load() == inner.load()
        await pool.stop()
        assert pool.info is None

    asyncio.run(scenario())

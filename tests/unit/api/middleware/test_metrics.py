"""Metrics count requests and articles under a bounded set of labels."""

import asyncio

import pytest

from service.api.middleware.metrics import MeteredPool, Metrics
from service.serving.reading_cache import CachingPool
from tests.support.fakes import FakePool

TEXT = "“We won,” said Ida. “I know,” thought Per."


def shown(metrics: Metrics) -> list[str]:
    """Return the lines of the metrics."""
    return metrics.render().decode().splitlines()


def test_reading_is_counted() -> None:
    """Queue time, inference time, words and records of an article are counted."""
    metrics = Metrics()

    asyncio.run(MeteredPool(FakePool(), metrics).attribute(TEXT, deadline=1))

    expected = {
        "whosaid_queue_seconds_sum 0.001",
        "whosaid_inference_seconds_sum 0.25",
        "whosaid_article_words_sum 8.0",
        "whosaid_unit_words_sum 100.0",
        "whosaid_unit_words_count 2.0",
        'whosaid_records_total{kind="speech",type="direct"} 1.0',
        'whosaid_records_total{kind="thought",type="indirect"} 1.0',
    }
    assert expected <= set(shown(metrics))


def test_cached_reading_is_no_work() -> None:
    """A cached result counts as a hit and adds no words and no inference time."""
    metrics = Metrics()
    pool = MeteredPool(CachingPool(FakePool(), articles=1), metrics)

    for _ in range(3):
        asyncio.run(pool.attribute(TEXT, deadline=1))

    expected = {
        'whosaid_cache_total{result="miss"} 1.0',
        'whosaid_cache_total{result="hit"} 2.0',
        "whosaid_article_words_sum 8.0",
        "whosaid_inference_seconds_count 1.0",
    }
    assert expected <= set(shown(metrics))


@pytest.mark.parametrize(
    ("method", "label"), [("POST", "POST"), ("BREW", "other"), ("post", "other")]
)
def test_request_is_counted(method: str, label: str) -> None:
    """A request counts under its route template; unknown methods share a label."""
    metrics = Metrics()

    metrics.count_request(method=method, route="/x/{a}", status=200, seconds=0.3)

    line = (
        f'whosaid_requests_total{{method="{label}",route="/x/{{a}}",status="200"}} 1.0'
    )
    assert line in shown(metrics)
    assert 'whosaid_request_seconds_bucket{le="0.5",route="/x/{a}"} 1.0' in shown(
        metrics
    )


def test_pool_is_asked_when_the_metrics_are() -> None:
    """The load, restarts and models of the pool are read at each scrape."""
    metrics, pool = Metrics(), FakePool()
    metrics.watch(pool)
    cold = "\n".join(shown(metrics))
    asyncio.run(pool.start())
    warm = "\n".join(shown(metrics))

    assert "whosaid_model_info{" not in cold
    assert 'package="fake"' in warm
    assert 'rules_version="1e5a2f0c9d7b4836"' in warm
    for line in (
        "whosaid_pool_waiting 3.0",
        "whosaid_pool_words 70.0",
        "whosaid_pool_workers_ready 2.0",
        "whosaid_pool_restarts_total 1.0",
    ):
        assert line in warm


def test_metered_pool_is_the_pool() -> None:
    """Everything but the counting is delegated to the wrapped pool."""

    async def scenario() -> None:
        pool = FakePool()
        metered = MeteredPool(pool, Metrics())
        await metered.start()
        assert metered.check_ready() == metered.info == pool.info
        assert metered.load() == pool.load()
        await metered.stop()
        assert metered.info is None

    asyncio.run(scenario())

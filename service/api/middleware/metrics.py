"""Prometheus metrics: counts, times and sizes.

Labels never hold a text, a key or a path as sent, so their number is bounded.
"""

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.metrics_core import CounterMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from service.provenance import AttributorInfo
from service.serving.pool_wrapper import PoolWrapper
from service.serving.protocol import InferencePool, TimedReading
from service.wire.responses import SERVICE_VERSION

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset({"GET", "HEAD", "POST"})
TIME_BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)
WORD_BUCKETS = (50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)


class Metrics:
    """The metrics of one application, in a registry of its own."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        self._requests = Counter(
            "whosaid_requests",
            "Requests by method, route and status.",
            ["method", "route", "status"],
            registry=registry,
        )
        self._latency = Histogram(
            "whosaid_request_seconds",
            "Seconds from the headers of a request to the end of its response.",
            ["route"],
            buckets=TIME_BUCKETS,
            registry=registry,
        )
        self._errors = Counter(
            "whosaid_errors",
            "Errors by code; each failed line of a batch counts.",
            ["code"],
            registry=registry,
        )
        self._findings = Counter(
            "whosaid_check_findings",
            "Checked quotations by verdict.",
            ["verdict"],
            registry=registry,
        )
        self._readings = _ReadingMetrics(registry)

    def watch(self, pool: InferencePool) -> None:
        """Export the load of a pool at each scrape."""
        self.registry.register(PoolCollector(pool))

    def count_request(
        self, *, method: str, route: str, status: int, seconds: float
    ) -> None:
        """Count a request; ``route`` is the path template, "" for an unknown path."""
        self._requests.labels(method_label(method), route, str(status)).inc()
        self._latency.labels(route).observe(seconds)

    def count_error(self, code: str) -> None:
        """Count an error that was sent to a client."""
        self._errors.labels(code).inc()

    def count_reading(self, served: TimedReading) -> None:
        """Count an article that was analysed or found in the cache."""
        self._readings.count(served)

    def count_findings(self, verdicts: Iterable[str]) -> None:
        """Count the findings of a check."""
        for verdict in verdicts:
            self._findings.labels(verdict).inc()

    def render(self) -> bytes:
        """Return the metrics in Prometheus's text format."""
        return generate_latest(self.registry)


class _ReadingMetrics:
    """The metrics of analysed articles."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._queued = Histogram(
            "whosaid_queue_seconds",
            "Seconds that an article waited in the queue.",
            buckets=TIME_BUCKETS,
            registry=registry,
        )
        self._worked = Histogram(
            "whosaid_inference_seconds",
            "Seconds of inference for an article.",
            buckets=TIME_BUCKETS,
            registry=registry,
        )
        self._words = Histogram(
            "whosaid_article_words",
            "Words of an article; the sum is the total number of words analysed.",
            buckets=WORD_BUCKETS,
            registry=registry,
        )
        self._units = Histogram(
            "whosaid_unit_words",
            "Words of a work unit, which a worker processes without interruption.",
            buckets=WORD_BUCKETS,
            registry=registry,
        )
        self._cached = Counter(
            "whosaid_cache",
            "Lookups in the cache of results: hit or miss.",
            ["result"],
            registry=registry,
        )
        self._records = Counter(
            "whosaid_records",
            "Attributions found, before filters.",
            ["type", "kind"],
            registry=registry,
        )

    def count(self, served: TimedReading) -> None:
        """Count an article; for a cache hit only the lookup is counted."""
        if served.cache is not None:
            self._cached.labels("hit" if served.cache.hit else "miss").inc()
            if served.cache.hit:
                return
        for words in served.units:
            self._units.observe(words)
        self._queued.observe(served.queue_seconds)
        self._worked.observe(served.inference_seconds)
        self._words.observe(served.reading.words)
        for each in served.reading.attributions:
            self._records.labels(each.type, each.kind).inc()


class PoolCollector(Collector):
    """A collector that reads the load of the pool at each scrape."""

    def __init__(self, pool: InferencePool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges of the pool, its restarts and its model versions."""
        load = self._pool.load()
        for name, help_text, value in (
            (
                "waiting",
                "Requests in the queue that no worker has begun.",
                load.waiting,
            ),
            ("words", "Words of all admitted requests.", load.words),
            ("workers_ready", "Inference workers with loaded models.", load.warm),
        ):
            yield GaugeMetricFamily(f"whosaid_pool_{name}", help_text, value)
        yield CounterMetricFamily(
            "whosaid_pool_restarts",
            "Inference workers that died and were replaced.",
            load.restarts,
        )
        info = self._pool.info
        if info is not None:
            model = InfoMetricFamily("whosaid_model", "Versions behind the records.")
            model.add_metric([], _labels(info))
            yield model


class MeteredPool(PoolWrapper):
    """An ``InferencePool`` whose results are counted."""

    def __init__(self, pool: InferencePool, metrics: Metrics) -> None:
        super().__init__(pool)
        self._metrics = metrics

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the result of the wrapped pool, and count it."""
        served = await self._pool.attribute(text, deadline=deadline)
        self._metrics.count_reading(served)
        return served


def method_label(method: str) -> str:
    """Return the method as a label; unknown ones are "other", to bound the labels."""
    return method if method in METHODS else "other"


def _labels(info: AttributorInfo) -> dict[str, str]:
    return {
        "service": SERVICE_VERSION,
        "stanza": info.stanza,
        "package": info.package,
        "tagger": "on" if info.tagger else "off",
        "rules_version": info.rules_version,
    }

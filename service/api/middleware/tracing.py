"""OpenTelemetry traces, enabled by ``WHOSAID_TRACES``. Only this module imports it.

Litestar's plugin creates the span of a request; a child span for each article records
its time in the queue and in inference. The exporter is configured by the standard
variables (``OTEL_EXPORTER_OTLP_ENDPOINT`` and related). No span holds a text, a key, or
a path or query string as sent by the client.
"""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from litestar import Request
from litestar.plugins.opentelemetry import OpenTelemetryConfig, OpenTelemetryPlugin
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import Span, StatusCode, get_current_span

from service.errors import WhosaidError
from service.serving.pool_wrapper import PoolWrapper
from service.serving.protocol import InferencePool, TimedReading
from service.wire.responses import SERVICE_VERSION

PROBES = ["^/livez$", "^/readyz$", "^/metrics$"]
"""Paths without spans: probes and scrapes arrive every few seconds."""
CLIENT_ATTRIBUTES = ("http.url", "http.target", "url.full", "url.path", "url.query")
FLUSH_SECONDS = 3.0
"""Longest wait for the collector at shutdown."""


class Tracing:
    """The tracer provider and the Litestar plugin of one application."""

    def __init__(
        self, make_exporter: Callable[[], SpanExporter] = OTLPSpanExporter
    ) -> None:
        own = {"service.name": "whosaid", "service.version": SERVICE_VERSION}
        resource = Resource.create(own).merge(Resource.create())
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(make_exporter()))
        self.plugin = OpenTelemetryPlugin(
            OpenTelemetryConfig(
                tracer_provider=self._provider,
                exclude=PROBES,
                exclude_spans=["receive", "send"],
                scope_span_details_extractor=lambda scope: (_method(scope), {}),
                server_request_hook_handler=_redact_address,
            )
        )

    def watch(self, pool: InferencePool) -> "TracedPool":
        """Return a pool that records a span for each article."""
        return TracedPool(pool, self._provider)

    async def name_span(self, request: Request[Any, Any, Any]) -> None:
        """Name the span of a request after its route template."""
        route: str = request.scope["path_template"]
        span = get_current_span()
        span.update_name(f"{request.method} {route}")
        span.set_attribute("http.route", route)
        span.set_attribute("whosaid.request_id", request.scope["state"]["request_id"])

    async def stop(self) -> None:
        """Export the remaining spans, for at most ``FLUSH_SECONDS``."""
        flush = threading.Thread(target=self._provider.shutdown, daemon=True)
        flush.start()
        await asyncio.to_thread(flush.join, FLUSH_SECONDS)


class TracedPool(PoolWrapper):
    """An ``InferencePool`` that records a span for each article."""

    def __init__(self, pool: InferencePool, provider: TracerProvider) -> None:
        super().__init__(pool)
        self._tracer = provider.get_tracer("whosaid", SERVICE_VERSION)

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the result of the wrapped pool, with its measurements in a span."""
        with self._tracer.start_as_current_span(
            "attribute", record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                served = await self._pool.attribute(text, deadline=deadline)
            except WhosaidError as error:
                span.set_status(StatusCode.ERROR, error.code)
                raise
            span.set_attribute("whosaid.queue_seconds", served.queue_seconds)
            span.set_attribute("whosaid.inference_seconds", served.inference_seconds)
            span.set_attribute("whosaid.words", served.reading.words)
            span.set_attribute("whosaid.records", len(served.reading.attributions))
            return served


def _method(scope: Any) -> str:  # noqa: ANN401 - the plugin's own type differs
    return str(scope.get("method", ""))


def _redact_address(span: Span, _: dict[str, Any]) -> None:
    """Blank the paths and query strings that the client sent."""
    for name in CLIENT_ATTRIBUTES:
        span.set_attribute(name, "")

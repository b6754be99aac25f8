"""OpenTelemetry traces, where the operator asks for them. The only importer of it.

Litestar's own plugin makes the span of a request; a span inside tells how long an
article waited and was worked on. Where traces go is said by the standard variables,
``OTEL_EXPORTER_OTLP_ENDPOINT`` and its kin. No span holds a text, a key, or a path or
query as the client wrote them.
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
"""They come every few seconds and tell nothing."""
CLIENTS_OWN = ("http.url", "http.target", "url.full", "url.path", "url.query")
FLUSH_SECONDS = 3.0
"""A collector that does not answer holds up a stop no longer."""


class Tracing:
    """What an application needs to be traced."""

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
                server_request_hook_handler=_forget_address,
            )
        )

    def watch(self, pool: InferencePool) -> "TracedPool":
        """Return a pool whose readings have spans."""
        return TracedPool(pool, self._provider)

    async def name_span(self, request: Request[Any, Any, Any]) -> None:
        """Name the span of a request after its route, once that is known."""
        route: str = request.scope["path_template"]
        span = get_current_span()
        span.update_name(f"{request.method} {route}")
        span.set_attribute("http.route", route)
        span.set_attribute("whosaid.request_id", request.scope["state"]["request_id"])

    async def stop(self) -> None:
        """Send what is left, if somebody takes it."""
        flush = threading.Thread(target=self._provider.shutdown, daemon=True)
        flush.start()
        await asyncio.to_thread(flush.join, FLUSH_SECONDS)


class TracedPool(PoolWrapper):
    """A pool with a span for each article; see ``InferencePool``."""

    def __init__(self, pool: InferencePool, provider: TracerProvider) -> None:
        super().__init__(pool)
        self._tracer = provider.get_tracer("whosaid", SERVICE_VERSION)

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Return the pool's reading, in a span with its figures."""
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


def _forget_address(span: Span, _: dict[str, Any]) -> None:
    """Blank what the client wrote: paths and queries may name articles."""
    for name in CLIENTS_OWN:
        span.set_attribute(name, "")

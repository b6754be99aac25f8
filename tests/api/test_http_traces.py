"""Traces are exported over OTLP and hold no data of clients."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
)

from service.api.app import create_app
from service.errors import InferenceFailed
from service.settings import Settings
from tests.support.fakes import FakePool

CANARY = "Quillfeather"
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Collector(ThreadingHTTPServer):
    """A collector that keeps the exported spans."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.bodies: list[bytes] = []
        self.pause = 0.0

    @property
    def spans(self) -> dict[str, Any]:
        """The spans by name."""
        found: dict[str, Any] = {}
        for body in self.bodies:
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in resource.scope_spans:
                    found |= {span.name: span for span in scope.spans}
        return found


class Taker(BaseHTTPRequestHandler):
    """The request handler of the collector."""

    server: Collector

    def do_POST(self) -> None:
        """Keep the body of an export."""
        size = int(self.headers["Content-Length"])
        self.server.bodies.append(self.rfile.read(size))
        time.sleep(self.server.pause)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """Return a collector that the exporter is configured for."""
    with Collector() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def traced(settings: Settings) -> Settings:
    """Return settings with traces enabled."""
    return msgspec.structs.replace(settings, traces=True)


def values(span: Any) -> dict[str, Any]:  # noqa: ANN401 - made by protobuf
    """Return the attributes of a span."""
    return {
        item.key: getattr(item.value, str(item.value.WhichOneof("value")))
        for item in span.attributes
    }


def test_request_and_article_have_spans(collector: Collector, traced: Settings) -> None:
    """The spans of request and article belong to the trace of the caller."""
    with TestClient(create_app(traced, FakePool())) as client:
        answer = client.post(
            "/v1/attributions",
            json={"text": "“We won,” said Ida."},
            headers={"traceparent": PARENT},
        )

    request, article = (
        collector.spans[name] for name in ("POST /v1/attributions", "attribute")
    )
    assert request.trace_id.hex() == PARENT[3:35]
    assert request.parent_span_id.hex() == PARENT[36:52]
    assert article.parent_span_id == request.span_id
    attributes = values(article)
    assert attributes["whosaid.inference_seconds"] == 0.25
    assert (attributes["whosaid.words"], attributes["whosaid.records"]) == (4, 1)
    own = values(request)
    assert own["whosaid.request_id"] == answer.headers["X-Request-Id"]
    assert own["http.route"] == "/v1/attributions"


def test_nothing_of_a_client_is_traced(collector: Collector, traced: Settings) -> None:
    """Spans hold no text, id, path, query, key or error message; probes have none."""
    pool = FakePool()

    def fail(text: str) -> Any:  # noqa: ANN401 - it never returns
        raise InferenceFailed(text)

    with TestClient(create_app(traced, pool)) as client:
        client.headers["X-API-Key"] = CANARY
        client.post(f"/v1/attributions?id={CANARY}", json={"text": f"{CANARY}."})
        client.post(f"/v1/exports/{CANARY}", json={"text": CANARY})
        client.get(f"/{CANARY}/{CANARY}?{CANARY}")
        client.get("/livez")
        pool.behave = fail
        client.post("/v1/mask", json={"text": f"{CANARY}."})

    assert {"POST /v1/attributions", "POST /v1/mask"} <= set(collector.spans)
    assert not [name for name in collector.spans if "livez" in name]
    assert collector.spans["attribute"].status.message == "inference_failed"
    for span in collector.spans.values():
        assert CANARY not in str(span)
    assert CANARY.encode() not in b"".join(collector.bodies)


def test_collector_that_hangs_does_not_hold_up_the_stop(
    collector: Collector, traced: Settings
) -> None:
    """A collector that does not respond delays the stop for a limited time."""
    collector.pause = 6.0
    with TestClient(create_app(traced, FakePool())) as client:
        client.post("/v1/attributions", json={"text": "A."})
        began = time.monotonic()

    assert time.monotonic() - began < 5

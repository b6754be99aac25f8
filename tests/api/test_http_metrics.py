"""The metrics at /metrics, and access to them."""

import asyncio
import json

import httpx
import msgspec
import pytest
from litestar.testing import TestClient

from service.api.app import create_app
from service.api.auth.keys import make_key
from service.settings import Settings
from tests.support.fakes import FakePool

KEY, STORED = make_key("prometheus")
BEARER = {"Authorization": f"Bearer {KEY}"}


def test_requests_and_errors(settings: Settings) -> None:
    """Requests are counted by route template, errors by code, also in batches."""
    closed = msgspec.structs.replace(settings, keys=str(STORED))
    batch = {**BEARER, "Content-Type": "application/x-ndjson"}
    with TestClient(create_app(closed, FakePool())) as client:
        client.post("/v1/attributions", json={"text": "A b."}, headers=BEARER)
        client.post("/v1/attributions", json={"text": ""}, headers=BEARER)
        client.post("/v1/exports/citron", json={"text": "A b."}, headers=BEARER)
        client.post("/v1/attributions/batch", content=b"[]\n{", headers=batch)
        client.get("/Quillfeather")
        answer = client.get("/metrics", headers=BEARER)
        refused = client.get("/metrics")

    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = set(answer.text.splitlines())
    for route, status in (
        ("/v1/attributions", 200),
        ("/v1/attributions", 422),
        ("/v1/exports/{name}", 200),
        ("/v1/attributions/batch", 200),
    ):
        labels = f'method="POST",route="{route}",status="{status}"'
        assert f"whosaid_requests_total{{{labels}}} 1.0" in lines
    for code in ("empty_text", "invalid_field", "malformed_body", "not_found"):
        assert f'whosaid_errors_total{{code="{code}"}} 1.0' in lines
    assert "Quillfeather" not in answer.text
    assert refused.status_code == 401


CLIENTS = [
    ("127.0.0.1", {}, 200),
    ("::1", {"X-Request-Id": "a"}, 200),
    ("10.0.0.9", {}, 403),
    ("127.0.0.1", {"X-Forwarded-For": "10.0.0.9"}, 403),
    ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
    ("127.0.0.1", {"x-forwarded-proto": "https"}, 403),
    ("127.0.0.1", {"X-Forwarded-Host": "desk.example"}, 403),
    ("::1", {"Forwarded": "for=10.0.0.9"}, 403),
    ("::1", {"X-Real-IP": "10.0.0.9"}, 403),
    ("::1", {"Via": "1.1 proxy"}, 403),
]


@pytest.mark.parametrize(("host", "headers", "status"), CLIENTS)
def test_without_keys(
    settings: Settings, host: str, headers: dict[str, str], status: int
) -> None:
    """Without keys, metrics are restricted to clients on the same machine.

    A request that a proxy on this machine has forwarded is from another one.
    """
    app = create_app(settings, FakePool())

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(host, 1))
        async with httpx.AsyncClient(
            transport=transport, base_url="http://x"
        ) as client:
            return await client.get("/metrics", headers=headers)

    answer = asyncio.run(ask())
    assert answer.status_code == status
    if status == 403:
        assert json.loads(answer.content)["code"] == "only_local"

"""Probes, the model report, the OpenAPI document, headers, logs and the cache."""

import asyncio
import hashlib
import json
import re
from pathlib import Path
from unittest.mock import Mock

import msgspec
import pytest
from litestar.testing import TestClient

from service.api.app import create_app
from service.settings import Settings
from tests.support.fakes import FakePool

MANIFEST = {
    "package": "fake",
    "files": {
        "en/pos/fake.pt": {"bytes": 5, "sha256": "ab", "data_and_licence": "MIT"},
        "en/ner/fake.pt": {"bytes": 6, "sha256": "cd"},
    },
    "scores": {"ud-test": {"LAS": 89.7}},
}


READ = ["/livez", "/readyz", "/v1/model", "/metrics", "/openapi.json", "/", "/docs"]
"""Where GET is; the client is no local one, so that /metrics is 403."""


@pytest.mark.parametrize("path", READ)
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    """HEAD has the status and headers of GET, its Content-Length included."""
    get, head = client.get(path), client.head(path)

    own = {"x-request-id": get.headers["x-request-id"]}
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert dict(head.headers) | own == dict(get.headers)


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_probe_of_a_warm_service(client: TestClient, method: str, path: str) -> None:
    """Both probes succeed once the models are loaded; HEAD has no body."""
    response = client.request(method, path)

    assert response.status_code == 200
    assert response.content == (b'{"status":"ok"}' if method == "GET" else b"")


def test_probe_of_a_cold_service(client: TestClient, pool: FakePool) -> None:
    """A service that loads its models is live but not ready, with Retry-After."""
    pool.info = None

    ready = client.get("/readyz")

    assert client.get("/livez").status_code == 200
    assert ready.status_code == 503
    assert ready.json()["code"] == "not_ready"
    assert ready.headers["Retry-After"] == "5"
    assert client.get("/v1/model").status_code == 503
    assert client.post("/v1/attributions", json={"text": "a"}).status_code == 503


def test_no_request_goes_through_a_thread(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards and handlers run in the event loop, not in threads."""
    handed = Mock()
    monkeypatch.setattr(asyncio.BaseEventLoop, "run_in_executor", handed)

    for path in ("/livez", "/readyz", "/metrics", "/v1/model", "/openapi.json", "/x"):
        client.get(path)
    client.post("/v1/attributions", json={"text": "Ida said."})
    client.post("/v1/attributions", json={"text": 1})

    handed.assert_not_called()


def test_pool_starts_and_stops_with_the_application(settings: Settings) -> None:
    """The lifespan of the application starts and stops the pool."""
    pool = FakePool()

    with TestClient(create_app(settings, pool)):
        assert pool.info is not None

    assert pool.info is None


def test_model_report(settings: Settings, pool: FakePool, tmp_path: Path) -> None:
    """The report has the files, licences and scores of the manifest, and the limits."""
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST))

    with TestClient(create_app(settings, pool)) as client:
        report = client.get("/v1/model").json()

    assert report == {
        "service": "0.2.0",
        "stanza": "1.15.0",
        "package": "fake",
        "rules_version": "1e5a2f0c9d7b4836",
        "tagger": False,
        "languages": ["en"],
        "files": [
            {"path": "en/ner/fake.pt", "bytes": 6, "sha256": "cd", "licence": None},
            {"path": "en/pos/fake.pt", "bytes": 5, "sha256": "ab", "licence": "MIT"},
        ],
        "scores": {"ud-test": {"LAS": 89.7}},
        "limits": {
            "max_chars": 1_000,
            "max_body": settings.max_body,
            "deadline": 20.0,
            "queue": 16,
        },
    }


@pytest.mark.parametrize("manifest", [None, {**MANIFEST, "package": "other"}])
def test_model_report_without_manifest(
    settings: Settings, pool: FakePool, tmp_path: Path, manifest: object
) -> None:
    """The manifest of another package is not reported."""
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    with TestClient(create_app(settings, pool)) as client:
        report = client.get("/v1/model").json()

    assert report["files"] == []
    assert report["scores"] == {}


def test_openapi_is_served(client: TestClient) -> None:
    """The OpenAPI document is served and describes its own path."""
    document = client.get("/openapi.json").json()

    assert document["openapi"] == "3.1.0"
    assert "/openapi.json" in document["paths"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/livez"), ("GET", "/nowhere"), ("PUT", "/readyz")]
)
def test_every_answer_has_safe_headers(
    client: TestClient, method: str, path: str
) -> None:
    """Every response has the security headers."""
    headers = client.request(method, path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("abc-1.2_Z", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("", False),
        ("a b", False),
        ("a\tb", False),
        ("ü", False),
        ('{"a":1}', False),
    ],
)
def test_request_id(client: TestClient, given: str, kept: bool) -> None:  # noqa: FBT001
    """A valid request id is returned; any other is replaced."""
    headers = {b"X-Request-Id": given.encode()}

    answer = client.get("/livez", headers=headers).headers["X-Request-Id"]

    assert (answer == given) is kept
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,64}", answer)


def test_request_is_logged_without_its_text(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """A request is logged with its id, route, status and time, without its text."""
    caplog.set_level("INFO", logger="whosaid")
    name = "Quillfeather"
    body = {"text": f"“One” said {name}.", "id": name}

    client.post("/v1/attributions", json=body, params={"id": name})

    [record] = [item for item in caplog.records if item.message == "request"]
    fields = vars(record)["whosaid_fields"]
    assert (fields["route"], fields["status"]) == ("/v1/attributions", 200)
    assert fields["method"] == "POST"
    assert fields["seconds"] >= 0
    assert name not in str(fields)


def test_unknown_path_is_not_logged_as_it_came(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """An unknown path is not logged."""
    caplog.set_level("INFO", logger="whosaid")

    client.get("/Quillfeather")

    own = [r for r in caplog.records if r.name.startswith("whosaid")]
    assert [vars(r)["whosaid_fields"]["route"] for r in own] == [""]
    assert "Quillfeather" not in caplog.text


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/v1/attributions", "application/json"),
        ("/v1/exports/citron", "application/json"),
        ("/v1/mask", "application/json"),
    ],
)
def test_cache(settings: Settings, path: str, media: str) -> None:
    """With a cache, Cache-Status has hit or miss and the hash of the text."""
    text = "“We won,” said Ida."
    digest = hashlib.sha256(text.encode()).hexdigest()
    pool = FakePool()
    remembering = msgspec.structs.replace(settings, cache=10)
    with TestClient(create_app(remembering, pool)) as client:
        client.post("/v1/mask", json={"text": "Another."})
        first, second = (client.post(path, json={"text": text}) for _ in range(2))

    assert first.headers["Cache-Status"] == f'whosaid; fwd=miss; stored; key="{digest}"'
    assert second.headers["Cache-Status"] == f'whosaid; hit; key="{digest}"'
    assert first.content == second.content
    assert first.headers["Content-Type"].startswith(media)
    assert pool.texts == ["Another.", text]


def test_no_cache_by_default(client: TestClient, pool: FakePool) -> None:
    """Without a cache every article is analysed."""
    first, second = (client.post("/v1/mask", json={"text": "A."}) for _ in range(2))

    assert "cache-status" not in {**first.headers, **second.headers}
    assert pool.texts == ["A.", "A."]


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_no_cors(client: TestClient, method: str) -> None:
    """There are no CORS headers."""
    preflight = {"Origin": "https://x.example", "Access-Control-Request-Method": "POST"}

    answer = client.request(method, "/v1/model", headers=preflight)

    assert not [name for name in answer.headers if name.startswith("access-control")]

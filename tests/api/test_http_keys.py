"""Authentication with API keys, and their rate limits."""

import json
from collections.abc import Iterator

import msgspec
import pytest
from litestar.testing import TestClient

from service.api.app import create_app
from service.api.auth.keys import make_key
from service.settings import Settings
from tests.support.fakes import FakePool

KEY, STORED = make_key("desk")
NEXT, NEXT_STORED = make_key("desk-2")
BEARER = {"Authorization": f"Bearer {KEY}"}
ARTICLE = {"text": "The ferry is late."}
PROTECTED = [
    ("POST", "/v1/attributions"),
    ("POST", "/v1/attributions/batch"),
    ("POST", "/v1/exports/citron"),
    ("POST", "/v1/mask"),
    ("POST", "/v1/unmask"),
    ("POST", "/v1/check"),
    ("POST", "/v1/audit"),
    ("GET", "/v1/model"),
]
OPEN = ["/livez", "/readyz", "/openapi.json", "/"]


def start(settings: Settings, **changes: object) -> TestClient:
    """Return a client of a service with two keys."""
    keys = f"{STORED},{NEXT_STORED}"
    closed = msgspec.structs.replace(settings, keys=keys, **changes)
    return TestClient(create_app(closed, FakePool()), raise_server_exceptions=False)


@pytest.fixture
def closed(settings: Settings) -> Iterator[TestClient]:
    """Return a client of a service with keys."""
    with start(settings) as client:
        yield client


@pytest.mark.parametrize(("method", "path"), PROTECTED)
def test_key_is_needed(closed: TestClient, method: str, path: str) -> None:
    """A missing key is 401 and a wrong one 403, before the body is read."""
    missing = closed.request(method, path, content=b"{")
    wrong = closed.request(method, path, headers={"X-API-Key": f"{KEY}x"})

    assert (missing.status_code, missing.json()["code"]) == (401, "key_missing")
    assert missing.headers["WWW-Authenticate"] == "Bearer"
    assert missing.headers["Content-Type"] == "application/problem+json"
    assert (wrong.status_code, wrong.json()["code"]) == (403, "key_unknown")
    assert KEY not in wrong.text


@pytest.mark.parametrize("path", OPEN)
def test_open_paths(closed: TestClient, path: str) -> None:
    """Probes, pages and the OpenAPI document need no key."""
    assert closed.get(path).status_code == 200


@pytest.mark.parametrize(
    "headers", [BEARER, {"X-API-Key": KEY}, {"X-API-Key": NEXT}, {"x-api-key": NEXT}]
)
def test_any_key_opens(closed: TestClient, headers: dict[str, str]) -> None:
    """Each of several keys is accepted in either header."""
    answer = closed.post("/v1/attributions", json=ARTICLE, headers=headers)

    assert answer.status_code == 200
    assert "RateLimit-Limit" not in answer.headers


def test_rate(settings: Settings) -> None:
    """A key over its limit is answered with 429 and Retry-After; others are not."""
    with start(settings, key_rate=2) as client:
        good = client.post("/v1/attributions", json=ARTICLE, headers=BEARER)
        bad = client.post("/v1/attributions", json={}, headers=BEARER)
        over = client.post("/v1/attributions", json=ARTICLE, headers=BEARER)
        other = client.get("/v1/model", headers={"X-API-Key": NEXT})

    assert (good.headers["RateLimit-Limit"], good.headers["RateLimit-Remaining"]) == (
        "2",
        "1",
    )
    assert (bad.status_code, bad.headers["RateLimit-Remaining"]) == (422, "0")
    assert (over.status_code, over.json()["code"]) == (429, "rate_limited")
    assert over.headers["Retry-After"] == over.headers["RateLimit-Reset"]
    assert 1 <= int(over.headers["Retry-After"]) <= 60
    assert over.headers.get_list("RateLimit-Remaining") == ["0"]
    assert other.status_code == 200


def test_lines_of_a_batch_count(settings: Settings) -> None:
    """A batch and each of its lines count for the limit."""
    with start(settings, key_rate=3) as client:
        answer = client.post(
            "/v1/attributions/batch",
            content="\n".join([json.dumps(ARTICLE)] * 3),
            headers={**BEARER, "Content-Type": "application/x-ndjson"},
        )

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert sorted(line["status"] for line in lines) == [200, 200, 429]


def test_log_has_the_name_and_no_key(
    closed: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has the name of the key and never a key."""
    caplog.set_level("DEBUG")
    closed.get("/v1/model", headers=BEARER)
    closed.get("/v1/model", headers={"X-API-Key": "who_wrong"})

    requests = [record for record in caplog.records if record.name == "whosaid.http"]
    fields = [vars(record)["whosaid_fields"] for record in requests]
    logged = str([record.__dict__ for record in caplog.records])
    assert [each["key"] for each in fields] == ["desk", None]
    assert KEY not in logged
    assert "who_wrong" not in logged

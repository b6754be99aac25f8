"""gzip request and response bodies over HTTP."""

import gzip
import json
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient

PATH = "/v1/attributions"
BATCH = "/v1/attributions/batch"
TEXT = "“We won,” said Ida. "
ARTICLE = json.dumps({"text": TEXT * 20}).encode()
JSON = {"Content-Type": "application/json"}
NDJSON = {"Content-Type": "application/x-ndjson"}
GZIP = {"Content-Encoding": "gzip"}


def ask(client: TestClient, body: bytes, path: str = PATH, **extra: str) -> Any:  # noqa: ANN401
    """Post a compressed body."""
    kind = NDJSON if path == BATCH else JSON
    return client.post(path, content=body, headers={**kind, **GZIP, **extra})


def test_compressed_request(client: TestClient) -> None:
    """A compressed request has the same response as the uncompressed one."""
    plain = client.post(PATH, content=ARTICLE, headers=JSON).json()

    assert ask(client, gzip.compress(ARTICLE)).json() == plain
    half = len(ARTICLE) // 2
    members = gzip.compress(ARTICLE[:half]) + gzip.compress(ARTICLE[half:])
    assert ask(client, members).json() == plain


BOMB = gzip.compress(b" " * 20 * 2**20)


@pytest.mark.parametrize("path", [PATH, BATCH, "/v1/unmask"])
def test_bomb(client: TestClient, path: str) -> None:
    """The size limit applies to the decompressed size of a body."""
    answer = ask(client, BOMB, path)

    assert len(BOMB) < 30_000
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


DAMAGED = [
    (b"", "malformed_body"),
    (b"{}", "malformed_body"),
    (gzip.compress(ARTICLE)[:-4], "malformed_body"),
    (gzip.compress(ARTICLE) + b"rest", "malformed_body"),
]


@pytest.mark.parametrize(
    ("body", "code"), DAMAGED, ids=["empty", "plain", "cut", "continued"]
)
def test_damaged_gzip(client: TestClient, body: bytes, code: str) -> None:
    """A body that is not valid gzip data is rejected with 400."""
    answer = ask(client, body)

    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip, gzip"])
def test_other_codings(client: TestClient, coding: str) -> None:
    """Another Content-Encoding is rejected with 415 and Accept-Encoding."""
    answer = client.post(
        PATH, content=ARTICLE, headers={**JSON, "Content-Encoding": coding}
    )

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_coding")
    assert answer.headers["Accept-Encoding"] == "gzip"


def test_identity_is_no_coding(client: TestClient) -> None:
    """The Content-Encoding "identity" is accepted."""
    headers = {**JSON, "Content-Encoding": "identity"}

    assert client.post(PATH, content=ARTICLE, headers=headers).status_code == 200


def test_compressed_answer(client: TestClient) -> None:
    """A long response is compressed if Accept-Encoding allows; a short one never."""
    took = {**JSON, "Accept-Encoding": "gzip"}
    plain = {**JSON, "Accept-Encoding": "identity"}
    small = client.post(PATH, content=ARTICLE, headers=took)
    large = client.post(PATH, content=ARTICLE, headers=plain)
    probe = client.get("/livez", headers=took)

    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert small.json() == large.json()
    assert "Content-Encoding" not in large.headers
    assert "Content-Encoding" not in probe.headers
    assert "Accept-Encoding" in probe.headers["Vary"]


def test_page_keeps_its_tag(client: TestClient) -> None:
    """A response with an ETag is not compressed."""
    page = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in page.headers
    assert page.headers["ETag"]


def test_compressed_batch(client: TestClient) -> None:
    """Request and response of a batch may be compressed."""
    body = gzip.compress(b"\n".join([ARTICLE] * 5))

    answer: httpx.Response = ask(client, body, BATCH, **{"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    statuses = [json.loads(line)["status"] for line in answer.text.splitlines()]
    assert statuses == [200] * 5

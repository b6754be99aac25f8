"""Batches over HTTP, by a client that sends everything before it reads."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient

from service.api.app import create_app
from service.errors import InferenceFailed, Overloaded
from service.records import Reading
from service.settings import Settings
from tests.support.fakes import FakePool, fake_reading

PATH = "/v1/attributions/batch"
NDJSON = {"Content-Type": "application/x-ndjson"}
TEXT = "“We won,” said Ida."


def lines(response: httpx.Response) -> list[dict[str, Any]]:
    """Return the lines of a response."""
    return [json.loads(line) for line in response.text.splitlines()]


def post(client: TestClient, *bodies: object, **headers: str) -> httpx.Response:
    """Post requests or raw lines as a batch."""
    raw = [
        body if isinstance(body, bytes) else json.dumps(body).encode()
        for body in bodies
    ]
    return client.post(PATH, content=b"\n".join(raw), headers=NDJSON | headers)


def test_same_answers_as_alone(client: TestClient) -> None:
    """The result of a line equals the response to the same single request."""
    request = {"text": TEXT, "id": "x", "options": {"offset_unit": "utf16"}}
    alone = client.post("/v1/attributions", json=request).json()

    answer = post(client, request, {"text": "No quotation."})

    assert answer.headers["Content-Type"] == "application/x-ndjson"
    first, second = lines(answer)
    assert first == {
        "line": 1, "id": "x", "status": 200, "result": alone, "error": None,
    }  # fmt: skip
    assert (second["line"], second["id"]) == (2, second["result"]["id"])


BAD = [
    (b"{", 400, "malformed_body", None),
    (b"[]", 422, "invalid_field", None),
    (b'{"text": 1}', 422, "invalid_field", None),
    (b'{"text": 1, "id": "w"}', 422, "invalid_field", "w"),
    (b'{"text": "a", "language": "de"}', 422, "unsupported_language", None),
    (b'{"text": "", "id": "e"}', 422, "empty_text", "e"),
    (json.dumps({"text": "a" * 1_001, "id": "l"}).encode(), 413, "text_too_long", "l"),
    (b"\xff", 400, "malformed_body", None),
    (b"[" * 5_000, 422, "invalid_field", None),
]


@pytest.mark.parametrize(("line", "status", "code", "name"), BAD)
def test_bad_line_fails_alone(
    client: TestClient, line: bytes, status: int, code: str, name: str | None
) -> None:
    """An invalid line has an error line; the others are answered."""
    first, bad, last = lines(post(client, {"text": TEXT}, line, {"text": TEXT}))

    assert (first["status"], last["status"], last["line"]) == (200, 200, 3)
    assert (bad["line"], bad["status"], bad["id"]) == (2, status, name)
    assert bad["result"] is None
    assert bad["error"]["status"] == status
    assert bad["error"]["code"] == code


def test_blank_lines(client: TestClient) -> None:
    """Blank lines are skipped as in archives: each response has its line's number."""
    mark = "\ufeff".encode()
    found = lines(post(client, mark + b'{"text": "a"}', b"", b" \r", {"text": "b"}))

    assert [(one["line"], one["status"]) for one in found] == [(1, 200), (4, 200)]


def test_many_lines_in_order(client: TestClient) -> None:
    """The maximum number of lines is answered in order."""
    answer = post(client, *[{"text": "a", "id": str(n)} for n in range(1_000)])

    assert [line["id"] for line in lines(answer)] == [str(n) for n in range(1_000)]


def test_too_many_lines(client: TestClient) -> None:
    """A batch with more lines than the maximum is rejected."""
    answer = post(client, *[{"text": "a"}] * 1_001)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_many_lines")


def test_too_many_bytes(client: TestClient) -> None:
    """A batch of more than 16 MiB is rejected after it was read."""
    answer = post(client, b"x" * (16 * 2**20 + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/x-ndjson"),
        ("application/jsonl", "application/jsonl"),
        ("application/x-ndjson;q=0.5, application/jsonl", "application/jsonl"),
    ],
)
@pytest.mark.parametrize("sent", ["application/x-ndjson", "application/jsonl"])
def test_names_of_json_lines(
    client: TestClient, sent: str, accept: str, media: str
) -> None:
    """Both names of JSON lines are read, and answered as Accept says."""
    headers = {"Content-Type": sent, "Accept": accept}

    answer = post(client, {"text": "a"}, **headers)

    assert answer.headers["Content-Type"] == media
    assert [line["status"] for line in lines(answer)] == [200]


WRONG = [
    ({"Content-Type": "application/json"}, 415),
    ({"Accept": "application/json"}, 406),
]


@pytest.mark.parametrize(("headers", "status"), WRONG)
def test_wrong_types(client: TestClient, headers: dict[str, str], status: int) -> None:
    """Other request and response types than JSON lines are rejected."""
    assert post(client, {"text": "a"}, **headers).status_code == status


def test_query_is_refused(client: TestClient) -> None:
    """Query parameters, which would have no effect, are rejected."""
    answer = client.post(PATH + "?types=direct", content=b"{}", headers=NDJSON)

    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["path"]) == (
        "invalid_field",
        "query.types",
    )


def test_cold_service(client: TestClient, pool: FakePool) -> None:
    """A service that is not ready rejects the whole batch."""
    pool.info = None

    assert post(client, {"text": "a"}).status_code == 503


def test_chunked_input(client: TestClient) -> None:
    """Lines may be split into any chunks."""

    def parts() -> Iterator[bytes]:
        for byte in b'{"text": "a"}\n{"text": "b"}':
            yield bytes([byte])

    answer = client.post(PATH, content=parts(), headers=NDJSON)

    assert [line["status"] for line in lines(answer)] == [200, 200]


def test_failing_article(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """A failure of the pipeline is an error line; the log does not contain the text."""

    def behave(text: str) -> Reading:
        if "Quillfeather" in text:
            raise InferenceFailed("broken", trace=("here",))
        return fake_reading(text)

    with TestClient(create_app(settings, FakePool(behave))) as client:
        bad, good = lines(post(client, {"text": "Quillfeather"}, {"text": TEXT}))

    assert (bad["status"], good["status"]) == (500, 200)
    assert "broken" not in json.dumps(bad)
    assert "inference_failed" in str(
        [vars(r).get("whosaid_fields") for r in caplog.records]
    )
    assert "Quillfeather" not in str([r.__dict__ for r in caplog.records])


@pytest.mark.parametrize(("wait", "status"), [(0, 200), (60, 503)])
def test_full_queue(settings: Settings, wait: int, status: int) -> None:
    """A batch retries a full queue until the deadline."""
    refusals = [Overloaded(retry_after=wait)] * 2

    def behave(text: str) -> Reading:
        if refusals:
            raise refusals.pop()
        return fake_reading(text)

    with TestClient(create_app(settings, FakePool(behave))) as client:
        first, *_ = lines(post(client, {"text": TEXT}))

    assert first["status"] == status

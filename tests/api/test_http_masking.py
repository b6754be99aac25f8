"""POST /v1/mask and /v1/unmask replace and restore quotations."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from httpx import Response
from litestar.testing import TestClient

from tests.support.fakes import FakePool

TEXT = "😀 “Hello,” said Ann. “Bye,” thought Bob on CNN. “Well,” said Cleo."


def _mask(client: TestClient, **options: object) -> dict[str, Any]:
    answer = client.post("/v1/mask", json={"text": TEXT, "options": options})
    assert answer.status_code == 200
    masked: dict[str, Any] = answer.json()
    return masked


def _unmask(client: TestClient, text: object, placeholders: object) -> Response:
    body = {"text": text, "placeholders": placeholders}
    return client.post("/v1/unmask", json=body)


def test_direct_quotations_are_taken_out(client: TestClient) -> None:
    """Direct quotations are replaced with placeholders; indirect content is kept."""
    masked = _mask(client)
    first, second = masked["placeholders"]

    assert masked["text"] == (
        f"😀 [[{first['id']}]] said Ann. “Bye,” thought Bob on CNN. "
        f"[[{second['id']}]] said Cleo."
    )
    assert (first["text"], first["start"], first["end"]) == ("“Hello,”", 2, 10)


def test_offsets_are_in_the_unit_asked_for(client: TestClient) -> None:
    """Offsets are in the requested unit: an emoji is two UTF-16 units."""
    (first, _) = _mask(client, offset_unit="utf16")["placeholders"]

    assert (first["start"], first["end"]) == (3, 11)


def test_filters_say_what_is_taken_out(client: TestClient) -> None:
    """Attributions below the confidence filter are not masked."""
    assert len(_mask(client, min_confidence=0.9)["placeholders"]) == 1


def test_the_answer_tells_the_article(client: TestClient) -> None:
    """The response has the id and the warnings of the article."""
    body = {"text": "No quotation.", "id": "wire-7"}
    masked = client.post("/v1/mask", json=body).json()

    assert masked == {
        "id": "wire-7",
        "format": "text",
        "offset_unit": "codepoint",
        "text": "No quotation.",
        "placeholders": [],
        "warnings": [{"code": "nothing_found", "detail": "no quotation", "spans": []}],
    }


def test_there_and_back(client: TestClient) -> None:
    """The response of mask is a valid request of unmask, which restores the text."""
    masked = _mask(client)

    answer = _unmask(client, masked["text"], masked["placeholders"])

    assert answer.json() == {"text": TEXT, "lost": [], "repeated": [], "altered": []}


def test_edits_are_reported(client: TestClient) -> None:
    """Lost and altered placeholders are reported; altered ones are restored."""
    placeholders = _mask(client)["placeholders"]
    first, second = (each["id"] for each in placeholders)

    answer = _unmask(client, f"Ann said {first.lower()}.", placeholders).json()

    assert answer == {
        "text": "Ann said “Hello,”.",
        "lost": [second],
        "repeated": [],
        "altered": [first],
    }


def test_messagepack_both_ways(client: TestClient) -> None:
    """Both operations accept and return MessagePack."""
    headers = {
        "Content-Type": "application/msgpack",
        "Accept": "application/msgpack",
    }
    packed = msgspec.msgpack.encode({"text": TEXT})
    masked = msgspec.msgpack.decode(
        client.post("/v1/mask", content=packed, headers=headers).content
    )
    body = {"text": masked["text"], "placeholders": masked["placeholders"]}
    packed = msgspec.msgpack.encode(body)
    answer = client.post("/v1/unmask", content=packed, headers=headers)

    assert msgspec.msgpack.decode(answer.content)["text"] == TEXT


PLACEHOLDER = {"id": "QUOTE-1-KXTRWD", "text": "“One.”", "start": 0, "end": 6}


@pytest.mark.parametrize(
    ("body", "status", "path"),
    [
        ({"text": "x"}, 422, "$.placeholders"),
        ({"text": "x", "placeholders": [{}]}, 422, "$.placeholders[0].id"),
        (
            {"text": "x", "placeholders": [{**PLACEHOLDER, "id": "Q1"}]},
            422,
            "$.placeholders[0].id",
        ),
        (
            {"text": "x", "placeholders": [{**PLACEHOLDER, "start": -1}]},
            422,
            "$.placeholders[0].start",
        ),
        (
            {"text": "x", "placeholders": [{**PLACEHOLDER, "end": 6.5}]},
            422,
            "$.placeholders[0].end",
        ),
        (
            {"text": "x", "placeholders": [{**PLACEHOLDER, "id": "QUOTE-1-KXTRWD\n"}]},
            422,
            "$.placeholders[0].id",
        ),
        ({"text": "x", "placeholders": [PLACEHOLDER] * 2}, 422, "$.placeholders"),
        ({"text": "x", "placeholders": [], "options": {}}, 422, "$.options"),
        ({"text": "x" * 2_001, "placeholders": []}, 413, "$.text"),
        ([], 422, "$"),
    ],
    ids=str,
)
def test_wrong_requests_are_refused(
    client: TestClient, body: object, status: int, path: str
) -> None:
    """The problem has the path of the missing, unknown or invalid field."""
    answer = client.post("/v1/unmask", json=body)

    assert (answer.status_code, answer.json()["path"]) == (status, path)


@pytest.mark.parametrize(
    ("media", "encode"),
    [
        ("application/json", msgspec.json.encode),
        ("application/msgpack", msgspec.msgpack.encode),
    ],
)
def test_integers_may_be_written_with_a_fraction_of_zero(
    client: TestClient, media: str, encode: Callable[[object], bytes]
) -> None:
    """6.0 is accepted as an integer."""
    placeholder = {**PLACEHOLDER, "start": 0.0, "end": 6.0}
    body = encode({"text": "[[QUOTE-1-KXTRWD]]", "placeholders": [placeholder]})
    headers = {"Content-Type": media}

    answer = client.post("/v1/unmask", content=body, headers=headers)

    assert (answer.status_code, answer.json()["text"]) == (200, "“One.”")


def test_repetition_cannot_blow_up_a_text(client: TestClient) -> None:
    """A restored text over the limit is rejected before it is built."""
    long = {**PLACEHOLDER, "text": "x" * 1_000}

    answer = _unmask(client, "[[QUOTE-1-KXTRWD]]" * 100, [long])

    assert (answer.status_code, answer.json()["code"]) == (413, "text_too_long")


def test_plain_text_cannot_be_unmasked(client: TestClient) -> None:
    """A plain text body is rejected."""
    answer = client.post(
        "/v1/unmask", content=b"x", headers={"Content-Type": "text/plain"}
    )

    assert answer.status_code == 415
    assert "text/plain" not in answer.headers["accept"]


def test_unmasking_needs_no_models(client: TestClient, pool: FakePool) -> None:
    """Unmasking works before the models are loaded."""
    pool.info = None

    assert _unmask(client, "x", []).status_code == 200
    assert client.post("/v1/mask", json={"text": TEXT}).status_code == 503

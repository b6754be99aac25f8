"""``POST /v1/attributions`` answers an article in every media type."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from service.wire.decoding import MSGPACK
from tests.support.fakes import FakePool, fake_reading

TEXT = "\ufeff“Café 😀 is open” said Ann, on CNN.\r\n\r\n“Late” thought Bob."
PATH = "/v1/attributions"
JSON = "application/json"
DECODERS: dict[str, Callable[[bytes], dict[str, Any]]] = {
    JSON: msgspec.json.decode,
    **dict.fromkeys(MSGPACK, msgspec.msgpack.decode),
}
BODIES = [
    (JSON, msgspec.json.encode({"text": TEXT})),
    *[(name, msgspec.msgpack.encode({"text": TEXT})) for name in MSGPACK],
    ("text/plain; charset=utf-8", TEXT.encode()),
    ("text/plain", TEXT.encode()),
]


@pytest.mark.parametrize(("media", "body"), BODIES)
@pytest.mark.parametrize("accept", list(DECODERS))
def test_same_records_in_every_type(
    client: TestClient, media: str, body: bytes, accept: str
) -> None:
    """The records do not depend on the request and response types."""
    headers = {"Content-Type": media, "Accept": accept}

    response = client.post(PATH, content=body, headers=headers)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == accept
    answer = DECODERS[accept](response.content)
    plain = client.post(PATH, json={"text": TEXT}).json()
    assert answer == plain
    assert len(answer["attributions"]) == 2


def test_record_is_complete(client: TestClient) -> None:
    """Every field of a record is present, null if unknown."""
    text = "“One” said Ann."

    answer = client.post(PATH, json={"text": text, "id": "n1"}).json()

    assert answer == {
        "id": "n1",
        "format": "text",
        "offset_unit": "codepoint",
        "language": "en",
        "attributions": [
            {
                "id": "a1",
                "type": "direct",
                "kind": "speech",
                "content": [{"start": 0, "end": 5, "text": "“One”"}],
                "cue": {"start": 6, "end": 10, "text": "said", "lemma": "said"},
                "source": {"start": 11, "end": 14, "text": "Ann"},
                "speaker": {"id": "s1", "name": "Ann", "type": "person"},
                "outlet": None,
                "addressee": None,
                "parent": None,
                "continues": None,
                "negated": False,
                "confidence": 0.9,
                "evidence": [],
            }
        ],
        "speakers": [
            {
                "id": "s1",
                "name": "Ann",
                "type": "person",
                "role": None,
                "role_mention": None,
                "gender": None,
                "pronouns": [],
                "gendered_words": [],
                "affiliation": None,
                "anonymous": None,
                "source_class": "unknown",
                "words": {"direct": 0, "indirect": 0},
                "records": 0,
                "mentions": [{"start": 11, "end": 14, "text": "Ann", "kind": "name"}],
            }
        ],
        "outlets": [],
        "credits": [],
        "warnings": [],
        "model": {
            "service": "0.2.0",
            "stanza": "1.15.0",
            "package": "fake",
            "rules_version": "1e5a2f0c9d7b4836",
        },
    }


def test_text_reaches_the_pool_unchanged(client: TestClient, pool: FakePool) -> None:
    """The text is passed on unchanged, with BOM, CRLF and emoji."""
    client.post(PATH, content=TEXT.encode(), headers={"Content-Type": "text/plain"})

    assert pool.texts == [TEXT]


def test_options_by_query_and_by_body_agree(client: TestClient) -> None:
    """Options have the same effect in the body and in the query."""
    options = {"types": ["direct"], "evidence": True, "offset_unit": "utf16"}

    by_body = client.post(PATH, json={"text": TEXT, "id": "x", "options": options})
    by_query = client.post(
        PATH,
        content=TEXT.encode(),
        headers={"Content-Type": "text/plain"},
        params={"id": "x", "types": "direct", "evidence": "true"}
        | {"offset_unit": "utf16"},
    )

    assert by_body.json() == by_query.json()
    assert len(by_body.json()["attributions"]) == 1


def test_timing_is_told(client: TestClient) -> None:
    """Server-Timing has the milliseconds in the queue and in inference."""
    response = client.post(PATH, json={"text": TEXT})

    assert response.headers["Server-Timing"] == "queue;dur=1.0, inference;dur=250.0"


def test_same_text_same_answer(client: TestClient) -> None:
    """The response to a text is deterministic."""
    first, second = (client.post(PATH, json={"text": TEXT}) for _ in range(2))

    assert first.content == second.content


def test_reading_without_records_is_an_answer(client: TestClient) -> None:
    """An article without attributions has empty lists."""
    answer = client.post(PATH, json={"text": "Nothing."}).json()

    assert answer["attributions"] == answer["speakers"] == []
    assert answer["warnings"][0]["code"] == "nothing_found"


def test_chunked_body_is_read(client: TestClient, pool: FakePool) -> None:
    """A chunked body is accepted."""
    parts = (TEXT.encode()[i : i + 7] for i in range(0, 200, 7))

    response = client.post(PATH, content=parts, headers={"Content-Type": "text/plain"})

    assert response.status_code == 200
    assert pool.texts == [TEXT]


def test_fake_reading_finds_what_the_tests_need() -> None:
    """The fake finds two attributions in the text of these tests."""
    assert len(fake_reading(TEXT).attributions) == 2


ACCEPTS = [
    (["text/html", MSGPACK[0]], MSGPACK[0]),
    ([MSGPACK[0], "text/html"], MSGPACK[0]),
    (["text/html", f"{JSON};q=0.2, {MSGPACK[0]}"], MSGPACK[0]),
    ([f"{MSGPACK[0]};q=0.1", JSON], JSON),
    (["text/html", "*/*;q=0.1"], JSON),
    ([""], JSON),
]


@pytest.mark.parametrize(("given", "media"), ACCEPTS)
def test_lines_of_accept_are_joined(
    client: TestClient, given: list[str], media: str
) -> None:
    """Several Accept headers are read as one list, whatever their order."""
    headers = [("Accept", each) for each in given]

    response = client.post(PATH, json={"text": "a"}, headers=headers)

    assert response.headers["Content-Type"] == media

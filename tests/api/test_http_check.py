"""POST /v1/check: what became of each quotation of a draft."""

from collections.abc import Callable, Iterator

import msgspec
import pytest
from litestar.testing import TestClient

from service.api.app import create_app
from service.api.auth.keys import make_key
from service.errors import InferenceFailed, Overloaded
from service.records import Reading
from service.settings import Settings
from tests.support.fakes import FakePool, fake_reading

SOURCE = "😀 “The bridge is safe and dry,” said Ann. “We will not sell it,” said Bob."
DRAFT = "😀 “The bridge is safe and wet,” said Ann. “We will not sell it,” said Cleo."


def body(draft: str = DRAFT, *sources: str, **fields: object) -> dict[str, object]:
    """Return a request whose sources are named s1, s2 ..."""
    texts = sources or (SOURCE,)
    named = [{"id": f"s{n}", "text": text} for n, text in enumerate(texts, 1)]
    return {"draft": {"text": draft}, "sources": named, **fields}


def test_findings_have_both_sides(client: TestClient) -> None:
    """Verdicts, the words of both sides with their offsets, and who says them."""
    answer = client.post("/v1/check", json=body(id="draft-7"))
    found = answer.json()
    first, second = found["findings"]

    assert answer.status_code == 200
    assert (found["id"], found["offset_unit"]) == ("draft-7", "codepoint")
    assert (first["verdict"], first["speaker_verdict"]) == ("altered", "same")
    assert first["differences"] == [
        {
            "op": "changed",
            "critical": False,
            "draft": {"start": 26, "end": 29, "text": "wet"},
            "source": {"start": 26, "end": 29, "text": "dry"},
        }
    ]
    assert first["source"]["content"] == [
        {"start": 3, "end": 29, "text": "The bridge is safe and dry"}
    ]
    assert (second["verdict"], second["speaker_verdict"]) == ("verbatim", "different")
    assert second["draft"]["speaker"]["name"] == "Cleo"
    assert second["source"]["speaker"]["name"] == "Bob"


def test_offsets_are_in_the_unit_asked_for(client: TestClient) -> None:
    """An emoji is two units of UTF-16, in the draft and in the source."""
    wanted = body(options={"offset_unit": "utf16"})
    (first, _) = client.post("/v1/check", json=wanted).json()["findings"]

    assert first["draft"]["content"][0]["start"] == 3
    assert first["source"]["content"][0]["start"] == 4


def test_only_sources_with_something_are_read(
    client: TestClient, pool: FakePool
) -> None:
    """A source that shares no words is searched as text and never parsed."""
    client.post("/v1/check", json=body(DRAFT, "Rain fell on the hills.", SOURCE))

    assert pool.texts == [DRAFT, SOURCE]


def test_messagepack_both_ways(client: TestClient) -> None:
    """The operation speaks MessagePack."""
    headers = {
        "Content-Type": "application/msgpack",
        "Accept": "application/msgpack",
    }
    packed = msgspec.msgpack.encode(body())
    answer = client.post("/v1/check", content=packed, headers=headers)

    assert len(msgspec.msgpack.decode(answer.content)["findings"]) == 2


LONG = "word " * 199


@pytest.mark.parametrize(
    ("sent", "status", "code", "path"),
    [
        ({"draft": {"text": "x"}}, 422, "invalid_field", "$.sources"),
        (body(sources=[]), 422, "invalid_field", "$.sources"),
        (body(draft_="x"), 422, "invalid_field", "$.draft_"),
        (body(sources=[{"id": "s"}]), 422, "invalid_field", "$.sources[0].text"),
        (
            body(sources=[{"id": "s", "text": "x"}] * 2),
            422,
            "invalid_field",
            "$.sources",
        ),
        (body(" - "), 422, "empty_text", "$.draft.text"),
        (body(DRAFT, SOURCE, "\0x"), 422, "invalid_text", "$.sources[1].text"),
        (body("x" * 1_001), 413, "text_too_long", "$.draft.text"),
        (body(DRAFT, "x" * 1_001), 413, "text_too_long", "$.sources[0].text"),
        (body(DRAFT, *["x"] * 51), 413, "too_many_sources", "$.sources"),
        (body(DRAFT, *[f"{LONG}{LONG * 10}"] * 50), 413, "texts_too_long", None),
        (
            body(options={"types": ["direct"]}),
            422,
            "invalid_field",
            "$.options.types",
        ),
    ],
)
def test_wrong_requests_are_refused(
    client: TestClient, sent: object, status: int, code: str, path: str | None
) -> None:
    """The problem names the limit, or the field that is missing or wrong."""
    answer = client.post("/v1/check", json=sent)
    problem = answer.json()

    assert (answer.status_code, problem["code"], problem["path"]) == (
        status,
        code,
        path,
    )


@pytest.mark.parametrize(
    ("sent", "limit"),
    [
        (body("x" * 1_001), "the limit is 1000"),
        (body(DRAFT, *["x"] * 51), "more than 50 sources"),
        (body(DRAFT, *[f"{LONG}{LONG * 10}"] * 50), "the limit is 500000"),
    ],
)
def test_limits_are_told(client: TestClient, sent: object, limit: str) -> None:
    """Each 413 says what the limit is."""
    assert limit in client.post("/v1/check", json=sent).json()["detail"]


def test_plain_text_is_no_check(client: TestClient) -> None:
    """A body without sources is no request."""
    headers = {"Content-Type": "text/plain"}

    assert client.post("/v1/check", content=b"x", headers=headers).status_code == 415


@pytest.mark.parametrize(
    ("error", "status"),
    [(InferenceFailed("for the log"), 500), (Overloaded(retry_after=60), 503)],
    ids=str,
)
def test_a_source_that_fails_fails_the_check(
    client: TestClient, pool: FakePool, error: Exception, status: int
) -> None:
    """No finding is made up for a source that could not be read."""

    def behave(text: str) -> Reading:
        if text == SOURCE:
            raise error
        return fake_reading(text)

    pool.behave = behave

    assert client.post("/v1/check", json=body()).status_code == status


def test_a_full_queue_is_waited_for(client: TestClient, pool: FakePool) -> None:
    """A source that finds the queue full comes back as it asks."""
    refusals = [Overloaded(retry_after=0)]

    def behave(text: str) -> Reading:
        if refusals:
            raise refusals.pop()
        return fake_reading(text)

    pool.behave = behave

    assert client.post("/v1/check", json=body()).status_code == 200
    assert pool.texts == [DRAFT, DRAFT, SOURCE]


def keyed(settings: Settings, rate: int) -> tuple[Settings, dict[str, str]]:
    """Return settings with one key that may be used so often, and its header."""
    key, stored = make_key("desk")
    return (
        msgspec.structs.replace(settings, keys=str(stored), key_rate=rate),
        {"X-API-Key": key},
    )


@pytest.fixture
def keyed_client(
    settings: Settings, pool: FakePool
) -> Iterator[Callable[[int], tuple[TestClient, dict[str, str]]]]:
    """Return a function that makes a client with a key of some rate."""
    opened: list[TestClient] = []

    def make(rate: int) -> tuple[TestClient, dict[str, str]]:
        changed, headers = keyed(settings, rate)
        client = TestClient(create_app(changed, pool))
        opened.append(client.__enter__())
        return client, headers

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.mark.parametrize(("rate", "status"), [(3, 200), (2, 429)])
def test_each_source_that_is_read_is_charged(
    keyed_client: Callable[[int], tuple[TestClient, dict[str, str]]],
    rate: int,
    status: int,
) -> None:
    """Two sources and the request are three uses of the key; others cost nothing."""
    client, headers = keyed_client(rate)
    second = SOURCE.replace("Ann", "Bob")
    sent = body(DRAFT, SOURCE, second, "Rain fell on the hills.")

    assert client.post("/v1/check", json=sent, headers=headers).status_code == status


def test_verdicts_are_counted(
    keyed_client: Callable[[int], tuple[TestClient, dict[str, str]]],
) -> None:
    """Prometheus is told how many quotations got which verdict."""
    client, headers = keyed_client(0)
    client.post("/v1/check", json=body(), headers=headers)
    told = client.get("/metrics", headers=headers).text

    assert 'whosaid_check_findings_total{verdict="altered"} 1.0' in told
    assert 'whosaid_check_findings_total{verdict="verbatim"} 1.0' in told


def test_past_the_deadline(settings: Settings, pool: FakePool) -> None:
    """A check that takes too long is answered 504."""
    pool.seconds = 5
    short = msgspec.structs.replace(settings, deadline=0.2)
    with TestClient(create_app(short, pool)) as client:
        answer = client.post("/v1/check", json=body())

    assert (answer.status_code, answer.json()["code"]) == (504, "deadline_exceeded")

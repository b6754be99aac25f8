"""gzip in and out, over the application and over its pieces."""

import asyncio
import gzip
import json
import zlib
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient

from service.api.middleware.compression import Deflating, Inflating, accepts_gzip
from service.wire.request_errors import MalformedBody

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
    """A compressed article gets the answer of the plain one."""
    plain = client.post(PATH, content=ARTICLE, headers=JSON).json()

    assert ask(client, gzip.compress(ARTICLE)).json() == plain
    half = len(ARTICLE) // 2
    members = gzip.compress(ARTICLE[:half]) + gzip.compress(ARTICLE[half:])
    assert ask(client, members).json() == plain


BOMB = gzip.compress(b" " * 20 * 2**20)


@pytest.mark.parametrize("path", [PATH, BATCH, "/v1/unmask"])
def test_bomb(client: TestClient, path: str) -> None:
    """A small body that inflates beyond the limit is refused by its inflated size."""
    answer = ask(client, BOMB, path)

    assert len(BOMB) < 30_000
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


DAMAGED = [
    (b"", "malformed_body"),
    (b"{}", "malformed_body"),
    (gzip.compress(ARTICLE)[:-4], "malformed_body"),
    (gzip.compress(ARTICLE) + b"rest", "malformed_body"),
]


@pytest.mark.parametrize(("body", "code"), DAMAGED)
def test_damaged_gzip(client: TestClient, body: bytes, code: str) -> None:
    """What is not gzip from end to end is a 400."""
    answer = ask(client, body)

    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip, gzip"])
def test_other_codings(client: TestClient, coding: str) -> None:
    """Another coding is a 415 that names the one that is read."""
    answer = client.post(
        PATH, content=ARTICLE, headers={**JSON, "Content-Encoding": coding}
    )

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_coding")
    assert answer.headers["Accept-Encoding"] == "gzip"


def test_identity_is_no_coding(client: TestClient) -> None:
    """A body that is called plain is read as it is."""
    headers = {**JSON, "Content-Encoding": "identity"}

    assert client.post(PATH, content=ARTICLE, headers=headers).status_code == 200


def test_compressed_answer(client: TestClient) -> None:
    """A long answer is compressed for who can read it, a short one never."""
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
    """An answer with a tag is sent as the tag says."""
    page = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in page.headers
    assert page.headers["ETag"]


def test_compressed_batch(client: TestClient) -> None:
    """A batch may be compressed both ways."""
    body = gzip.compress(b"\n".join([ARTICLE] * 5))

    answer: httpx.Response = ask(client, body, BATCH, **{"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    statuses = [json.loads(line)["status"] for line in answer.text.splitlines()]
    assert statuses == [200] * 5


def test_each_part_is_flushed() -> None:
    """Each part of an answer can be read before the next is there."""
    sent: list[dict[str, Any]] = []
    engine = zlib.decompressobj(31)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def scenario() -> None:
        out = Deflating(send)
        headers = [(b"content-type", b"application/x-ndjson")]
        await out({"type": "http.response.start", "status": 200, "headers": headers})
        for part in (b"one\n", b"two\n"):
            await out({"type": "http.response.body", "body": part, "more_body": True})
            assert engine.decompress(sent[-1]["body"]) == part
        await out({"type": "http.response.body", "body": b""})
        engine.decompress(sent[-1]["body"])

    asyncio.run(scenario())
    assert engine.eof


@given(
    st.binary(max_size=300).map(lambda data: data * 700),
    st.integers(1, 5_000),
)
def test_inflating_in_parts(data: bytes, size: int) -> None:
    """However the compressed body is cut, the same bytes come out in small pieces."""
    packed = gzip.compress(data)
    parts = [packed[at : at + size] for at in range(0, len(packed), size)]

    async def receive() -> dict[str, Any]:
        body = parts.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(parts)}

    async def read() -> bytes:
        found, inflating = [], Inflating(receive, b"gzip")
        more = True
        while more:
            message = await inflating()
            found.append(message["body"])
            more = message["more_body"]
        assert all(len(piece) <= 65_536 for piece in found)
        return b"".join(found)

    assert asyncio.run(read()) == data


def test_client_that_leaves_is_seen() -> None:
    """A disconnect passes through, before the end of a body and after it."""
    messages = [
        {"type": "http.request", "body": gzip.compress(b"a"), "more_body": False},
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def scenario() -> None:
        inflating = Inflating(receive, b"gzip")
        assert (await inflating())["body"] == b"a"
        assert (await inflating())["type"] == "http.disconnect"
        messages.append({"type": "http.disconnect"})
        assert (await Inflating(receive, b"gzip")())["type"] == "http.disconnect"
        messages.append(
            {"type": "http.request", "body": b"not gzip", "more_body": True}
        )
        with pytest.raises(MalformedBody):
            await Inflating(receive, b"gzip")()

    asyncio.run(scenario())


ACCEPTED = [
    (b"gzip", True),
    (b"br, GZIP;q=0.5", True),
    (b"*", True),
    (b"*;q=0", False),
    (b"gzip;q=0, *", False),
    (b"gzip; q=0.0", False),
    (b"gzip;q=1.0", True),
    (b"", False),
    (b"br", False),
]


@pytest.mark.parametrize(("header", "expected"), ACCEPTED)
def test_accept_encoding(header: bytes, expected: bool) -> None:  # noqa: FBT001
    """Gzip's own weight decides, then the star's."""
    assert accepts_gzip(header) is expected

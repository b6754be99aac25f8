"""HTML in every endpoint that takes an article: offsets point into it as sent."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from tests.support.html_decoder import decode

PATH = "/v1/attributions"
TYPE = {"Content-Type": "text/html; charset=utf-8"}
HTML = (
    "\n<p>🚢 &ldquo;We <b>won</b>&hellip;&rdquo; said <i>Ida</i> to CNN.</p>"
    "<script>“No” said Per</script><p>“Yes” said <a href='x'>Ad</a>a.</p>(Agencies)"
)
UNITS = {"codepoint": "utf-32-le", "utf16": "utf-16-le", "utf8": "utf-8"}
WIDTHS = {"codepoint": 4, "utf16": 2, "utf8": 1}


def spans_in(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """Yield every span of an answer."""
    if isinstance(value, list):
        for item in value:
            yield from spans_in(item)
    elif isinstance(value, dict):
        if "start" in value:
            yield value
        for item in value.values():
            yield from spans_in(item)


def cut(html: str, span: dict[str, Any], unit: str) -> str:
    """Return the slice of a span in a unit."""
    data, width = html.encode(UNITS[unit]), WIDTHS[unit]
    return data[width * span["start"] : width * span["end"]].decode(UNITS[unit])


@pytest.mark.parametrize("unit", UNITS)
def test_slices_decode_to_the_text(client: TestClient, unit: str) -> None:
    """Each slice, decoded, is the text of its span, in every unit."""
    answer = client.post(
        PATH, params={"offset_unit": unit}, content=HTML.encode(), headers=TYPE
    ).json()

    found = list(spans_in(answer))
    assert len(found) > 10
    for span in found:
        assert decode(cut(HTML, span, unit)) == span["text"]
    words = [each["content"][0]["text"] for each in answer["attributions"]]
    assert words == ["“We won…”", "“Yes”"]
    assert [each["name"] for each in answer["speakers"]] == ["Ida", "Ada"]
    assert cut(HTML, answer["speakers"][1]["mentions"][0], unit) == "Ad</a>a"


def test_the_same_in_every_form(client: TestClient) -> None:
    """A body of HTML, JSON, MessagePack and a line of a batch get one answer."""
    request = {"text": HTML, "format": "html"}
    packed = {"Content-Type": "application/msgpack"}
    lines = {"Content-Type": "application/x-ndjson"}

    answer = client.post(PATH, content=HTML.encode(), headers=TYPE).json()
    batch = client.post(
        f"{PATH}/batch", content=json.dumps(request).encode(), headers=lines
    )

    assert answer["format"] == "html"
    assert client.post(PATH, json=request).json() == answer
    body = msgspec.msgpack.encode(request)
    assert client.post(PATH, content=body, headers=packed).json() == answer
    assert json.loads(batch.content)["result"] == answer


def test_a_warning_has_what_is_left_out(client: TestClient) -> None:
    """One warning has the places; nothing of them is in the records."""
    answer = client.post(PATH, content=HTML.encode(), headers=TYPE).json()

    (warning,) = [w for w in answer["warnings"] if w["code"] == "left_out"]
    (span,) = warning["spans"]
    assert cut(HTML, span, "codepoint").startswith("<script>")
    assert span["text"] == ""
    assert "script" in warning["detail"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"\xff<p>a", {"Content-Type": "text/html"}, 415, "unsupported_media_type"),
        (
            b"<p>a",
            {"Content-Type": "text/html; charset=iso-8859-1"},
            415,
            "unsupported_media_type",
        ),
        (b"<script>a</script>", TYPE, 422, "empty_text"),
        (b"<p>a\0", TYPE, 422, "invalid_text"),
        (b"<p>" + b"a " * 501, TYPE, 413, "text_too_long"),
        (
            b'{"text": "a", "format": "xml"}',
            {"Content-Type": "application/json"},
            422,
            "invalid_field",
        ),
        (b"<p>" + b" " * 40_000, TYPE, 413, "body_too_large"),
    ],
)
def test_refusals(
    client: TestClient, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    """HTML is UTF-8, with text, and has its limits."""
    answer = client.post(PATH, content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_limit_counts_what_is_read(client: TestClient) -> None:
    """Markup beside 1,000 characters of text does not count, up to the body's limit."""
    body = f"<p class='{'x' * 900}'>{'a' * 999}&amp;<!-- {'x' * 900} -->"

    assert client.post(PATH, content=body.encode(), headers=TYPE).status_code == 200


@pytest.mark.parametrize("unit", UNITS)
def test_masking(client: TestClient, unit: str) -> None:
    """The placeholders hold the HTML as sent; unmasking restores the very bytes."""
    request = {"text": HTML, "format": "html", "options": {"offset_unit": unit}}
    masked = client.post("/v1/mask", json=request).json()

    assert masked["format"] == "html"
    assert "won" not in masked["text"]
    for each in masked["placeholders"]:
        assert cut(HTML, each, unit) == each["text"]
    back = {name: masked[name] for name in ("text", "placeholders")}
    restored = client.post("/v1/unmask", json=back).json()
    assert restored == {"text": HTML, "lost": [], "repeated": [], "altered": []}


@pytest.mark.parametrize("name", ["citron", "web-annotation", "ninjs", "schema-org"])
def test_exports_come_with_their_text(client: TestClient, name: str) -> None:
    """Exports that count plain text hold that text, which `text` is as well."""
    text = client.post("/v1/exports/text", content=HTML.encode(), headers=TYPE).text
    body = client.post(f"/v1/exports/{name}", content=HTML.encode(), headers=TYPE)

    assert text == "🚢 “We won…” said Ida to CNN.\n\n“Yes” said Ada.\n\n(Agencies)"
    assert json.dumps(text)[1:-1] in json.dumps(body.json())


def test_exports_count_in_their_text(client: TestClient) -> None:
    """Offsets of Citron's format and of brat count the text that is read."""
    text = client.post("/v1/exports/text", content=HTML.encode(), headers=TYPE).text
    citron = client.post("/v1/exports/citron", content=HTML.encode(), headers=TYPE)
    brat = client.post("/v1/exports/brat", content=HTML.encode(), headers=TYPE)

    for span in spans_in(citron.json()):
        assert text[span["start"] : span["end"]] == span["text"]
    bounds = [line.split("\t") for line in brat.text.splitlines() if line[0] == "T"]
    for _, place, words in bounds:
        _, start, end = place.split()
        assert text[int(start) : int(end)] == words


def test_csv_counts_in_the_html(client: TestClient) -> None:
    """CSV holds no text of the article, so that its offsets are those of the answer."""
    table = client.post("/v1/exports/csv", content=HTML.encode(), headers=TYPE)
    answer = client.post(PATH, content=HTML.encode(), headers=TYPE).json()
    span = answer["attributions"][0]["content"][0]

    assert f"{span['start']}:{span['end']}" in table.text


def test_a_check_takes_both(client: TestClient) -> None:
    """Draft and sources have formats of their own; spans point into each as sent."""
    draft = "<p>“We won the <b>long</b> race” said Ida.</p>"
    source = "<p>x</p><q>We won the long&nbsp;race</q>"
    request = {
        "draft": {"text": draft, "format": "html"},
        "sources": [
            {"id": "a", "text": source, "format": "html"},
            {"id": "b", "text": "<p> no"},
        ],
    }

    answer = client.post("/v1/check", json=request).json()

    (finding,) = answer["findings"]
    assert finding["verdict"] in {"verbatim", "typography"}
    (ours,), (theirs,) = finding["draft"]["content"], finding["source"]["content"]
    assert cut(draft, ours, "codepoint") == "“We won the <b>long</b> race”"
    assert ours["text"] == "“We won the long race”"
    assert cut(source, theirs, "codepoint").startswith("We won the long&nbsp;race")
    assert theirs["text"] == "We won the long\xa0race"


@pytest.mark.parametrize(
    ("draft", "source", "path"),
    [("<p>", "a", "$.draft.text"), ("<p>a", "<p>\0", "$.sources[0].text")],
)
def test_errors_of_a_check(
    client: TestClient, draft: str, source: str, path: str
) -> None:
    """An error says which text is at fault."""
    request = {
        "draft": {"text": draft, "format": "html"},
        "sources": [{"id": "a", "text": source, "format": "html"}],
    }

    answer = client.post("/v1/check", json=request)

    assert (answer.status_code, answer.json()["path"]) == (422, path)

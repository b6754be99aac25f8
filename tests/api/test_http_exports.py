"""POST /v1/exports/{name}: the attributions of an article in other formats."""

import csv
import io
from typing import get_args

import msgspec
import pytest
from litestar.testing import TestClient

from service.exports import FORMATS, ExportName
from service.exports.export_requests import ExportOptions, ExportRequest
from service.wire.offsets import OffsetUnit
from service.wire.schemas import AttributionRequest, Options

TEXT = "😀 “Hello,” said Ann. “Bye,” thought Bob on CNN."


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_its_media_type(client: TestClient, name: ExportName) -> None:
    """The Content-Type is the registered one, with its parameters."""
    answer = client.post(f"/v1/exports/{name}", json={"text": TEXT})

    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[name].media_type
    assert answer.headers["server-timing"].startswith("queue;dur=")
    assert answer.content


def test_filters_apply_to_exports(client: TestClient) -> None:
    """The filters of the options apply to exports."""
    answer = client.post(
        "/v1/exports/csv", json={"text": TEXT, "options": {"types": ["direct"]}}
    )
    rows = list(csv.DictReader(io.StringIO(answer.text)))

    assert [(row["speaker"], row["content"]) for row in rows] == [("Ann", "“Hello,”")]


def test_plain_text_and_query_are_read(client: TestClient) -> None:
    """Plain text bodies and query parameters are accepted."""
    answer = client.post(
        "/v1/exports/citron?id=x",
        content=TEXT.encode(),
        headers={"Content-Type": "text/plain; charset=utf-8"},
    )

    assert answer.json()["text"] == TEXT
    assert answer.json()["quotes"][0]["cue"]["text"] == "said"


def test_messagepack_is_read(client: TestClient) -> None:
    """A MessagePack request is accepted."""
    answer = client.post(
        "/v1/exports/ninjs",
        content=msgspec.msgpack.encode({"text": TEXT, "id": "wire"}),
        headers={"Content-Type": "application/msgpack"},
    )

    assert answer.json()["uri"] == "urn:whosaid:article:wire"


@pytest.mark.parametrize(
    ("name", "accept", "status"),
    [
        ("csv", "text/csv", 200),
        ("csv", "text/*", 200),
        ("csv", "application/json", 406),
        ("schema-org", "application/ld+json", 200),
        ("web-annotation", 'application/ld+json; profile="x", */*;q=0.1', 200),
        ("brat", "text/html", 406),
        ("CSV", "*/*", 404),
        ("docx", "*/*", 404),
    ],
)
def test_accept_and_name_are_heeded(
    client: TestClient, name: str, accept: str, status: int
) -> None:
    """A format that Accept does not allow is 406, an unknown one is 404."""
    answer = client.post(
        f"/v1/exports/{name}", json={"text": TEXT}, headers={"Accept": accept}
    )

    assert answer.status_code == status
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("unit", get_args(OffsetUnit))
def test_offset_units_are_those_of_the_document(
    client: TestClient, unit: OffsetUnit
) -> None:
    """Another unit than code points is refused, and by the schemas in the document."""
    path = "/v1/exports/brat"
    answer = client.post(path, json={"text": TEXT, "options": {"offset_unit": unit}})
    asked = client.post(f"{path}?offset_unit={unit}", json={"text": TEXT})

    document = client.get("/openapi.json").json()
    body = document["components"]["schemas"]["ExportOptions"]["properties"]
    parameters = document["paths"]["/v1/exports/{name}"]["post"]["parameters"]
    (query,) = (each for each in parameters if each["name"] == "offset_unit")
    allowed = unit in body["offset_unit"]["enum"]
    assert allowed is (unit in query["schema"]["enum"]) is (unit == "codepoint")
    assert answer.status_code == asked.status_code == (200 if allowed else 422)
    if not allowed:
        assert answer.json()["path"] == "$.options.offset_unit"


@pytest.mark.parametrize(
    ("one", "other"),
    [(ExportRequest, AttributionRequest), (ExportOptions, Options)],
)
def test_fields_are_those_of_attributions(
    one: type[msgspec.Struct], other: type[msgspec.Struct]
) -> None:
    """An export takes the fields of ``/v1/attributions``, in their order."""
    assert one.__struct_fields__ == other.__struct_fields__


def test_an_empty_text_is_refused(client: TestClient) -> None:
    """An invalid text has the same error as for attributions."""
    answer = client.post("/v1/exports/csv", json={"text": " "})

    assert (answer.status_code, answer.json()["code"]) == (422, "empty_text")

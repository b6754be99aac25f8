"""The examples in api_spec/examples agree with the OpenAPI document."""

import json
from typing import Any

import pytest

from service.api.find_routes import find_routes
from service.api.openapi.openapi_document import openapi_json
from service.api.openapi.problem_responses import RESPONSE_NAMES
from service.exports import FORMATS, ExportName
from tests.support.spec_examples import PAIRS

DOCUMENT = json.loads(openapi_json(find_routes()))
EXPORT = DOCUMENT["paths"]["/v1/exports/{name}"]["post"]
PROBLEMS = {
    name: response
    for name, response in DOCUMENT["components"]["responses"].items()
    if name != "UriTooLong"  # sent by gunicorn
}
JSON = "application/json"
LINES = "application/x-ndjson"


def operation(pair: dict[str, Any]) -> dict[str, Any]:
    """Return the operation of an example in the document."""
    path = pair["request"]["path"].partition("?")[0]
    for template, methods in DOCUMENT["paths"].items():
        start, brace, _ = template.partition("{")
        if path == template or (brace and path.startswith(start)):
            found: dict[str, Any] = methods[pair["request"]["method"].lower()]
            return found
    raise LookupError(path)


@pytest.mark.parametrize("name", PAIRS)
def test_pair_is_described(name: str) -> None:
    """The operation, media type and status of an example are in the document."""
    pair = PAIRS[name]
    described = operation(pair)
    media = pair["request"]["headers"]["Content-Type"].partition(";")[0]

    assert pair["summary"]
    assert media in described["requestBody"]["content"]
    assert str(pair["response"]["status"]) in described["responses"]


def operation_examples() -> list[tuple[str, Any, Any]]:
    """Return the examples in the document, by operation."""
    found = []
    for methods in DOCUMENT["paths"].values():
        for about in methods.values():
            answers = about["responses"]["200"]["content"]
            for media in (JSON, LINES):
                request = about.get("requestBody", {}).get("content", {}).get(media, {})
                if "example" in request:
                    response = answers.get(media, {}).get("example")
                    found.append((about["operationId"], request["example"], response))
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_export_example_is_a_spec_example(name: ExportName) -> None:
    """The example of a format equals the response in its example file."""
    answer = PAIRS[f"export-{name}"]["response"]
    content = EXPORT["responses"]["200"]["content"][FORMATS[name].bare_type]

    assert answer["headers"]["Content-Type"] == FORMATS[name].media_type
    assert content["examples"][name]["value"] == answer["body"]


@pytest.mark.parametrize(("name", "response"), PROBLEMS.items())
def test_error_example(name: str, response: dict[str, Any]) -> None:
    """The example of an error has its status and a title in its description."""
    (content,) = response["content"].values()
    example = content["example"]

    assert RESPONSE_NAMES[example["status"]] == name
    assert example["title"] in response["description"]


@pytest.mark.parametrize(("name", "sent", "received"), operation_examples())
def test_operation_example_is_a_spec_example(
    name: str, sent: object, received: object
) -> None:
    """An example request and response in the document are those of one file."""
    bodies = [
        (pair["request"]["body"], pair["response"]["body"])
        for pair in PAIRS.values()
        if operation(pair)["operationId"] == name
    ]
    first = [
        tuple(body[0] if isinstance(body, list) else body for body in pair)
        for pair in bodies
    ]

    assert any(
        pair[0] == sent and (received is None or pair[1] == received) for pair in first
    )

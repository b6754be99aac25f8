"""The committed OpenAPI document agrees with the types and routes of the code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from service import errors
from service.api.app import create_app
from service.api.find_routes import find_routes
from service.api.openapi.openapi_document import openapi_document, openapi_json
from service.api.openapi.problem_responses import EXAMPLES, REQUEST_ID
from service.api.problems import PROBLEM_TABLE, error_code, to_problem
from service.api.routes import examples
from service.api.routes.attribution_routes import ARTICLE_ERRORS
from service.serving.gunicorn.refusals import CODES
from service.settings import Settings
from service.wire.codecs import REQUEST_TYPES, RESPONSE_TYPES
from service.wire.problem_schemas import Problem
from service.wire.request_errors import ClientLeft
from service.wire.schemas import AttributionRequest, AttributionResponse
from tests.support.fakes import FakePool

COMMITTED = Path(__file__).parents[4] / "api_spec" / "openapi.json"
DOCUMENT = openapi_document(find_routes())
OPERATIONS = [
    (path, method, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
NEVER_ANSWERED = {
    errors.WhosaidError,
    errors.RequestError,
    errors.TextError,
    errors.ServiceError,
    errors.StartError,
    errors.InvalidSettings,
    errors.InvalidModels,
    ClientLeft,
}
"""Errors of no response: base classes, errors at start, and disconnected clients."""
POST = DOCUMENT["paths"]["/v1/attributions"]["post"]


def test_committed_document_is_current() -> None:
    """api_spec/openapi.json is up to date; `make openapi` writes it."""
    assert COMMITTED.read_bytes() == openapi_json(find_routes())


def test_what_a_version_offers_it_promises() -> None:
    """The released document of the current version is up to date as well."""
    name = f"openapi-{DOCUMENT['info']['version']}.json"

    assert COMMITTED.with_name("released").joinpath(name).read_bytes() == openapi_json(
        find_routes()
    )


def test_every_route_is_described() -> None:
    """Each route has an operation, and each operation a route; web pages aside."""
    app = vars(create_app(Settings(), FakePool()))["_app"]
    assert isinstance(app, Litestar)
    served = {
        (route.path_format, str(method).lower())
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods
        if method not in {"OPTIONS", "HEAD"} and handler.include_in_schema is not False
    }

    assert {(path, method) for path, method, _ in OPERATIONS} == served


@pytest.mark.parametrize("operation", [op for _, _, op in OPERATIONS])
def test_operation_is_complete(operation: dict[str, Any]) -> None:
    """Each operation has an id, a summary, a description and a declared tag."""
    tags = {tag["name"] for tag in DOCUMENT["tags"]}

    assert operation["operationId"].isalpha()
    assert operation["summary"]
    assert operation["description"]
    assert set(operation["tags"]) <= tags


def test_operation_ids_are_unique() -> None:
    """Generated clients name their methods after the operation ids."""
    ids = [operation["operationId"] for _, _, operation in OPERATIONS]

    assert len(set(ids)) == len(ids)


def test_all_media_types_are_described() -> None:
    """All supported request and response types are in the document."""
    assert tuple(POST["requestBody"]["content"]) == REQUEST_TYPES
    assert tuple(POST["responses"]["200"]["content"]) == RESPONSE_TYPES


def test_all_errors_are_described() -> None:
    """Every status of an error and the 414 of gunicorn are described."""
    statuses = {str(PROBLEM_TABLE[error].status) for error in ARTICLE_ERRORS}

    assert set(POST["responses"]) == {"200", "414"} | statuses


CHECK_REQUEST = {"CheckRequest", "CheckDraft", "CheckSource", "CheckOptions"}
EXPORT_REQUEST = {"ExportRequest", "ExportOptions"}


def test_answers_are_complete_objects() -> None:
    """Every field of a response is required."""
    schemas = DOCUMENT["components"]["schemas"]
    requests = {"AttributionRequest", "Options", *CHECK_REQUEST, *EXPORT_REQUEST}

    for name in schemas.keys() - requests:
        assert set(schemas[name]["required"]) == set(schemas[name]["properties"]), name


def test_every_field_is_explained() -> None:
    """Every field, parameter and header has a description."""
    parts = DOCUMENT["components"]
    fields = [
        (name, field, schema)
        for name, owner in parts["schemas"].items()
        for field, schema in owner["properties"].items()
    ]
    parameters = [
        (path, parameter["name"], parameter)
        for path, _, operation in OPERATIONS
        for parameter in operation.get("parameters", ())
    ]
    headers = [("header", name, header) for name, header in parts["headers"].items()]

    silent = [
        (owner, name)
        for owner, name, described in [*fields, *parameters, *headers]
        if not described.get("description")
    ]

    assert silent == []


def test_every_code_is_listed() -> None:
    """Every error code of a response is listed in the document."""
    described = " ".join(
        [DOCUMENT["info"]["description"]]
        + [each["description"] for each in DOCUMENT["components"]["responses"].values()]
    )
    answered = {
        error_code(error) for error in PROBLEM_TABLE if error not in NEVER_ANSWERED
    }

    assert {
        code for code in answered | set(CODES.values()) if code not in described
    } == set()


def test_requests_forbid_unknown_fields() -> None:
    """The schemas of requests forbid unknown fields."""
    schemas = DOCUMENT["components"]["schemas"]

    assert schemas["AttributionRequest"]["additionalProperties"] is False
    assert schemas["Options"]["additionalProperties"] is False


def test_parameters_are_the_options() -> None:
    """Every field of the request is a query parameter, but the text and its format."""
    body = {*AttributionRequest.__struct_fields__} - {"text", "format", "options"}
    schemas = DOCUMENT["components"]["schemas"]
    names = {parameter["name"] for parameter in POST["parameters"]}

    assert names == body | set(schemas["Options"]["properties"])


def walk(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object of a document."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item)


def test_every_reference_resolves() -> None:
    """Every reference has a target, and every component is referenced."""
    references = {node["$ref"] for node in walk(DOCUMENT) if "$ref" in node}
    components = {
        f"#/components/{kind}/{name}"
        for kind, named in DOCUMENT["components"].items()
        if kind != "securitySchemes"
        for name in named
    }

    assert references == components


def test_every_enum_has_a_type() -> None:
    """Every enum has a type, which client generators require."""
    enums = [node for node in walk(DOCUMENT) if "enum" in node]

    assert enums
    assert all(node["type"] == "string" for node in enums)


@pytest.mark.parametrize(
    ("example", "kind"),
    [
        (examples.REQUEST, AttributionRequest),
        (examples.RESPONSE, AttributionResponse),
        *((to_problem(error, request_id=REQUEST_ID), Problem) for error in EXAMPLES),
    ],
)
def test_examples_are_valid(example: object, kind: type) -> None:
    """The examples satisfy the constraints of their types."""
    assert msgspec.json.decode(msgspec.json.encode(example), type=kind) == example


def test_example_spans_are_slices() -> None:
    """The text of each span is the article between its offsets."""
    spans = list(walk(msgspec.to_builtins(examples.RESPONSE)))

    for span in spans:
        if "start" in span:
            assert examples.TEXT[span["start"] : span["end"]] == span["text"]

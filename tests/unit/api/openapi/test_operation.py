"""An operation of the document is made from a route's decorator and ``Operation``."""

from typing import Annotated, Any

import msgspec
import pytest
from litestar import get, post, route
from litestar.enums import HttpMethod
from litestar.handlers import HTTPRouteHandler

from service.api.openapi.openapi_document import openapi_document
from service.api.openapi.operation import Operation
from service.errors import InvalidField, NotReady
from service.wire.request_errors import RateLimited

JSON = "application/json"
SCHEMA = {"$ref": "#/components/schemas/Thing"}
ID = {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}}
RATES = {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"}
TIMES = {"Server-Timing", "Cache-Status"}


class Thing(msgspec.Struct):
    """A thing."""

    name: Annotated[str, msgspec.Meta(description="Its name.")] = "cup"


def thing(operation: Operation) -> HTTPRouteHandler:
    """Return a route with an operation."""

    @post(
        "/things/{name:str}",
        operation_id="makeThing",
        summary="Make a thing",
        description="Nothing is kept.",
        tags=["things"],
        operation=operation,
    )
    async def handler() -> None:
        """Make it."""

    return handler


def described(operation: Operation) -> dict[str, Any]:
    """Return an operation as it stands in the document."""
    document = openapi_document([thing(operation)])
    found: dict[str, Any] = document["paths"]["/things/{name}"]["post"]
    return found


def test_the_decorator_names_the_operation() -> None:
    """The id, summary, description and tags are those of Litestar's decorator."""
    assert described(Operation(content={JSON: Thing()})) == {
        "operationId": "makeThing",
        "summary": "Make a thing",
        "description": "Nothing is kept.",
        "tags": ["things"],
        "responses": {
            "200": {
                "description": "Success.",
                "headers": ID,
                "content": {JSON: {"schema": SCHEMA, "example": {"name": "cup"}}},
            }
        },
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({JSON: Thing("pot")}, {JSON: {"schema": SCHEMA, "example": {"name": "pot"}}}),
        (
            {"text/plain": {"schema": {"type": "string"}}},
            {"text/plain": {"schema": {"type": "string"}}},
        ),
    ],
)
def test_content(content: dict[str, Any], expected: dict[str, Any]) -> None:
    """A value is an example of its schema; a media type object is kept as it is."""
    operation = described(Operation(content=content, request=content))

    assert operation["responses"]["200"]["content"] == expected
    assert operation["requestBody"] == {"required": True, "content": expected}


@pytest.mark.parametrize(
    ("changes", "statuses", "headers"),
    [
        ({}, ["200"], set()),
        ({"errors": (NotReady,)}, ["200", "503"], set()),
        ({"errors": (RateLimited, InvalidField)}, ["200", "422", "429"], RATES),
        ({"query": Thing}, ["200", "414"], set()),
        ({"query": Thing, "errors": (NotReady,)}, ["200", "414", "503"], set()),
        ({"timed": True}, ["200"], TIMES),
    ],
)
def test_statuses_and_headers(
    changes: dict[str, Any], statuses: list[str], headers: set[str]
) -> None:
    """Errors are sorted by status; a limited operation has headers of its rate."""
    responses = described(Operation(content={JSON: Thing()}, **changes))["responses"]

    assert list(responses) == statuses
    assert set(responses["200"]["headers"]) == {"X-Request-Id"} | headers


def test_parameters() -> None:
    """Parameters of the path stand before those of the query, which are the fields."""
    name = {"name": "name", "in": "path", "required": True}

    operation = described(
        Operation(content={JSON: Thing()}, path_parameters=(name,), query=Thing)
    )

    assert operation["parameters"] == [
        name,
        {
            "name": "name",
            "in": "query",
            "description": "Its name.",
            "schema": {"type": "string", "default": "cup"},
        },
    ]


def test_components_are_what_the_operations_use() -> None:
    """A schema and an error response are in the document if an operation has them."""
    operation = Operation(content={JSON: Thing()}, errors=(NotReady,))

    components = openapi_document([thing(operation)])["components"]

    assert set(components["schemas"]) == {"Problem", "Thing"}
    assert set(components["responses"]) == {"ServiceUnavailable", "UriTooLong"}
    assert components["responses"]["ServiceUnavailable"]["description"] == (
        "Service not ready (`not_ready`)."
    )


def test_head_and_pages_are_left_out() -> None:
    """The document has no HEAD, and no route with ``include_in_schema=False``."""

    @route(
        "/health",
        http_method=(HttpMethod.GET, HttpMethod.HEAD),
        operation_id="getHealth",
        tags=["service"],
        operation=Operation(content={JSON: Thing()}),
    )
    async def health() -> None:
        """Return the health."""

    @get("/page", include_in_schema=False)
    async def page() -> None:
        """Return a page."""

    paths = openapi_document([health, page])["paths"]

    assert {path: list(methods) for path, methods in paths.items()} == {
        "/health": ["get"]
    }

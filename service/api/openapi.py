"""The OpenAPI 3.1 document: schemas from the types, the rest by hand, all here."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

import msgspec

from service import errors
from service.api import errors as api_errors
from service.api import examples
from service.api.codecs import JSON, PLAIN, REQUEST_TYPES, RESPONSE_TYPES
from service.api.model import ModelReport
from service.api.problems import PROBLEM_JSON, TABLE
from service.api.records import SERVICE_VERSION
from service.api.schemas import (
    AttributionRequest,
    AttributionResponse,
    Health,
    Problem,
    QueryOptions,
)

Document = dict[str, Any]
ROOTS = (AttributionRequest, AttributionResponse, Health, ModelReport, Problem)
REF = "#/components/schemas/{name}"
DESCRIPTION = """\
Post the raw text of a news article; get every attribution in it: what was said, by
whom, with which words, to whom and through which outlet, with exact offsets.

Offsets are half-open and point into the text exactly as it was sent. Response fields
are always present; what is unknown is null. Clients must accept new fields and new
values of `type`, `kind` and `code`.
"""
ATTRIBUTE = """\
The body is JSON, MessagePack, or the article itself as `text/plain` in UTF-8. Query
parameters work with every kind of body; one that is given replaces the body's field.
The answer is in the type that `Accept` names, JSON by default.
"""
ATTRIBUTE_ERRORS: tuple[type[errors.WhosaidError], ...] = (
    api_errors.MalformedBody,
    api_errors.NotAcceptable,
    api_errors.BodyTooSlow,
    api_errors.BodyTooLarge,
    api_errors.UnsupportedMediaType,
    errors.EmptyText,
    errors.InvalidField,
    errors.InferenceFailed,
    errors.Overloaded,
    errors.NotReady,
    errors.DeadlineExceeded,
)
UNAVAILABLE = 503
NAMES = {
    400: "BadRequest",
    406: "NotAcceptable",
    408: "RequestTimeout",
    413: "ContentTooLarge",
    415: "UnsupportedMediaType",
    422: "UnprocessableContent",
    500: "InternalServerError",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
}
"""Of our own: Python's phrases differ between its versions."""


def openapi_document() -> Document:
    """Return the whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Whosaid",
            "version": SERVICE_VERSION,
            "summary": "Who said what in a news article.",
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "This service."}],
        "security": [],
        "tags": [
            {"name": "attributions", "description": "Articles in, records out."},
            {"name": "service", "description": "What runs, and how it is."},
        ],
        "paths": _paths(),
        "components": {
            "schemas": _components(*ROOTS),
            "responses": _problems(),
            "headers": _headers(),
        },
    }


@cache
def openapi_json() -> bytes:
    """Return the document as it is served and committed."""
    text = msgspec.json.encode(openapi_document())
    return msgspec.json.format(text, indent=2) + b"\n"


def _paths() -> Document:
    return {
        "/v1/attributions": {"post": _attribute()},
        "/v1/model": {
            "get": _operation(
                "getModel",
                "Tell which models answer",
                "Versions, licences, scores and limits.",
                answer=ModelReport,
                failures=[503],
            )
        },
        "/livez": {
            "get": _operation(
                "getLiveness",
                "Tell whether the service runs",
                "Answers while inference runs, and before the models are loaded.",
                answer=Health,
            )
        },
        "/readyz": {
            "get": _operation(
                "getReadiness",
                "Tell whether the service can answer",
                "503 until the models are warm, and while none of them is.",
                answer=Health,
                failures=[503],
            )
        },
        "/openapi.json": {
            "get": {
                "operationId": "getOpenapi",
                "summary": "Describe the interface",
                "description": "This document.",
                "tags": ["service"],
                "responses": {
                    "200": {
                        "description": "OpenAPI 3.1.",
                        "headers": _common_headers(),
                        "content": {JSON: {"schema": {"type": "object"}}},
                    }
                },
            }
        },
    }


def _attribute() -> Document:
    statuses = sorted({TABLE[error].status for error in ATTRIBUTE_ERRORS})
    body = {"schema": _ref(AttributionRequest), "example": _builtin(examples.REQUEST)}
    answer = {
        "schema": _ref(AttributionResponse),
        "example": _builtin(examples.RESPONSE),
    }
    plain = {"schema": {"type": "string", "minLength": 1}, "example": examples.TEXT}
    return {
        "operationId": "createAttributions",
        "summary": "Find the attributions in an article",
        "description": ATTRIBUTE,
        "tags": ["attributions"],
        "parameters": _parameters(),
        "requestBody": {
            "required": True,
            "content": {
                media: plain if media == PLAIN else body for media in REQUEST_TYPES
            },
        },
        "responses": {
            "200": {
                "description": "The records.",
                "headers": {
                    **_common_headers(),
                    "Server-Timing": {"$ref": "#/components/headers/ServerTiming"},
                },
                "content": dict.fromkeys(RESPONSE_TYPES, answer),
            },
            **_failures(statuses),
        },
    }


def _operation(
    name: str,
    summary: str,
    description: str,
    *,
    answer: type[msgspec.Struct],
    failures: Sequence[int] = (),
) -> Document:
    return {
        "operationId": name,
        "summary": summary,
        "description": description,
        "tags": ["service"],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": _common_headers(),
                "content": {JSON: {"schema": _ref(answer)}},
            },
            **_failures(failures),
        },
    }


def _parameters() -> list[Document]:
    """Return the query parameters, from the type that reads them."""
    fields: Document = _components(QueryOptions)["QueryOptions"]["properties"]
    return [
        {
            "name": name,
            "in": "query",
            "description": schema.get("description", ""),
            "schema": {k: v for k, v in schema.items() if k != "description"},
        }
        for name, schema in fields.items()
    ]


def _components(*kinds: type[msgspec.Struct]) -> Document:
    """Return the schemas of types and of what they hold, by name."""
    _, schemas = msgspec.json.schema_components(kinds, ref_template=REF)
    typed: Document = _type_enums(dict(sorted(schemas.items())))
    return typed


def _type_enums(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Give every list of words the type that generators look for."""
    if isinstance(value, list):
        return [_type_enums(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    schema = cast("Document", value)
    typed = {"type": "string"} if "enum" in schema else {}
    return {**{key: _type_enums(item) for key, item in schema.items()}, **typed}


def _problems() -> Document:
    statuses = {TABLE[error].status for error in ATTRIBUTE_ERRORS}
    return {NAMES[status]: _problem(status) for status in sorted(statuses)}


def _problem(status: int) -> Document:
    headers = _common_headers()
    if status == UNAVAILABLE:
        headers["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
    titles = {TABLE[error].title for error in TABLE if TABLE[error].status == status}
    return {
        "description": "; or: ".join(sorted(titles)) + ".",
        "headers": headers,
        "content": {PROBLEM_JSON: {"schema": _ref(Problem), **_example(status)}},
    }


def _example(status: int) -> Document:
    fits = status == examples.PROBLEM.status
    return {"example": _builtin(examples.PROBLEM)} if fits else {}


def _failures(statuses: Sequence[int]) -> Document:
    return {
        str(status): {"$ref": f"#/components/responses/{NAMES[status]}"}
        for status in statuses
    }


def _headers() -> Document:
    return {
        "RequestId": {
            "description": "Your X-Request-Id if it was safe, else a new one.",
            "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"},
        },
        "RetryAfter": {
            "description": "Seconds after which there should be room.",
            "schema": {"type": "integer", "minimum": 1},
        },
        "ServerTiming": {
            "description": "Milliseconds in the queue and in inference.",
            "schema": {"type": "string"},
            "example": "queue;dur=0.4, inference;dur=612.0",
        },
    }


def _common_headers() -> Document:
    return {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}}


def _ref(kind: type[msgspec.Struct]) -> Document:
    return {"$ref": REF.format(name=kind.__name__)}


def _builtin(value: msgspec.Struct) -> Document:
    built: Document = msgspec.to_builtins(value)
    return built

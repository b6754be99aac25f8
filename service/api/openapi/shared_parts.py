"""Parts that the operations of the OpenAPI document share."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import msgspec

from service import errors
from service.api.openapi import examples
from service.api.openapi.problem_examples import PROBLEMS
from service.api.problems import PROBLEM_JSON, PROBLEM_TABLE, error_code
from service.serving.gunicorn.refusals import CODES, problem
from service.wire import request_errors
from service.wire.codecs import PLAIN, REQUEST_TYPES
from service.wire.problem_schemas import Problem
from service.wire.schemas import AttributionRequest, QueryOptions

Document = dict[str, Any]
REF = "#/components/schemas/{name}"
KEY_ERRORS: tuple[type[Exception], ...] = (
    request_errors.KeyMissing,
    request_errors.KeyUnknown,
    request_errors.RateLimited,
)
ARTICLE_ERRORS: tuple[type[Exception], ...] = (
    request_errors.MalformedBody,
    request_errors.NotAcceptable,
    request_errors.BodyTooSlow,
    request_errors.BodyTooLarge,
    request_errors.UnsupportedMediaType,
    *KEY_ERRORS,
    errors.EmptyText,
    errors.InvalidField,
    errors.InferenceFailed,
    errors.Overloaded,
    errors.NotReady,
    errors.DeadlineExceeded,
)
NEVER_ANSWERED: frozenset[type[Exception]] = frozenset(
    {
        errors.WhosaidError,
        errors.RequestError,
        errors.TextError,
        errors.ServiceError,
        errors.StartError,
        errors.InvalidSettings,
        errors.InvalidModels,
        request_errors.ClientLeft,
    }
)
"""Errors of no response: base classes, errors at start, and disconnected clients."""
RATE_LIMITED = 429
RETRY_STATUSES = frozenset({RATE_LIMITED, 503})
"""Statuses with a Retry-After header."""
URI_TOO_LONG = 414
"""Sent by gunicorn, before the application: the request line is too long."""
RESPONSE_NAMES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    406: "NotAcceptable",
    408: "RequestTimeout",
    413: "ContentTooLarge",
    414: "UriTooLong",
    415: "UnsupportedMediaType",
    422: "UnprocessableContent",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
}
"""Component names; ``http.HTTPStatus`` phrases differ between versions of Python."""


def article_operation(  # noqa: PLR0913 - the parts of an operation
    name: str,
    summary: str,
    description: str,
    *,
    answer: Document,
    answer_description: str,
    path_parameters: Sequence[Document] = (),
    errors_of: Sequence[type[Exception]] = ARTICLE_ERRORS,
) -> Document:
    """Return an operation whose request is an article.

    Args:
        name: the operationId.
        summary: the summary, one line.
        description: the description, in CommonMark.
        answer: content of the 200 response, by media type.
        answer_description: description of the 200 response.
        path_parameters: parameters before those of the query.
        errors_of: error classes that the operation may respond with.
    """
    failing = sorted([*statuses(errors_of), URI_TOO_LONG])
    return {
        "operationId": name,
        "summary": summary,
        "description": description,
        "tags": ["attributions"],
        "parameters": [*path_parameters, *parameters()],
        "requestBody": _article_body(),
        "responses": {
            "200": success(answer_description, answer),
            **error_responses(failing),
        },
    }


def _article_body() -> Document:
    body = {
        "schema": schema_ref(AttributionRequest),
        "example": to_json(examples.REQUEST),
    }
    plain = {"schema": {"type": "string", "minLength": 1}, "example": examples.TEXT}
    content = {media: plain if media == PLAIN else body for media in REQUEST_TYPES}
    return {"required": True, "content": content}


def success(
    answer_description: str, content: Document, *, timed: bool = True
) -> Document:
    """Return a 200 response; ``timed`` adds Server-Timing and Cache-Status."""
    timing = {
        "Server-Timing": {"$ref": "#/components/headers/ServerTiming"},
        "Cache-Status": {"$ref": "#/components/headers/CacheStatus"},
    }
    headers = {**common_headers(), **rate_limit_headers(), **(timing if timed else {})}
    return {"description": answer_description, "headers": headers, "content": content}


def statuses(kinds: Iterable[type[Exception]]) -> list[int]:
    """Return the sorted HTTP statuses of error classes."""
    return sorted({PROBLEM_TABLE[kind].status for kind in kinds})


def problem_responses(kinds: Iterable[type[Exception]]) -> Document:
    """Return the shared error responses, by component name."""
    example = problem(URI_TOO_LONG, "Request line is too large")
    example["instance"] = to_json(PROBLEMS[500])["instance"]
    return {
        **{RESPONSE_NAMES[status]: _problem(status) for status in statuses(kinds)},
        RESPONSE_NAMES[URI_TOO_LONG]: {
            "description": "Path and query are longer than 4,000 bytes "
            f"(`{CODES[URI_TOO_LONG]}`).",
            "content": {
                PROBLEM_JSON: {"schema": schema_ref(Problem), "example": example}
            },
        },
    }


def parameters() -> list[Document]:
    """Return the query parameters, from the fields of ``QueryOptions``."""
    fields: Document = components(QueryOptions)["QueryOptions"]["properties"]
    return [
        {
            "name": name,
            "in": "query",
            "description": schema.get("description", ""),
            "schema": {k: v for k, v in schema.items() if k != "description"},
        }
        for name, schema in fields.items()
    ]


def components(*kinds: type[msgspec.Struct]) -> Document:
    """Return the schemas of types and of the types they refer to, by name."""
    _, schemas = msgspec.json.schema_components(kinds, ref_template=REF)
    typed: Document = _type_enums(dict(sorted(schemas.items())))
    return typed


def _type_enums(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a schema with ``type: string`` for each enum, which generators require."""
    if isinstance(value, list):
        return [_type_enums(item) for item in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    schema = cast("Document", value)
    typed = {"type": "string"} if "enum" in schema else {}
    return {**{key: _type_enums(item) for key, item in schema.items()}, **typed}


def _problem(status: int) -> Document:
    headers = common_headers()
    if status in RETRY_STATUSES:
        headers["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
    if status == RATE_LIMITED:
        headers |= rate_limit_headers()
    return {
        "description": "; or: ".join(sorted(_meanings(status))) + ".",
        "headers": headers,
        "content": {
            PROBLEM_JSON: {
                "schema": schema_ref(Problem),
                "example": to_json(PROBLEMS[status]),
            }
        },
    }


def _meanings(status: int) -> set[str]:
    """Return the titles and codes of the problems with a status."""
    return {
        f"{PROBLEM_TABLE[error].title} (`{error_code(error)}`)"
        for error in PROBLEM_TABLE
        if PROBLEM_TABLE[error].status == status and error not in NEVER_ANSWERED
    }


def error_responses(codes: Iterable[int]) -> Document:
    """Return references to the error responses of statuses."""
    return {
        str(status): {"$ref": f"#/components/responses/{RESPONSE_NAMES[status]}"}
        for status in codes
    }


def headers() -> Document:
    """Return the header components."""
    return {
        "RequestId": {
            "description": "The X-Request-Id of the request if it is valid, else a new "
            "id.",
            "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"},
        },
        "CacheStatus": {
            "description": "If results are cached: hit or miss, and the SHA-256 of the "
            "text in UTF-8 (RFC 9211).",
            "schema": {"type": "string"},
            "example": f'whosaid; hit; key="{"0f" * 32}"',
        },
        "RateLimit": {
            "description": "Requests a minute allowed for the API key, if it has a "
            "limit.",
            "schema": {"type": "integer", "minimum": 1},
        },
        "RateLimitRemaining": {
            "description": "Requests left in the current minute.",
            "schema": {"type": "integer", "minimum": 0},
        },
        "RateLimitReset": {
            "description": "Seconds until the limit is reset.",
            "schema": {"type": "integer", "minimum": 0},
        },
        "RetryAfter": {
            "description": "Seconds to wait before the request is retried.",
            "schema": {"type": "integer", "minimum": 1},
        },
        "ServerTiming": {
            "description": "Milliseconds spent in the queue and in inference.",
            "schema": {"type": "string"},
            "example": "queue;dur=0.4, inference;dur=612.0",
        },
    }


def common_headers() -> Document:
    """Return the headers of every response."""
    return {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}}


def rate_limit_headers() -> Document:
    """Return the headers of responses that count against the rate limit of a key."""
    return {
        "RateLimit-Limit": {"$ref": "#/components/headers/RateLimit"},
        "RateLimit-Remaining": {"$ref": "#/components/headers/RateLimitRemaining"},
        "RateLimit-Reset": {"$ref": "#/components/headers/RateLimitReset"},
    }


def schema_ref(kind: type[msgspec.Struct]) -> Document:
    """Return a reference to the schema of a type."""
    return {"$ref": REF.format(name=kind.__name__)}


def to_json(value: msgspec.Struct) -> Document:
    """Return a value as built-in types, as in its JSON form."""
    built: Document = msgspec.to_builtins(value)
    return built

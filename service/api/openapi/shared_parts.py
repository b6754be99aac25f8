"""Pieces that the operations of the OpenAPI document share."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import msgspec

from service import errors
from service.api.openapi import examples
from service.api.openapi.problem_examples import PROBLEMS
from service.api.problems import PROBLEM_JSON, TABLE, code_of
from service.serving.gunicorn.refusals import CODES, problem
from service.wire import request_errors as api_errors
from service.wire.codecs import PLAIN, REQUEST_TYPES
from service.wire.schemas import AttributionRequest, Problem, QueryOptions

Document = dict[str, Any]
REF = "#/components/schemas/{name}"
KEY_ERRORS: tuple[type[Exception], ...] = (
    api_errors.KeyMissing,
    api_errors.KeyUnknown,
    api_errors.RateLimited,
)
ARTICLE_ERRORS: tuple[type[Exception], ...] = (
    api_errors.MalformedBody,
    api_errors.NotAcceptable,
    api_errors.BodyTooSlow,
    api_errors.BodyTooLarge,
    api_errors.UnsupportedMediaType,
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
        errors.ServiceError,
        errors.StartError,
        errors.InvalidSettings,
        errors.InvalidModels,
        api_errors.ClientLeft,
    }
)
"""Parents of other errors, those of the start, and what nobody is left to read."""
RATE_LIMITED = 429
WAITING = frozenset({RATE_LIMITED, 503})
"""Statuses that tell when to come again."""
TOO_LONG = 414
"""Of the server under the application: the request line is not even read."""
NAMES = {
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
"""Of our own: Python's phrases differ between its versions."""


def article_operation(  # noqa: PLR0913 - the parts of an operation
    name: str,
    summary: str,
    description: str,
    *,
    answer: Document,
    said: str,
    path_parameters: Sequence[Document] = (),
    failures_of: Sequence[type[Exception]] = ARTICLE_ERRORS,
) -> Document:
    """Return an operation whose request is an article.

    Args:
        name: its operationId.
        summary: what it does, in one line.
        description: what a caller must know.
        answer: the content of a success, by media type.
        said: what a success is.
        path_parameters: those before the common ones of the query.
        failures_of: the errors that it answers with.
    """
    failing = sorted([*statuses(failures_of), TOO_LONG])
    return {
        "operationId": name,
        "summary": summary,
        "description": description,
        "tags": ["attributions"],
        "parameters": [*path_parameters, *parameters()],
        "requestBody": _article_body(),
        "responses": {"200": success(said, answer), **failures(failing)},
    }


def _article_body() -> Document:
    body = {"schema": ref(AttributionRequest), "example": builtin(examples.REQUEST)}
    plain = {"schema": {"type": "string", "minLength": 1}, "example": examples.TEXT}
    content = {media: plain if media == PLAIN else body for media in REQUEST_TYPES}
    return {"required": True, "content": content}


def success(said: str, content: Document, *, timed: bool = True) -> Document:
    """Return the response of status 200."""
    timing = {
        "Server-Timing": {"$ref": "#/components/headers/ServerTiming"},
        "Cache-Status": {"$ref": "#/components/headers/CacheStatus"},
    }
    headers = {**common_headers(), **rate_limit_headers(), **(timing if timed else {})}
    return {"description": said, "headers": headers, "content": content}


def statuses(kinds: Iterable[type[Exception]]) -> list[int]:
    """Return the statuses that errors are answered with."""
    return sorted({TABLE[kind].status for kind in kinds})


def problems(kinds: Iterable[type[Exception]]) -> Document:
    """Return the responses of errors, by name."""
    example = problem(TOO_LONG, "Request line is too large")
    example["instance"] = builtin(PROBLEMS[500])["instance"]
    return {
        **{NAMES[status]: _problem(status) for status in statuses(kinds)},
        NAMES[TOO_LONG]: {
            "description": "The path with its query is longer than 4,000 bytes "
            f"(`{CODES[TOO_LONG]}`).",
            "content": {PROBLEM_JSON: {"schema": ref(Problem), "example": example}},
        },
    }


def parameters() -> list[Document]:
    """Return the query parameters, from the type that reads them."""
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
    """Return the schemas of types and of what they hold, by name."""
    _, schemas = msgspec.json.schema_components(kinds, ref_template=REF)
    typed: Document = _type_enums(dict(sorted(schemas.items())))
    return typed


def _type_enums(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Give every list of words the type that generators look for."""
    if isinstance(value, list):
        return [_type_enums(item) for item in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    schema = cast("Document", value)
    typed = {"type": "string"} if "enum" in schema else {}
    return {**{key: _type_enums(item) for key, item in schema.items()}, **typed}


def _problem(status: int) -> Document:
    headers = common_headers()
    if status in WAITING:
        headers["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
    if status == RATE_LIMITED:
        headers |= rate_limit_headers()
    return {
        "description": "; or: ".join(sorted(_meanings(status))) + ".",
        "headers": headers,
        "content": {
            PROBLEM_JSON: {"schema": ref(Problem), "example": builtin(PROBLEMS[status])}
        },
    }


def _meanings(status: int) -> set[str]:
    """Return what a status can mean: the titles of its problems with their codes."""
    return {
        f"{TABLE[error].title} (`{code_of(error)}`)"
        for error in TABLE
        if TABLE[error].status == status and error not in NEVER_ANSWERED
    }


def failures(codes: Iterable[int]) -> Document:
    """Return references to the responses of statuses."""
    return {
        str(status): {"$ref": f"#/components/responses/{NAMES[status]}"}
        for status in codes
    }


def headers() -> Document:
    """Return the headers that responses refer to."""
    return {
        "RequestId": {
            "description": "Your X-Request-Id if it was safe, else a new one.",
            "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"},
        },
        "CacheStatus": {
            "description": "Where results are kept in memory: whether this one was "
            "there, and the SHA-256 of the text in UTF-8 (RFC 9211).",
            "schema": {"type": "string"},
            "example": f'whosaid; hit; key="{"0f" * 32}"',
        },
        "RateLimit": {
            "description": "Requests that your key may make in a minute, where there "
            "is a limit.",
            "schema": {"type": "integer", "minimum": 1},
        },
        "RateLimitRemaining": {
            "description": "Those that are left of this minute.",
            "schema": {"type": "integer", "minimum": 0},
        },
        "RateLimitReset": {
            "description": "Seconds until the next minute begins.",
            "schema": {"type": "integer", "minimum": 0},
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


def common_headers() -> Document:
    """Return the headers of every response."""
    return {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}}


def rate_limit_headers() -> Document:
    """Return the headers of what counts against the rate of a key."""
    return {
        "RateLimit-Limit": {"$ref": "#/components/headers/RateLimit"},
        "RateLimit-Remaining": {"$ref": "#/components/headers/RateLimitRemaining"},
        "RateLimit-Reset": {"$ref": "#/components/headers/RateLimitReset"},
    }


def ref(kind: type[msgspec.Struct]) -> Document:
    """Return a reference to the schema of a type."""
    return {"$ref": REF.format(name=kind.__name__)}


def builtin(value: msgspec.Struct) -> Document:
    """Return a value as plain JSON."""
    built: Document = msgspec.to_builtins(value)
    return built

"""The OpenAPI 3.1 document: schemas from the types, the rest by hand, all here."""

from collections.abc import Sequence
from functools import cache

import msgspec

from service.api.model_report import ModelReport, to_report
from service.api.openapi import examples
from service.api.openapi.batch_operation import BATCH_ROOTS, batch_paths
from service.api.openapi.export_operations import (
    EXPORT_ERRORS,
    EXPORT_ROOTS,
    export_paths,
)
from service.api.openapi.shared_parts import (
    RATE_LIMITED,
    Document,
    article_operation,
    builtin,
    common_headers,
    components,
    failures,
    headers,
    problems,
    rate_limit_headers,
    ref,
)
from service.nlp.annotator import AnnotatorInfo
from service.settings import Settings
from service.wire.codecs import RESPONSE_TYPES
from service.wire.decoding import JSON
from service.wire.responses import SERVICE_VERSION
from service.wire.schemas import (
    AttributionRequest,
    AttributionResponse,
    Health,
    Problem,
)

HEALTH = Health("ok")
MODEL = to_report(AnnotatorInfo("1.15.0", "news", tagger=True), Settings(), {})
ROOTS = (
    AttributionRequest,
    AttributionResponse,
    Health,
    ModelReport,
    Problem,
    *BATCH_ROOTS,
    *EXPORT_ROOTS,
)
DESCRIPTION = """\
Post the raw text of a news article; get every attribution in it: what was said, by
whom, with which words, to whom and through which outlet, with exact offsets.

Offsets are half-open and point into the text exactly as it was sent. Response fields
are always present; what is unknown is null. Clients must accept new fields and new
values of `type`, `kind` and `code`. A number without a fraction is an integer, however
it is written: 6.0 is 6.

Every error is a problem (RFC 9457) with a stable `code`. Beside those of each
operation there are 404 (`not_found`) for a path that is none, 405
(`method_not_allowed`) for a method that a path lacks, and 400 (`malformed_request`),
414 (`uri_too_long`), 431 (`headers_too_large`) and 501 (`not_implemented`) for
requests that cannot be read.
"""
ATTRIBUTE = """\
The body is JSON, MessagePack, or the article itself as `text/plain` in UTF-8. Query
parameters work with every kind of body; one that is given replaces the body's field.
The answer is in the type that `Accept` names, JSON by default.
"""


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
        "security": [{}, {"bearer": []}, {"apiKey": []}],
        "tags": [
            {"name": "attributions", "description": "Articles in, records out."},
            {"name": "masking", "description": "Quotations kept safe from editing."},
            {"name": "service", "description": "What runs, and how it is."},
        ],
        "paths": _paths(),
        "components": {
            "schemas": components(*ROOTS),
            "responses": problems(EXPORT_ERRORS),
            "headers": headers(),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
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
        **batch_paths(),
        **export_paths(),
        **_service_paths(),
        "/metrics": {"get": _metrics()},
        "/openapi.json": {"get": _document()},
    }


def _service_paths() -> Document:
    return {
        "/v1/model": {
            "get": _operation(
                "getModel",
                "Tell which models answer",
                "Versions, licences, scores and limits.",
                answer=MODEL,
                failing=[401, 403, 429, 503],
            )
        },
        "/livez": {
            "get": _operation(
                "getLiveness",
                "Tell whether the service runs",
                "Answers while inference runs, and before the models are loaded.",
                answer=HEALTH,
            )
        },
        "/readyz": {
            "get": _operation(
                "getReadiness",
                "Tell whether the service can answer",
                "503 until the models are warm, and while none of them is.",
                answer=HEALTH,
                failing=[503],
            )
        },
    }


def _metrics() -> Document:
    return {
        "operationId": "getMetrics",
        "summary": "Tell Prometheus how it goes",
        "description": "Where there are keys, with one; else only to clients on the "
        "same machine.",
        "tags": ["service"],
        "responses": {
            "200": {
                "description": "Prometheus's text format.",
                "headers": common_headers(),
                "content": {"text/plain": {"schema": {"type": "string"}}},
            },
            **failures([401, 403]),
        },
    }


def _document() -> Document:
    return {
        "operationId": "getOpenapi",
        "summary": "Describe the interface",
        "description": "This document.",
        "tags": ["service"],
        "responses": {
            "200": {
                "description": "OpenAPI 3.1.",
                "headers": common_headers(),
                "content": {JSON: {"schema": {"type": "object"}}},
            }
        },
    }


def _attribute() -> Document:
    records = {
        "schema": ref(AttributionResponse),
        "example": builtin(examples.RESPONSE),
    }
    return article_operation(
        "createAttributions",
        "Find the attributions in an article",
        ATTRIBUTE,
        said="The records.",
        answer=dict.fromkeys(RESPONSE_TYPES, records),
    )


def _operation(
    name: str,
    summary: str,
    description: str,
    *,
    answer: msgspec.Struct,
    failing: Sequence[int] = (),
) -> Document:
    rates = rate_limit_headers() if RATE_LIMITED in failing else {}
    return {
        "operationId": name,
        "summary": summary,
        "description": description,
        "tags": ["service"],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {**common_headers(), **rates},
                "content": {
                    JSON: {"schema": ref(type(answer)), "example": builtin(answer)}
                },
            },
            **failures(failing),
        },
    }

"""The OpenAPI 3.1 document: schemas from the wire types, operations written by hand."""

from collections.abc import Sequence
from functools import cache

import msgspec

from service.api.model_report import ModelReport, to_report
from service.api.openapi import examples
from service.api.openapi.batch_operation import BATCH_ROOTS, batch_paths
from service.api.openapi.check_operation import CHECK_ROOTS, check_paths
from service.api.openapi.export_operations import (
    EXPORT_ERRORS,
    EXPORT_ROOTS,
    export_paths,
)
from service.api.openapi.shared_parts import (
    RATE_LIMITED,
    Document,
    article_operation,
    common_headers,
    components,
    error_responses,
    headers,
    problem_responses,
    rate_limit_headers,
    schema_ref,
    to_json,
)
from service.nlp.annotator import AnnotatorInfo
from service.settings import Settings
from service.wire.codecs import RESPONSE_TYPES
from service.wire.decoding import JSON
from service.wire.problem_schemas import Health, Problem
from service.wire.responses import SERVICE_VERSION
from service.wire.schemas import AttributionRequest, AttributionResponse

HEALTH = Health("ok")
MODEL = to_report(AnnotatorInfo("1.15.0", "news", tagger=True), Settings(), {})
ROOTS = (
    AttributionRequest,
    AttributionResponse,
    Health,
    ModelReport,
    Problem,
    *BATCH_ROOTS,
    *CHECK_ROOTS,
    *EXPORT_ROOTS,
)
DESCRIPTION = """\
Post the plain text of a news article to get the attributions in it: what was said, by
whom, with which reporting words, to whom and through which outlet, with exact offsets.

Offsets are half-open and refer to the text exactly as sent. Fields of responses are
always present; an unknown value is null. Clients must accept new fields and new values
of `type`, `kind` and `code`. A number without a fraction is an integer in any notation:
6.0 is 6.

Every error response is a problem (RFC 9457) with a stable `code`. In addition to the
errors listed for each operation there are 404 (`not_found`) for an unknown path, 405
(`method_not_allowed`) for a method that the path does not support, and 400
(`malformed_request`), 414 (`uri_too_long`), 431 (`headers_too_large`) and 501
(`not_implemented`) for malformed HTTP requests.
"""
ATTRIBUTE = """\
The body is JSON, MessagePack, or the article itself as `text/plain` in UTF-8. Query
parameters can be used with every type of body and override its fields. The response has
the type requested by `Accept`, by default JSON.
"""


def openapi_document() -> Document:
    """Return the OpenAPI document."""
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
            {"name": "attributions", "description": "Attributions of articles."},
            {"name": "masking", "description": "Protection of quotations in editing."},
            {"name": "checking", "description": "Quotations against their sources."},
            {"name": "service", "description": "Models, health, metrics and this API."},
        ],
        "paths": _paths(),
        "components": {
            "schemas": components(*ROOTS),
            "responses": problem_responses(EXPORT_ERRORS),
            "headers": headers(),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
    }


@cache
def openapi_json() -> bytes:
    """Return the document as formatted JSON, as served and committed."""
    text = msgspec.json.encode(openapi_document())
    return msgspec.json.format(text, indent=2) + b"\n"


def _paths() -> Document:
    return {
        "/v1/attributions": {"post": _attribute()},
        **batch_paths(),
        **export_paths(),
        **check_paths(),
        **_service_paths(),
        "/metrics": {"get": _metrics()},
        "/openapi.json": {"get": _document()},
    }


def _service_paths() -> Document:
    return {
        "/v1/model": {
            "get": _operation(
                "getModel",
                "Get the model report",
                "Versions, licences and scores of the models, and request limits.",
                answer=MODEL,
                failing=[401, 403, 429, 503],
            )
        },
        "/livez": {
            "get": _operation(
                "getLiveness",
                "Check liveness",
                "Succeeds while the service runs, also before the models are loaded.",
                answer=HEALTH,
            )
        },
        "/readyz": {
            "get": _operation(
                "getReadiness",
                "Check readiness",
                "Succeeds if an inference worker has loaded the models, else 503.",
                answer=HEALTH,
                failing=[503],
            )
        },
    }


def _metrics() -> Document:
    return {
        "operationId": "getMetrics",
        "summary": "Get metrics",
        "description": "Requires an API key if the service has keys. Without keys, "
        "access is restricted to clients on the same machine.",
        "tags": ["service"],
        "responses": {
            "200": {
                "description": "Metrics in Prometheus's text format.",
                "headers": common_headers(),
                "content": {"text/plain": {"schema": {"type": "string"}}},
            },
            **error_responses([401, 403]),
        },
    }


def _document() -> Document:
    return {
        "operationId": "getOpenapi",
        "summary": "Get the OpenAPI document",
        "description": "This document, in JSON.",
        "tags": ["service"],
        "responses": {
            "200": {
                "description": "The OpenAPI 3.1 document.",
                "headers": common_headers(),
                "content": {JSON: {"schema": {"type": "object"}}},
            }
        },
    }


def _attribute() -> Document:
    records = {
        "schema": schema_ref(AttributionResponse),
        "example": to_json(examples.RESPONSE),
    }
    return article_operation(
        "createAttributions",
        "Find the attributions in an article",
        ATTRIBUTE,
        answer_description="The attributions of the article.",
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
                "description": "Success.",
                "headers": {**common_headers(), **rates},
                "content": {
                    JSON: {
                        "schema": schema_ref(type(answer)),
                        "example": to_json(answer),
                    }
                },
            },
            **error_responses(failing),
        },
    }

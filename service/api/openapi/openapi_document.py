"""The OpenAPI 3.1 document: operations from the routes, schemas from the wire types."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec
from litestar.enums import HttpMethod
from litestar.handlers import HTTPRouteHandler

from service.api.openapi.operation import operation_object, operation_of
from service.api.openapi.problem_responses import problem_responses
from service.api.openapi.response_headers import HEADER_COMPONENTS
from service.api.openapi.schema_components import Document, schema_components
from service.wire.problem_schemas import Problem
from service.wire.responses import SERVICE_VERSION

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
HEAD: Document = {
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
        {"name": "audit", "description": "Who is quoted."},
        {"name": "service", "description": "Models, health, metrics and this API."},
    ],
}
SECURITY_SCHEMES: Document = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
_CONVERTER = re.compile(r":\w+(?=\})")
"""The type in a path parameter of Litestar's: ``:str`` in ``{name:str}``."""


def openapi_document(routes: Sequence[HTTPRouteHandler]) -> Document:
    """Return the document of routes, but those with ``include_in_schema=False``."""
    described = [route for route in routes if route.include_in_schema is not False]
    operations = [operation_of(route) for route in described]
    paths: Document = {}
    for route in described:
        for path in route.paths:
            for method in route.http_methods - {HttpMethod.HEAD}:
                methods = paths.setdefault(_CONVERTER.sub("", path), {})
                methods[method.lower()] = operation_object(route)
    return {
        **HEAD,
        "paths": paths,
        "components": {
            "schemas": schema_components(
                {Problem}.union(*(each.types() for each in operations))
            ),
            "responses": problem_responses(
                error for each in operations for error in each.errors
            ),
            "headers": HEADER_COMPONENTS,
            "securitySchemes": SECURITY_SCHEMES,
        },
    }


@cache
def openapi_json(routes: tuple[HTTPRouteHandler, ...]) -> bytes:
    """Return the document of routes as formatted JSON, as served and committed."""
    text = msgspec.json.encode(openapi_document(routes))
    return msgspec.json.format(text, indent=2) + b"\n"

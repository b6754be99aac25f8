"""An operation of the OpenAPI document, as its route declares it.

Litestar's decorators carry the operation id, summary, description and tags. They cannot
state the rest: a ``ResponseSpec`` has one media type and no headers, and no request
body can be ``text/plain``. The rest is an ``Operation``, also in the decorator.
"""

from collections.abc import Iterator, Mapping

import msgspec
from litestar.handlers import HTTPRouteHandler

from service.api.openapi.problem_responses import (
    RATE_LIMITED,
    URI_TOO_LONG,
    error_refs,
    statuses,
)
from service.api.openapi.response_headers import COMMON, RATES, TIMES, header_refs
from service.api.openapi.schema_components import (
    Document,
    media_type_object,
    query_parameters,
)

Content = Mapping[str, msgspec.Struct | Document]
"""By media type: an example of the body's type, or a media type object of OpenAPI."""


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """What a route receives and returns: ``operation=`` in its decorator.

    Attributes:
        content: body of the 200 response.
        answer: description of the 200 response, a sentence.
        request: body of the request, or None if it has none.
        errors: error classes that it may respond with.
        path_parameters: parameter objects of OpenAPI for the fields of the path.
        query: the type whose fields are the query parameters.
        timed: whether the response has the headers Server-Timing and Cache-Status.
    """

    content: Content
    answer: str = "Success."
    request: Content | None = None
    errors: tuple[type[Exception], ...] = ()
    path_parameters: tuple[Document, ...] = ()
    query: type[msgspec.Struct] | None = None
    timed: bool = False

    def types(self) -> Iterator[type[msgspec.Struct]]:
        """Yield the types of the bodies."""
        for content in (self.content, self.request or {}):
            for body in content.values():
                if isinstance(body, msgspec.Struct):
                    yield type(body)


def operation_of(handler: HTTPRouteHandler) -> Operation:
    """Return the ``operation`` of a route's decorator."""
    operation: Operation = handler.opt["operation"]
    return operation


def operation_object(handler: HTTPRouteHandler) -> Document:
    """Return the operation object of a route."""
    operation = operation_of(handler)
    query = query_parameters(operation.query) if operation.query else []
    parameters = [*operation.path_parameters, *query]
    body = {"required": True, "content": _content(operation.request or {})}
    return {
        "operationId": handler.operation_id,
        "summary": handler.summary,
        "description": handler.description,
        "tags": list(handler.tags or ()),
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": body} if operation.request else {}),
        "responses": _responses(operation),
    }


def _responses(operation: Operation) -> Document:
    codes = statuses(operation.errors)
    if operation.query:
        codes.add(URI_TOO_LONG)
    rates = RATES if RATE_LIMITED in codes else ()
    times = TIMES if operation.timed else ()
    success = {
        "description": operation.answer,
        "headers": header_refs((*COMMON, *rates, *times)),
        "content": _content(operation.content),
    }
    return {"200": success, **error_refs(codes)}


def _content(content: Content) -> Document:
    return {
        media: media_type_object(body) if isinstance(body, msgspec.Struct) else body
        for media, body in content.items()
    }

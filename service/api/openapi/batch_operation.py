"""The batch operation in the OpenAPI document."""

from service import errors
from service.api.openapi import examples
from service.api.openapi.shared_parts import (
    KEY_ERRORS,
    Document,
    error_responses,
    schema_ref,
    statuses,
    success,
    to_json,
)
from service.api.routes.batch_stream import NDJSON
from service.wire import request_errors
from service.wire.problem_schemas import BatchLine
from service.wire.schemas import AttributionRequest

BATCH = """\
The body has one JSON request of `/v1/attributions` on each line: at most 1,000 lines
and 16 MiB. The response has one `BatchLine` for each line, in the same order, sent as
soon as it is ready; an invalid line does not affect the others. Options are set in each
line; query parameters are rejected. The input is read independently of the output, so a
client may send the whole batch before it reads the response. If a batch exceeds a limit
before the first line of the response was sent, the response is a problem; after that,
the last line of the response holds the problem.
"""
BATCH_ROOTS = (BatchLine,)
BATCH_ERRORS: tuple[type[Exception], ...] = (
    request_errors.MalformedBody,
    request_errors.NotAcceptable,
    request_errors.BodyTooSlow,
    request_errors.BodyTooLarge,
    request_errors.TooManyLines,
    request_errors.UnsupportedMediaType,
    *KEY_ERRORS,
    errors.InvalidField,
    errors.NotReady,
)
LINE = BatchLine(1, examples.RESPONSE.id, 200, examples.RESPONSE, None)


def batch_paths() -> Document:
    """Return the path item of batches, by path."""
    request_body = {
        "schema": schema_ref(AttributionRequest),
        "example": to_json(examples.REQUEST),
    }
    response_line = {"schema": schema_ref(BatchLine), "example": to_json(LINE)}
    operation = {
        "operationId": "createAttributionBatch",
        "summary": "Find the attributions in many articles",
        "description": BATCH,
        "tags": ["attributions"],
        "requestBody": {"required": True, "content": {NDJSON: request_body}},
        "responses": {
            "200": success(
                "One `BatchLine` for each line of the request.",
                {NDJSON: response_line},
                timed=False,
            ),
            **error_responses(statuses(BATCH_ERRORS)),
        },
    }
    return {"/v1/attributions/batch": {"post": operation}}

"""The operation of batches in the OpenAPI document."""

from service import errors
from service.api.openapi import examples
from service.api.openapi.shared_parts import (
    KEY_ERRORS,
    Document,
    builtin,
    failures,
    ref,
    statuses,
    success,
)
from service.api.routes.batch_conversation import NDJSON
from service.wire import request_errors as api_errors
from service.wire.schemas import AttributionRequest, BatchLine

BATCH = """\
One request of `/v1/attributions` in JSON a line, at most 1,000 lines and 16 MiB. One
`BatchLine` a line comes back, in order, each as soon as it exists; a bad line fails
alone. Options stand in the lines; a query is refused. The whole input is read whatever
the client takes of the answer, so it may send everything before it reads. A batch that
is too large or too slow is refused as a whole until the first line of the answer has
left; after that a last line tells of it.
"""
BATCH_ROOTS = (BatchLine,)
BATCH_ERRORS: tuple[type[Exception], ...] = (
    api_errors.MalformedBody,
    api_errors.NotAcceptable,
    api_errors.BodyTooSlow,
    api_errors.BodyTooLarge,
    api_errors.TooManyLines,
    api_errors.UnsupportedMediaType,
    *KEY_ERRORS,
    errors.InvalidField,
    errors.NotReady,
)
LINE = BatchLine(1, examples.RESPONSE.id, 200, examples.RESPONSE, None)


def batch_paths() -> Document:
    """Return the path of batches."""
    sent = {"schema": ref(AttributionRequest), "example": builtin(examples.REQUEST)}
    came = {"schema": ref(BatchLine), "example": builtin(LINE)}
    operation = {
        "operationId": "createAttributionBatch",
        "summary": "Find the attributions in many articles",
        "description": BATCH,
        "tags": ["attributions"],
        "requestBody": {"required": True, "content": {NDJSON: sent}},
        "responses": {
            "200": success("A line for each line.", {NDJSON: came}, timed=False),
            **failures(statuses(BATCH_ERRORS)),
        },
    }
    return {"/v1/attributions/batch": {"post": operation}}

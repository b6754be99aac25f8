"""Response types of problems, batch lines and health probes. No HTTP library."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from service.wire.schemas import AttributionResponse


class Problem(Struct, frozen=True, kw_only=True):
    """An error response (RFC 9457)."""

    type: Annotated[str, Meta(description="URN of the problem type, ending in `code`.")]
    title: Annotated[str, Meta(description="Summary of the problem type.")]
    status: Annotated[int, Meta(description="HTTP status.")]
    detail: Annotated[
        str, Meta(description="Explanation of this occurrence for a human reader.")
    ]
    instance: Annotated[str, Meta(description="URN ending in the request id.")]
    code: Annotated[
        str,
        Meta(
            description="Stable error code; new values may be added.",
            examples=["text_too_long"],
        ),
    ]
    path: Annotated[
        str | None,
        Meta(
            description="Location of the error in the request: a JSONPath or "
            "`query.NAME`; null if it has none."
        ),
    ]


class BatchLine(Struct, frozen=True):
    """The response to a line of a batch: either `result` or `error` is null."""

    line: Annotated[int, Meta(ge=1, description="Line number, from 1.")]
    id: Annotated[
        str | None,
        Meta(description="Id of the result, or of the request if the line failed."),
    ]
    status: Annotated[
        int, Meta(description="HTTP status of the same request to `/v1/attributions`.")
    ]
    result: Annotated[
        AttributionResponse | None, Meta(description="The response, if status is 200.")
    ]
    error: Annotated[
        Problem | None, Meta(description="The problem, if status is not 200.")
    ]


class Health(Struct, frozen=True):
    """The response of a successful health probe."""

    status: Annotated[
        Literal["ok"], Meta(description="Always `ok`; a failed probe is a problem.")
    ]

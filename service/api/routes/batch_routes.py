"""``POST /v1/attributions/batch``: NDJSON in, NDJSON out."""

import asyncio
from collections.abc import Callable

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.types import ASGIApp

from service.api.middleware.request_envelope import Receive, Scope, Send
from service.api.openapi.operation import Operation
from service.api.problem_reporting import report_problem
from service.api.routes import examples
from service.api.routes.attribution_routes import (
    BODY_ERRORS,
    AnyRequest,
    Service,
    accepted_type,
    query_of,
    read_markup,
)
from service.api.routes.batch_stream import LINE_TYPES, BatchStream
from service.errors import InvalidField, NotReady, Overloaded
from service.serving.protocol import TimedReading
from service.wire.codecs import (
    decode_id,
    decode_request,
    request_type,
)
from service.wire.decoding import JSON
from service.wire.line_splitter import LineSplitter
from service.wire.problem_schemas import BatchLine
from service.wire.request_errors import TooManyLines
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest, AttributionResponse

MAX_LINES = 1_000
MAX_BYTES = 16 * 2**20
BATCH = """\
The body has one JSON request of `/v1/attributions` on each line: at most 1,000 lines
and 16 MiB. The response has one `BatchLine` for each line, in the same order, sent as
soon as it is ready; an invalid line does not affect the others. Blank lines are
skipped; they count in `line` and in nothing else. Options are set in each
line; query parameters are rejected. The input is read independently of the output, so a
client may send the whole batch before it reads the response. If a batch exceeds a limit
before the first line of the response was sent, the response is a problem; after that,
the last line of the response holds the problem.
"""
LINE = BatchLine(1, examples.RESPONSE.id, 200, examples.RESPONSE, None)

_encode = msgspec.json.Encoder().encode


@post(
    "/v1/attributions/batch",
    status_code=200,
    operation_id="createAttributionBatch",
    summary="Find the attributions in many articles",
    description=BATCH,
    tags=["attributions"],
    operation=Operation(
        request=dict.fromkeys(LINE_TYPES, examples.REQUEST),
        answer="One `BatchLine` for each line of the request.",
        content=dict.fromkeys(LINE_TYPES, LINE),
        errors=(*BODY_ERRORS, TooManyLines, InvalidField, NotReady),
    ),
)
async def attribute_batch(
    request: AnyRequest, service: NamedDependency[Service]
) -> ASGIApp:
    """Stream the attributions of many articles, one line for each."""
    media = accepted_type(request, LINE_TYPES)
    request_type(request.headers.get("content-type", ""), LINE_TYPES)
    refuse_query(request)
    service.pool.check_ready()
    state = request.scope["state"]
    responder = LineResponder(service, state["request_id"], state.get("charge", _free))
    stream = BatchStream(
        splitter=LineSplitter(
            max_bytes=MAX_BYTES,
            max_lines=MAX_LINES,
            content_length=request.headers.get("content-length", ""),
        ),
        answer=responder.answer,
        refuse=responder.refuse,
        window=service.settings.batch_window,
        stopping=service.stopping,
    )
    seconds = service.settings.batch_seconds

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        del scope
        await stream.run(receive, send, seconds=seconds, media=media)

    return respond  # type: ignore[return-value]


ROUTES = (attribute_batch,)


def refuse_query(request: AnyRequest) -> None:
    """Check that a batch request has no query, since options belong to each line.

    Raises:
        InvalidField: the request has a query parameter.
    """
    for name in query_of(request):
        raise InvalidField(
            "a batch accepts no query parameters; set options in each line",
            path=f"query.{name}",
        )


class LineResponder:
    """Makes the response lines of one batch."""

    def __init__(
        self, service: Service, request_id: str, charge: Callable[[], object]
    ) -> None:
        self._charge = charge
        self._service = service
        self._request_id = request_id

    async def answer(self, number: int, line: bytes) -> bytes:
        """Return the response line of a request line: its records or its problem."""
        wanted: AttributionRequest | None = None
        try:
            wanted = decode_request(line, media=JSON, query={})
            self._service.stopping.check_begin()
            self._charge()
            result = await self._attribute(wanted)
        except Exception as error:  # noqa: BLE001 - one bad line fails alone
            name = wanted.id if wanted else decode_id(line)
            return self.refuse(number, error, name=name)
        return _write(BatchLine(number, result.id, 200, result, None))

    def refuse(
        self, number: int, error: Exception, *, name: str | None = None
    ) -> bytes:
        """Return the response line of an error; ``name`` is the id of the request."""
        problem = report_problem(error, request_id=self._request_id)
        self._service.metrics.count_error(problem.code)
        return _write(BatchLine(number, name, problem.status, None, problem))

    async def _attribute(self, wanted: AttributionRequest) -> AttributionResponse:
        readable = await read_markup(wanted)
        served = await self._serve(readable.text)
        info = self._service.pool.check_ready()
        return to_response(served.reading, wanted, info=info, readable=readable)

    async def _serve(self, text: str) -> TimedReading:
        """Return the result of the pool; retry a full queue until the deadline."""
        clock = asyncio.get_running_loop().time
        end = clock() + self._service.settings.deadline
        while True:
            left = round(end - clock(), 1)
            try:
                return await self._service.pool.attribute(text, deadline=left)
            except Overloaded as error:
                if clock() + error.retry_after > end:
                    raise
                await asyncio.sleep(error.retry_after)


def _free() -> None:
    """Charge nothing: used if no keys are configured."""


def _write(line: BatchLine) -> bytes:
    return _encode(line) + b"\n"

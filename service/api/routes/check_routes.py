"""The route of checks: a draft and its sources in, findings out."""

import asyncio
from collections.abc import Callable, Sequence
from functools import cache

from litestar import Response, post
from litestar.di import NamedDependency

from service.api.openapi.operation import Operation
from service.api.routes import check_example
from service.api.routes.attribution_routes import (
    ARTICLE_ERRORS,
    AnyRequest,
    Service,
    accepted_type,
    time_left,
)
from service.api.routes.request_body import read_body, while_connected
from service.attribution.lexicon import Lexicon
from service.checking import (
    Checked,
    SourceText,
    find,
    join_broken_lines,
    search_sources,
)
from service.checking.check_responses import (
    CheckTexts,
    open_request,
    source_texts,
    to_check_response,
)
from service.errors import DeadlineExceeded, Overloaded
from service.records import Reading
from service.settings import BODY_SLACK, BYTES_PER_CHARACTER
from service.wire.check_schemas import MOST_CHARS, MOST_SOURCES, CheckRequest
from service.wire.codecs import (
    RESPONSE_TYPES,
    encode_response,
    request_type,
)
from service.wire.decoding import JSON, MSGPACK, BodyReader
from service.wire.request_errors import TextsTooLong, TooManySources

READ = (JSON, *MSGPACK)
MOST_BYTES = MOST_CHARS * BYTES_PER_CHARACTER + (1 + MOST_SOURCES) * BODY_SLACK
CHECK = """\
Each direct or mixed quotation of the draft is looked for in the sources: first by its
words, then, where they are found, by who says them. Only sources that have something of
a quotation are read by the models, each as an article of its own, and each counts
against the rate of the key. At most 50 sources, each text within `max_chars`, all of
them within 500,000 characters. Nothing is stored.
"""
_requests = BodyReader(CheckRequest)


@post(
    "/v1/check",
    status_code=200,
    operation_id="checkDraft",
    summary="Check the quotations of a draft against its sources",
    description=CHECK,
    tags=["checking"],
    operation=Operation(
        request=dict.fromkeys(READ, check_example.REQUEST),
        answer="What became of each quotation.",
        content=dict.fromkeys(RESPONSE_TYPES, check_example.RESPONSE),
        errors=(*ARTICLE_ERRORS, TooManySources, TextsTooLong),
    ),
)
async def check_draft(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Answer a draft and its sources with what became of each quotation."""
    accepted = accepted_type(request)
    media = request_type(request.headers.get("content-type", ""), READ)
    wanted = _requests.read(await _read_body(request, service), media)
    texts = await asyncio.to_thread(
        open_request, wanted, limit=service.settings.max_chars
    )
    info = service.pool.check_ready()
    checking = Checking(service, request.scope["state"].get("charge", _free))
    left = time_left(request, service)
    work = checking.check(wanted, texts, deadline=left)
    reading, checked = await while_connected(request.receive, work)
    service.metrics.count_findings(each.verdict for each in checked.findings)
    answer = to_check_response(checked, reading, wanted, texts=texts, info=info)
    return Response(
        encode_response(answer, accepted),
        media_type=accepted,
        headers={"Vary": "Accept"},
    )


ROUTES = (check_draft,)


class Checking:
    """Reads a draft and those of its sources that have something of it."""

    def __init__(self, service: Service, charge: Callable[[], object]) -> None:
        self._service = service
        self._charge = charge
        self._window = asyncio.Semaphore(service.settings.batch_window)

    async def check(
        self, wanted: CheckRequest, texts: CheckTexts, *, deadline: float
    ) -> tuple[Reading, Checked]:
        """Return the draft's reading and the findings within ``deadline`` seconds.

        Each source that is read is charged to the key.

        Raises:
            RateLimited: the key has none left for a source.
            ServiceError: there was no answer in time, or not now.
        """
        end = asyncio.get_running_loop().time() + deadline
        try:
            async with asyncio.timeout(deadline):
                return await self._check(wanted, texts, end)
        except TimeoutError:
            seconds = self._service.settings.deadline
            raise DeadlineExceeded(seconds=seconds) from None

    async def _check(
        self, wanted: CheckRequest, texts: CheckTexts, end: float
    ) -> tuple[Reading, Checked]:
        draft, sources = texts.draft.text, source_texts(wanted, texts)
        reading = await self._read(draft, end)
        search = await asyncio.to_thread(search_sources, draft, reading, sources)
        for _ in search.wanted:
            self._charge()
        readings = await self._read_all(sources, search.wanted, end)
        checked = await asyncio.to_thread(
            find, draft, search, sources, readings, _lexicon()
        )
        return reading, checked

    async def _read_all(
        self, sources: Sequence[SourceText], wanted: Sequence[int], end: float
    ) -> dict[int, Reading]:
        try:
            async with asyncio.TaskGroup() as group:
                tasks = {
                    number: group.create_task(self._read(sources[number].text, end))
                    for number in wanted
                }
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None
        return {number: task.result() for number, task in tasks.items()}

    async def _read(self, text: str, end: float) -> Reading:
        """Return the reading of a text, coming back to a full queue as it asks."""
        clock = asyncio.get_running_loop().time
        joined = join_broken_lines(text)
        async with self._window:
            while True:
                left = round(max(0.0, end - clock()), 1)
                try:
                    served = await self._service.pool.attribute(joined, deadline=left)
                except Overloaded as error:
                    if clock() + error.retry_after > end:
                        raise
                    await asyncio.sleep(error.retry_after)
                else:
                    return served.reading


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load()


async def _read_body(request: AnyRequest, service: Service) -> bytes:
    return await read_body(
        request.receive,
        content_length=request.headers.get("content-length", ""),
        limit=MOST_BYTES,
        seconds=min(service.settings.body_seconds, time_left(request, service)),
    )


def _free() -> None:
    """Charge nothing, where there are no keys."""

"""Request lines to response lines, through the pool of inference processes.

The lines are those of `POST /v1/attributions/batch`. Consecutive lines are read
together, up to a number of words, because short articles are read faster so.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator

import msgspec

from service.errors import NotReady, RequestError, WhosaidError
from service.serving.job import Outcome
from service.serving.pool import Pool
from service.settings import Settings
from service.text.check_text import check_text
from service.text.html import Readable
from service.text.word_bounds import count_words
from service.wire.codecs import decode_id, decode_request
from service.wire.decoding import JSON
from service.wire.line_splitter import is_blank
from service.wire.problem_rows import failed_line
from service.wire.problem_schemas import BatchLine
from service.wire.responses import readable_of, to_response
from service.wire.schemas import AttributionRequest

GROUPS_AHEAD = 16
"""Groups for each process that are read while an earlier one is not finished."""

_encode = msgspec.json.Encoder().encode


class ValidLine(msgspec.Struct, frozen=True):
    """A valid request, the number of its line, from 1, and what is read of it."""

    number: int
    request: AttributionRequest
    readable: Readable


Line = ValidLine | BatchLine
"""A request, or the response line of an invalid one."""
Group = tuple[Line, ...]


async def answer_lines(
    groups: Iterable[Group], pool: Pool, write: Callable[[bytes], None], *, ahead: int
) -> int:
    """Write the response line of every line, in order, each as soon as it is ready.

    Returns the number of lines with an error.

    Args:
        groups: of lines that are read together.
        pool: started; it may still load its models.
        write: takes a line without a newline.
        ahead: most groups in work or finished while an earlier one is not.

    Raises:
        StartError: the models cannot be loaded.
    """
    pending: asyncio.Queue[asyncio.Task[list[BatchLine]] | None] = asyncio.Queue(ahead)
    failed = 0

    async def start(tasks: asyncio.TaskGroup) -> None:
        for group in groups:
            await pending.put(tasks.create_task(_answer_group(group, pool)))
        await pending.put(None)

    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(start(tasks))
            while (task := await pending.get()) is not None:
                for line in await task:
                    failed += line.error is not None
                    write(_encode(line))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return failed


def group_lines(
    lines: Iterable[bytes], settings: Settings, *, first: int
) -> Iterator[Group]:
    """Yield consecutive lines of at most ``unit_words`` words, or a single line.

    Args:
        lines: of the input; blank ones are skipped, but numbered.
        settings: with the size of a group and the limit of a text.
        first: number of the first line, from 1.
    """
    group: list[Line] = []
    total = 0
    for number, body in enumerate(lines, first):
        if is_blank(body):
            continue
        line = _read_line(number, body, limit=settings.max_chars)
        size = 1
        if isinstance(line, ValidLine):
            size += count_words(line.readable.text)
        if group and total + size > settings.unit_words:
            yield tuple(group)
            group, total = [], 0
        group.append(line)
        total += size
    if group:
        yield tuple(group)


def _read_line(number: int, body: bytes, *, limit: int) -> Line:
    try:
        request = decode_request(body, media=JSON, query={})
        readable = readable_of(request)
        check_text(readable.text, limit=limit)
    except RequestError as error:
        return failed_line(number, decode_id(body), error)
    return ValidLine(number, request, readable)


async def _answer_group(group: Group, pool: Pool) -> list[BatchLine]:
    texts = [line.readable.text for line in group if isinstance(line, ValidLine)]
    read = await pool.attribute_together(texts) if texts else ()
    outcomes = iter(read)
    return [
        _to_line(line, next(outcomes), pool) if isinstance(line, ValidLine) else line
        for line in group
    ]


def _to_line(line: ValidLine, outcome: Outcome, pool: Pool) -> BatchLine:
    if isinstance(outcome, WhosaidError):
        return failed_line(line.number, line.request.id, outcome)
    if pool.info is None:
        raise NotReady("the models are loading")  # never: they have read the article
    response = to_response(
        outcome, line.request, info=pool.info, readable=line.readable
    )
    return BatchLine(line.number, response.id, 200, response, None)

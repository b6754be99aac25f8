"""A check with a pool: sources are read side by side, within one deadline."""

import asyncio
from collections.abc import Callable, Sequence
from functools import cache

from service.attribution.lexicon import Lexicon
from service.checking.broken_lines import join_broken_lines
from service.checking.check_records import Checked, SourceText
from service.checking.check_responses import CheckTexts, source_texts
from service.checking.findings import find, search_sources
from service.errors import DeadlineExceeded, Overloaded
from service.records import Reading
from service.serving.protocol import InferencePool
from service.settings import Settings
from service.wire.check_schemas import CheckRequest


class PoolCheck:
    """Reads a draft and those of its sources that have something of it."""

    def __init__(
        self, pool: InferencePool, settings: Settings, charge: Callable[[], object]
    ) -> None:
        self._pool = pool
        self._seconds = settings.deadline
        self._charge = charge
        self._window = asyncio.Semaphore(settings.batch_window)

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
            raise DeadlineExceeded(seconds=self._seconds) from None

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
                    served = await self._pool.attribute(joined, deadline=left)
                except Overloaded as error:
                    if clock() + error.retry_after > end:
                        raise
                    await asyncio.sleep(error.retry_after)
                else:
                    return served.reading


def charge_nothing() -> None:
    """Charge nothing, where there are no keys."""


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load()

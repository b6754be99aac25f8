"""The state of one admitted article."""

import asyncio
from collections import Counter, deque

from service.errors import InferenceFailed
from service.records import Reading
from service.serving.work_units import (
    EncodedReading,
    ParsePart,
    PartParse,
    PartPlan,
    PlanParts,
    ReadArticle,
    ReadParses,
    Reply,
    Unit,
    UnitFailed,
    count_words,
    decode_reading,
)

RETRIES = 1
"""Number of times that a work unit is repeated after its worker died."""


class Job:
    """The work units of one article that are left, and the replies so far."""

    def __init__(
        self,
        text: str,
        *,
        unit_words: int,
        now: float,
        expires: float,
        future: asyncio.Future[Reading],
    ) -> None:
        """Create the job of an article.

        Args:
            text: of the article.
            unit_words: words of the largest work unit.
            now: time of admission, in seconds.
            expires: time of the deadline, on the same clock.
            future: gets the reading or an error.
        """
        self.words = count_words(text)
        self.future = future
        self.admitted_at = now
        self.expires = expires
        self.started_at: float | None = None
        self.inference_seconds = 0.0
        self.sizes: list[int] = []  # words of each unit that was parsed
        self._text = text
        self._losses: Counter[Unit] = Counter()
        self._parses: dict[int, bytes] = {}
        self._parts: tuple[tuple[int, int], ...] = ()
        whole = self.words <= unit_words
        self._units: deque[Unit] = deque(
            [ReadArticle(text) if whole else PlanParts(text, unit_words)]
        )

    @property
    def has_units(self) -> bool:
        """Whether a work unit can be taken now."""
        return bool(self._units)

    def is_dead(self, now: float) -> bool:
        """Whether the job is answered, cancelled or past its deadline."""
        return self.future.done() or now >= self.expires

    def take(self, now: float) -> Unit:
        """Remove and return the next work unit; there must be one."""
        if self.started_at is None:
            self.started_at = now
        return self._units.popleft()

    def receive(self, unit: Unit, reply: Reply, *, seconds: float) -> None:
        """Process the reply to a work unit, which took ``seconds``."""
        self.inference_seconds += seconds
        match reply:
            case EncodedReading():
                if isinstance(unit, ReadArticle):
                    self.sizes.append(self.words)
                self._answer(decode_reading(reply))
            case PartPlan(parts):
                self._parts = parts
                self._units.extend(ParsePart(self._text, *part) for part in parts)
                self._finish_if_parsed()
            case PartParse(parse, words):
                self.sizes.append(words)
                if isinstance(unit, ParsePart):
                    self._parses[unit.start] = parse
                self._finish_if_parsed()
            case UnitFailed(trace):
                self.fail(InferenceFailed("the article could not be read", trace=trace))

    def lose(self, unit: Unit, *, counts: bool = True) -> None:
        """Queue a work unit again after its worker died, or fail the job.

        The job fails at the second counted loss of the same unit. Losses of other
        units of the article do not count, as several workers may die of one cause.

        Args:
            unit: that was lost.
            counts: whether the worker had started the unit, which may be the cause.
        """
        self._losses[unit] += counts
        if self._losses[unit] > RETRIES:
            self.fail(InferenceFailed("two inference workers died with the article"))
        else:
            self._units.appendleft(unit)

    def fail(self, error: Exception) -> None:
        """Answer with an error, unless the job is answered."""
        self._units.clear()
        if not self.future.done():
            self.future.set_exception(error)

    def _finish_if_parsed(self) -> None:
        if len(self._parses) == len(self._parts):
            parses = tuple(self._parses[start] for start, _ in self._parts)
            self._units.append(ReadParses(self._text, parses))

    def _answer(self, reading: Reading) -> None:
        if not self.future.done():
            self.future.set_result(reading)

"""One admitted article on its way through its work units."""

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
"""How often a unit is given out again after its worker died with it."""


class Job:
    """The state of one article: units to give out, replies that came back."""

    def __init__(
        self,
        text: str,
        *,
        unit_words: int,
        now: float,
        expires: float,
        future: asyncio.Future[Reading],
    ) -> None:
        self.words = count_words(text)
        self.future = future
        self.admitted_at = now
        self.expires = expires
        self.started_at: float | None = None
        self.inference_seconds = 0.0
        self.sizes: list[int] = []
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
        """Whether a unit can be given out now."""
        return bool(self._units)

    def is_dead(self, now: float) -> bool:
        """Whether nobody waits for the answer any more."""
        return self.future.done() or now >= self.expires

    def take(self, now: float) -> Unit:
        """Give out the next unit."""
        if self.started_at is None:
            self.started_at = now
        return self._units.popleft()

    def receive(self, unit: Unit, reply: Reply, *, seconds: float) -> None:
        """Take in what a worker answered."""
        self.inference_seconds += seconds
        match reply:
            case EncodedReading():
                if isinstance(unit, ReadArticle):
                    self.sizes.append(self.words)
                self._settle(decode_reading(reply))
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
        """Take back a unit whose worker died with it; its second loss is the last.

        One that died before it began the unit does not count: the unit is not to blame.
        Nor do others of the article, whose workers may have died for one cause.
        """
        self._losses[unit] += counts
        if self._losses[unit] > RETRIES:
            self.fail(InferenceFailed("two inference workers died with the article"))
        else:
            self._units.appendleft(unit)

    def fail(self, error: Exception) -> None:
        """Answer with an error, unless an answer was given."""
        self._units.clear()
        if not self.future.done():
            self.future.set_exception(error)

    def _finish_if_parsed(self) -> None:
        if len(self._parses) == len(self._parts):
            parses = tuple(self._parses[start] for start, _ in self._parts)
            self._units.append(ReadParses(self._text, parses))

    def _settle(self, reading: Reading) -> None:
        if not self.future.done():
            self.future.set_result(reading)

"""One admitted article on its way through its work units."""

import asyncio
from collections import Counter, deque

from service.errors import InferenceFailed
from service.records import Reading
from service.serving.work_units import (
    Done,
    Failed,
    Finish,
    Parsed,
    Part,
    Plan,
    Planned,
    Reply,
    Unit,
    Whole,
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
        self.entered = now
        self.expires = expires
        self.began: float | None = None
        self.worked = 0.0
        self.sizes: list[int] = []
        self._text = text
        self._losses: Counter[Unit] = Counter()
        self._parses: dict[int, bytes] = {}
        self._parts: tuple[tuple[int, int], ...] = ()
        whole = self.words <= unit_words
        self._units: deque[Unit] = deque(
            [Whole(text) if whole else Plan(text, unit_words)]
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
        if self.began is None:
            self.began = now
        return self._units.popleft()

    def receive(self, unit: Unit, reply: Reply, *, seconds: float) -> None:
        """Take in what a worker answered."""
        self.worked += seconds
        match reply:
            case Done():
                if isinstance(unit, Whole):
                    self.sizes.append(self.words)
                self._settle(decode_reading(reply))
            case Planned(parts):
                self._parts = parts
                self._units.extend(Part(self._text, *part) for part in parts)
                self._finish_if_parsed()
            case Parsed(parse, words):
                self.sizes.append(words)
                if isinstance(unit, Part):
                    self._parses[unit.start] = parse
                self._finish_if_parsed()
            case Failed(trace):
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
            self._units.append(Finish(self._text, parses))

    def _settle(self, reading: Reading) -> None:
        if not self.future.done():
            self.future.set_result(reading)

"""The state of what was admitted together: one article, or a group of articles.

The only place that counts the processes that died over an article: a unit is repeated
once after its worker died, and its second loss fails the article. Whoever has an
``InferencePool`` gets this: the service and ``batch``. (Ray restarts the processes of
an archive itself; ``archive.attempts`` says why they count on their own.)
"""

import asyncio
from abc import ABC, abstractmethod
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from service.errors import LOST, DeadlineExceeded, InferenceFailed, WhosaidError
from service.records import Reading
from service.serving.work_units import (
    ArticleUnit,
    ContinueReading,
    EncodedReading,
    ParsePart,
    PartParse,
    PartPlan,
    PlanParts,
    ReadArticle,
    ReadingPaused,
    ReadParses,
    ReadTogether,
    RepliesTogether,
    Reply,
    Unit,
    UnitFailed,
    choose_stages,
    decode_reading,
)
from service.text.word_bounds import count_words

RETRIES = 1
"""Number of times that a work unit is repeated after its worker died."""

UnitT = TypeVar("UnitT", bound=Unit)
AnswerT = TypeVar("AnswerT")
Outcome = Reading | WhosaidError
"""What becomes of an article of a group."""


class Job(ABC, Generic[UnitT, AnswerT]):
    """The work units that are left, and a future of the answer."""

    def __init__(
        self,
        units: Iterable[UnitT],
        *,
        words: int,
        now: float,
        expires: float,
        future: asyncio.Future[AnswerT],
    ) -> None:
        """Create a job.

        Args:
            units: the first work units.
            words: of all articles.
            now: time of admission, in seconds.
            expires: time of the deadline, on the same clock.
            future: gets the answer or an error.
        """
        self.words = words
        self.future = future
        self.admitted_at = now
        self.expires = expires
        self.started_at: float | None = None
        self.inference_seconds: float = 0.0
        self.holder: object | None = None  # the worker that keeps its paused reading
        self._units = deque(units)

    @property
    def has_units(self) -> bool:
        """Whether a work unit can be taken now."""
        return bool(self._units)

    @property
    def will_pause(self) -> bool:
        """Whether the next unit begins a reading that its worker will pause."""
        unit = self._units[0] if self._units else None
        return isinstance(unit, ReadParses) and unit.stages is not None

    @property
    def is_paused(self) -> bool:
        """Whether the next unit continues a reading that its worker has paused."""
        return bool(self._units) and isinstance(self._units[0], ContinueReading)

    def is_dead(self, now: float) -> bool:
        """Whether the job is answered, cancelled or past its deadline."""
        return self.future.done() or now >= self.expires

    def take(self, now: float) -> UnitT:
        """Remove and return the next work unit; there must be one."""
        if self.started_at is None:
            self.started_at = now
        return self._units.popleft()

    def fail(self, error: Exception) -> None:
        """Answer with an error, unless the job is answered."""
        self._units.clear()
        if not self.future.done():
            self.future.set_exception(error)

    @abstractmethod
    def receive(self, unit: UnitT, reply: Reply, *, seconds: float) -> None:
        """Process the reply to a work unit, which took ``seconds``."""

    @abstractmethod
    def lose(self, unit: UnitT, *, counts: bool = True) -> None:
        """Queue a work unit again after its worker died, or give it up.

        Args:
            unit: that was lost.
            counts: whether the worker had started the unit, which may be the cause.
        """

    def release(self) -> None:
        """Forget the worker that keeps the paused reading, since it was lost."""
        self.holder = None

    @abstractmethod
    def time_out(self, unit: UnitT, *, seconds: float) -> None:
        """Give up a work unit that hung for ``seconds``."""

    def _answer(self, answer: AnswerT) -> None:
        if not self.future.done():
            self.future.set_result(answer)


class ArticleJob(Job[ArticleUnit, Reading]):
    """One article; a long one is divided into parts."""

    def __init__(
        self,
        text: str,
        *,
        unit_words: int,
        now: float,
        expires: float,
        future: asyncio.Future[Reading],
    ) -> None:
        """Create the job of an article; ``unit_words`` is the size of its units."""
        words = count_words(text)
        whole = words <= unit_words
        first = ReadArticle(text) if whole else PlanParts(text, unit_words)
        super().__init__([first], words=words, now=now, expires=expires, future=future)
        self.sizes: list[int] = []  # words of each unit that was parsed
        self._text = text
        self._losses: Counter[Unit] = Counter()
        self._parses: dict[bytes, bytes] = {}  # of each part
        self._parts: tuple[bytes, ...] = ()

    def receive(self, unit: ArticleUnit, reply: Reply, *, seconds: float) -> None:
        """Process the reply to a work unit; see ``Job``."""
        self.inference_seconds += seconds
        match reply:
            case EncodedReading():
                self.sizes += [self.words] * isinstance(unit, ReadArticle)
                self._answer(decode_reading(reply))
            case PartPlan(parts):
                self._parts = parts
                self._units.extend(map(ParsePart, parts))
                self._finish_if_parsed()
            case PartParse():
                self._receive_parse(unit, reply)
            case ReadingPaused():
                self._units.append(ContinueReading(choose_stages(self.words) or 1))
            case UnitFailed(trace):
                self.fail(_failure(trace))
            case RepliesTogether():
                raise TypeError(reply)

    def lose(self, unit: ArticleUnit, *, counts: bool = True) -> None:
        """Queue a work unit again, or fail; see ``Job``.

        The job fails at the second counted loss of the same unit. Losses of other
        units of the article do not count, as several workers may die of one cause.
        """
        if isinstance(unit, ContinueReading):
            self.holder, unit = None, self._reading()
        self._losses[unit] += counts
        if self._losses[unit] > RETRIES:
            self.fail(InferenceFailed(LOST))
        else:
            self._units.appendleft(unit)

    def release(self) -> None:
        """Begin the reading again, since the worker that had paused it was lost."""
        super().release()
        self._units = deque[ArticleUnit]([self._reading()])

    def time_out(self, unit: ArticleUnit, *, seconds: float) -> None:
        """Fail: the client of a unit that hung has waited long enough."""
        del unit
        self.fail(DeadlineExceeded(seconds=seconds))

    def _receive_parse(self, unit: ArticleUnit, reply: PartParse) -> None:
        self.sizes.append(reply.words)
        if isinstance(unit, ParsePart):
            self._parses[unit.passages] = reply.parse
        self._finish_if_parsed()

    def _finish_if_parsed(self) -> None:
        if len(self._parses) == len(self._parts):
            self._units.append(self._reading())

    def _reading(self) -> ReadParses:
        parses = tuple(self._parses[part] for part in self._parts)
        return ReadParses(self._text, parses, choose_stages(self.words))


class GroupJob(Job[ReadTogether, tuple[Outcome, ...]]):
    """Several articles that are read in one unit, without a deadline.

    Where a unit of several articles is lost or hangs, each of them is repeated by
    itself: the article at fault gets an error, and the others their readings.
    """

    def __init__(
        self,
        texts: Sequence[str],
        *,
        unit_words: int,
        now: float,
        future: asyncio.Future[tuple[Outcome, ...]],
    ) -> None:
        """Create the job; a longer article is annotated by ``unit_words`` words."""
        self._texts = tuple(texts)
        self._words = unit_words
        self._losses: Counter[str] = Counter()
        self._outcomes: dict[str, Outcome] = {}
        super().__init__(
            [self._unit(tuple(dict.fromkeys(texts)))],
            words=sum(map(count_words, texts)),
            now=now,
            expires=float("inf"),
            future=future,
        )

    def receive(self, unit: ReadTogether, reply: Reply, *, seconds: float) -> None:
        """Process the reply to a work unit; see ``Job``."""
        self.inference_seconds += seconds
        match reply:
            case RepliesTogether(replies):
                for text, one in zip(unit.texts, replies, strict=True):
                    self._outcomes[text] = _outcome(one)
                self._finish_if_read()
            case UnitFailed(trace):
                self.fail(_failure(trace))
            case _:
                raise TypeError(reply)

    def lose(self, unit: ReadTogether, *, counts: bool = True) -> None:
        """Queue the articles again, each by itself if the loss counts; see ``Job``."""
        if counts:
            self._repeat(unit, InferenceFailed(LOST))
        else:
            self._units.appendleft(unit)

    def time_out(self, unit: ReadTogether, *, seconds: float) -> None:
        """Give up an article that hung by itself; repeat several one by one."""
        if len(unit.texts) == 1:
            self._losses[unit.texts[0]] = RETRIES
        self._repeat(unit, DeadlineExceeded(seconds=seconds))

    def _repeat(self, unit: ReadTogether, error: WhosaidError) -> None:
        """Queue each article once more by itself; ``error`` is for those given up."""
        self._losses.update(unit.texts)
        for text in reversed(unit.texts):
            if self._losses[text] > RETRIES:
                self._outcomes[text] = error
            else:
                self._units.appendleft(self._unit((text,)))
        self._finish_if_read()

    def _unit(self, texts: tuple[str, ...]) -> ReadTogether:
        return ReadTogether(texts, self._words)

    def _finish_if_read(self) -> None:
        if self._outcomes.keys() >= set(self._texts):
            self._answer(tuple(self._outcomes[text] for text in self._texts))


def _outcome(reply: EncodedReading | UnitFailed) -> Outcome:
    if isinstance(reply, UnitFailed):
        return _failure(reply.trace)
    return decode_reading(reply)


def _failure(trace: tuple[str, ...]) -> InferenceFailed:
    kind = trace[0].partition(" ")[0] if trace else "an error"
    return InferenceFailed(f"{kind} while reading", trace=trace)

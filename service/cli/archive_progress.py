"""How far an archive is: a bar for a terminal, a line a minute for a log."""

import time
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

LINE_SECONDS = 60.0


class Meter:
    """Counts articles and words, and shows them."""

    def __init__(
        self,
        console: Console,
        *,
        total: int,
        done: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._console = console
        self._clock = clock
        self._began = self._told = clock()
        self._total = total
        self._earlier = self._done = done
        self.words = 0
        self._bar = Progress(
            BarColumn(),
            TextColumn("{task.description}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("starting", total=total, completed=done)

    def __enter__(self) -> Self:
        """Begin to show."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the bar as it is."""
        self._bar.stop()

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return self._clock() - self._began

    def advance(self, articles: int, words: int) -> None:
        """Add what a block had."""
        self._done += articles
        self.words += words
        told = describe(
            self._done,
            self._total,
            earlier=self._earlier,
            words=self.words,
            seconds=self.seconds,
        )
        self._bar.update(self._task, completed=self._done, description=told)
        now = self._clock()
        if not self._console.is_terminal and now - self._told >= LINE_SECONDS:
            self._console.print(told)
            self._told = now


def describe(done: int, total: int, *, earlier: int, words: int, seconds: float) -> str:
    """Return articles, words per second and the time left in words.

    ``earlier`` articles were done by earlier runs, which tell nothing of this speed.
    """
    fresh = done - earlier
    if not fresh or not seconds:
        return f"{done:,} of {total:,} articles"
    left = timedelta(seconds=round((total - done) * seconds / fresh))
    speed = words / seconds
    return f"{done:,} of {total:,} articles, {speed:,.0f} words/s, {left} left"

"""How far a long command is: a bar for a terminal, a line a minute for a log."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

LINE_SECONDS = 60.0


class Meter:
    """Counts what is done, and its words where they are known, and shows both."""

    def __init__(
        self,
        console: Console,
        *,
        total: int,
        done: int,
        unit: str = "articles",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._console = console
        self._unit = unit
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

    def __exit__(self, *_: object) -> None:
        """Leave the bar as it is."""
        self._bar.stop()

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return self._clock() - self._began

    def advance(self, done: int, words: int = 0) -> None:
        """Add what came out."""
        self._done += done
        self.words += words
        told = f"{self._done:,} of {self._total:,} {self._unit}" + pace(
            done=self._done - self._earlier,
            left=self._total - self._done,
            words=self.words,
            seconds=self.seconds,
        )
        self._bar.update(self._task, completed=self._done, description=told)
        now = self._clock()
        if not self._console.is_terminal and now - self._told >= LINE_SECONDS:
            self._console.print(told)
            self._told = now


def pace(*, done: int, left: int, words: int, seconds: float) -> str:
    """Return words per second, where words are counted, and the time left.

    ``done`` is what was done in so many seconds, and not by earlier runs.
    """
    if not done or not seconds:
        return ""
    speed = f", {words / seconds:,.0f} words/s" if words else ""
    return f"{speed}, {timedelta(seconds=round(left * seconds / done))} left"

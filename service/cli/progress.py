"""Progress of a long command: a bar on a terminal, else a line a minute."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

LINE_SECONDS = 60.0


class Meter:
    """Counts finished items and their words, and shows progress and speed.

    Args:
        console: a terminal or not.
        total: number of items.
        done: items finished by earlier runs.
        unit: name of the items.
        clock: returns seconds.
    """

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
        self._began = self._printed = clock()
        self._total = total
        self._earlier = self._done = done
        self.words = 0
        self._bar = Progress(
            BarColumn(),
            TextColumn("{task.description}", markup=False),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("starting", total=total, completed=done)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop updating the bar; it stays visible."""
        self._bar.stop()

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._began

    def advance(self, done: int, words: int = 0) -> None:
        """Add finished items and their words."""
        self._done += done
        self.words += words
        text = f"{self._done:,} of {self._total:,} {self._unit}" + pace(
            done=self._done - self._earlier,
            left=self._total - self._done,
            words=self.words,
            seconds=self.seconds,
        )
        self._bar.update(self._task, completed=self._done, description=text)
        now = self._clock()
        if not self._console.is_terminal and now - self._printed >= LINE_SECONDS:
            self._console.print(text)
            self._printed = now


def pace(*, done: int, left: int, words: int, seconds: float) -> str:
    """Return the words per second, if words are counted, and the time left as text.

    ``done`` items were finished in ``seconds``; ``left`` items remain. The text is
    empty before the first item.
    """
    if not done or not seconds:
        return ""
    speed = f", {words / seconds:,.0f} words/s" if words else ""
    return f"{speed}, {timedelta(seconds=round(left * seconds / done))} left"

"""What killed the process: what it was at, written down before it began.

A process cannot tell why it died. So it notes the articles it is about to read, and
its successor, who finds the note, reads those one by one. An article that was alone
when its reader died, or among others and alone later, is given up.
"""

import faulthandler
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from service.archive.failure import ArchiveFailed

AGAIN = "again"
MAX_DEATHS = 2
"""So many deaths an article may cost."""
MAX_PROCESSES = 100
"""So many processes may end over a block, for whatever reason."""
MAX_LOADS = 3
"""So many processes may end while they load the models, one after another."""


class Attempts:
    """The notes about one block, of one run of the program."""

    def __init__(self, path: Path, *, run: str) -> None:
        self._path = path
        lines = _read(path)
        if lines.count(AGAIN) >= MAX_PROCESSES:
            raise ArchiveFailed(
                f"{path.name} ended {MAX_PROCESSES} processes that read it"
            )
        if lines[:1] == [run]:
            _append(path, AGAIN)
        else:  # an older run's: it may have been killed as a whole
            lines = []
            path.write_text(f"{run}\n", encoding="ascii")
        self._deaths = _deaths([*lines, AGAIN])

    def deaths(self, index: int) -> int:
        """Return how many processes died at an article of the block."""
        return self._deaths[index]

    @contextmanager
    def at(self, indices: Sequence[int], *, seconds: float) -> Generator[None]:
        """Note what is read now. If it takes too long, the process ends itself."""
        _append(self._path, " ".join(map(str, indices)))
        faulthandler.dump_traceback_later(seconds, exit=True)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

    def finish(self) -> None:
        """Forget: the block is read."""
        self._path.unlink(missing_ok=True)


def _read(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="ascii") as file:
        file.write(f"{line}\n")


def _deaths(lines: Sequence[str]) -> Counter[int]:
    """Count what stands last before each new attempt."""
    found: Counter[int] = Counter()
    for before, line in pairwise(lines[1:]):
        if line == AGAIN and before != AGAIN:
            found.update(map(int, before.split()))
    return found


@contextmanager
def limit_failed_loads(path: Path) -> Generator[None]:
    """Count the processes that end while they load, and stop after a few.

    Raises:
        ArchiveFailed: too many did.
    """
    if len(_read(path)) >= MAX_LOADS:
        raise ArchiveFailed(
            f"{MAX_LOADS} processes in a row ended while they loaded the models; "
            "is there memory enough?"
        )
    _append(path, AGAIN)
    yield
    path.unlink(missing_ok=True)

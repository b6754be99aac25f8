"""Find the article that ends a process, from notes written before each batch.

A process that is killed cannot report why. It therefore writes the numbers of the
articles of a batch to a file before it reads them. The process that replaces it finds
the note and reads those articles one at a time. An article is given up once
``MAX_DEATHS`` processes have ended while they read it.

``serving.job`` counts the same for the service and ``batch``, in the parent of the
processes. Here Ray is the parent: it restarts an actor, repeats its block and may place
both on another machine, so the count must lie in the output folder. A pool inside an
actor would keep the count in the actor, but Ray's CPUs and GPUs are those of the actor,
not of its children, and a killed actor would still need these notes.
"""

import faulthandler
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from service.archive.failure import ArchiveFailed

AGAIN = "again"
"""The line that each new process adds."""
MAX_DEATHS = 2
"""Most processes that may end over one article."""
MAX_PROCESSES = 100
"""Most processes that may end over one block, for any reason."""
MAX_LOADS = 3
"""Most consecutive processes that may end while they load the models."""


class Attempts:
    """The notes on one block in one run of the program.

    Raises:
        ArchiveFailed: ``MAX_PROCESSES`` processes have ended over the block.
    """

    def __init__(self, path: Path, *, run: str) -> None:
        self._path = path
        lines = _read(path)
        if lines.count(AGAIN) >= MAX_PROCESSES:
            raise ArchiveFailed(
                f"{path.name} ended {MAX_PROCESSES} processes that read it"
            )
        if lines[:1] == [run]:
            _append(path, AGAIN)
        else:  # of an earlier run, which may have been killed as a whole
            lines = []
            path.write_text(f"{run}\n", encoding="ascii")
        self._deaths = _deaths([*lines, AGAIN])

    def deaths(self, index: int) -> int:
        """Return how many processes ended while they read the article at ``index``."""
        return self._deaths[index]

    @contextmanager
    def at(self, indices: Sequence[int], *, seconds: float) -> Generator[None]:
        """Note the articles that the body reads; end the process if it takes too long.

        Args:
            indices: of the articles in the block.
            seconds: after which the process is ended with a traceback.
        """
        _append(self._path, " ".join(map(str, indices)))
        faulthandler.dump_traceback_later(seconds, exit=True)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

    def finish(self) -> None:
        """Remove the notes once the block is read."""
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
    """Count, by article, the processes that ended: the last note before each start."""
    found: Counter[int] = Counter()
    for before, line in pairwise(lines[1:]):
        if line == AGAIN and before != AGAIN:
            found.update(map(int, before.split()))
    return found


@contextmanager
def limit_failed_loads(path: Path) -> Generator[None]:
    """Count the consecutive processes that end in the body, which loads the models.

    Raises:
        ArchiveFailed: ``MAX_LOADS`` processes in a row have ended there.
    """
    if len(_read(path)) >= MAX_LOADS:
        raise ArchiveFailed(
            f"{MAX_LOADS} processes in a row ended while they loaded the models; "
            "is there memory enough?"
        )
    _append(path, AGAIN)
    yield
    path.unlink(missing_ok=True)

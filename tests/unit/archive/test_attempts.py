"""Notes that a process leaves for its replacement."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.archive.attempts import (
    MAX_LOADS,
    MAX_PROCESSES,
    Attempts,
    limit_failed_loads,
)
from service.archive.failure import ArchiveFailed

HANGS = """
import sys, time
from pathlib import Path
from service.archive.attempts import Attempts
with Attempts(Path(sys.argv[1]), run="r").at([3], seconds=0.1):
    time.sleep(60)
"""


def die_at(path: Path, *batches: list[int], run: str = "r") -> Attempts:
    """Write the notes of a process that ends during the last batch."""
    attempts = Attempts(path, run=run)
    for batch in batches:
        with attempts.at(batch, seconds=60):
            pass
    return attempts


def test_deaths(tmp_path: Path) -> None:
    """The articles of the batch at which a process ended have a death."""
    path = tmp_path / "notes"
    die_at(path, [0, 1], [2, 3])
    second = die_at(path, [0, 1], [2], [3])
    third = Attempts(path, run="r")

    assert [second.deaths(n) for n in range(5)] == [0, 0, 1, 1, 0]
    assert [third.deaths(n) for n in range(5)] == [0, 0, 1, 2, 0]


def test_death_before_the_first_batch(tmp_path: Path) -> None:
    """A process that ended between batches counts for no article."""
    die_at(tmp_path / "notes")
    die_at(tmp_path / "notes")

    assert Attempts(tmp_path / "notes", run="r").deaths(0) == 0


def test_other_runs(tmp_path: Path) -> None:
    """The notes of an earlier run are ignored."""
    die_at(tmp_path / "notes", [0], run="earlier")

    assert Attempts(tmp_path / "notes", run="r").deaths(0) == 0


def test_finished(tmp_path: Path) -> None:
    """A block that was read leaves nothing behind."""
    die_at(tmp_path / "notes", [0]).finish()

    assert list(tmp_path.iterdir()) == []


def test_hanging(tmp_path: Path) -> None:
    """A process that hangs ends itself, which counts as a death."""
    path = tmp_path / "notes"
    done = subprocess.run(
        [sys.executable, "-c", HANGS, path], capture_output=True, check=False
    )

    assert done.returncode == 1
    assert b"Timeout" in done.stderr
    assert Attempts(path, run="r").deaths(3) == 1


def test_endless_deaths(tmp_path: Path) -> None:
    """A block that ends too many processes ends the run."""
    for _ in range(MAX_PROCESSES + 1):
        die_at(tmp_path / "notes")

    with pytest.raises(ArchiveFailed, match="ended 100 processes"):
        Attempts(tmp_path / "notes", run="r")


def test_endless_loading(tmp_path: Path) -> None:
    """Models whose loading ends the process end the run after a few attempts."""
    path = tmp_path / "load"

    def die() -> None:
        with limit_failed_loads(path):
            raise MemoryError

    for _ in range(MAX_LOADS):
        with pytest.raises(MemoryError):
            die()

    with pytest.raises(ArchiveFailed, match="3 processes in a row"):
        die()


def test_loading(tmp_path: Path) -> None:
    """Successful loading removes the notes."""
    with limit_failed_loads(tmp_path / "load"):
        pass

    assert list(tmp_path.iterdir()) == []

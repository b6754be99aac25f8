"""The loop: its limits, its log, and going on after a stop."""

import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch

from training.errors import StaleWork
from training.loop import CHECKPOINT, LOG, Limit, Plan, Stopped, train


class Counter:
    """A job that adds the numbers of its steps and can send itself SIGTERM."""

    def __init__(self, stop_at: int | None = None, fail_at: int | None = None) -> None:
        self.total = 0
        self.steps: list[int] = []
        self.progress: list[float] = []
        self.scored: list[bool] = []
        self.saved = False
        self._stop_at = stop_at
        self._fail_at = fail_at

    def step(self, number: int, progress: float) -> Mapping[str, float]:
        """Add the number."""
        if number == self._fail_at:
            raise OSError
        if number == self._stop_at:
            os.kill(os.getpid(), signal.SIGTERM)
        self.steps.append(number)
        self.progress.append(progress)
        self.total += number
        return {"counter": float(number)}

    def evaluate(self, *, whole: bool) -> Mapping[str, float]:
        """Return the sum."""
        self.scored.append(whole)
        return {"total": float(self.total)}

    def state(self) -> dict[str, Any]:
        """Return the sum."""
        return {"total": self.total}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a sum."""
        self.total = state["total"]

    def save(self, folder: Path) -> None:
        """Note that it is saved."""
        self.saved = folder.is_dir()


def plan(*, steps: int | None = 6, minutes: float | None = None) -> Plan:
    """Return a plan that looks every two steps and saves every three."""
    limit = Limit(steps, minutes)
    return Plan("test", "a", limit, evaluate_every=2, save_every=3)


def _lines(folder: Path) -> list[bytes]:
    return (folder / LOG).read_bytes().splitlines()


def rows(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of the log."""
    return [msgspec.json.decode(line) for line in _lines(folder)]


def test_a_training_runs_to_its_end(tmp_path: Path) -> None:
    """All steps run, progress rises, the last evaluation is whole, models are saved."""
    job = Counter()
    train(job, plan(), tmp_path)

    assert job.steps == [1, 2, 3, 4, 5, 6]
    assert job.progress == [number / 6 for number in range(6)]
    assert job.scored == [False, False, True]
    assert job.saved


def test_the_log_has_every_loss_and_look(tmp_path: Path) -> None:
    """Each line has the step; the last is the final score."""
    train(Counter(), plan(), tmp_path)

    assert [row["step"] for row in rows(tmp_path) if "loss" in row] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
    assert [row["step"] for row in rows(tmp_path) if "score" in row] == [2, 4, 6]
    assert rows(tmp_path)[-1]["final"]


def test_a_stopped_training_goes_on(tmp_path: Path) -> None:
    """SIGTERM ends it after its step; the next call does the rest and no step twice."""
    first, second = Counter(stop_at=4), Counter()
    with pytest.raises(Stopped, match="step 4"):
        train(first, plan(), tmp_path)
    train(second, plan(), tmp_path)

    assert (first.steps, second.steps) == ([1, 2, 3, 4], [5, 6])
    assert second.total == 21
    assert [row["step"] for row in rows(tmp_path)] == [1, 2, 2, 3, 4, 4, 5, 6, 6]


def test_a_killed_training_goes_on_from_its_last_state(tmp_path: Path) -> None:
    """Steps after the saved state are repeated and logged once."""
    with pytest.raises(OSError, match=r"^$"):
        train(Counter(fail_at=6), plan(), tmp_path)
    with (tmp_path / LOG).open("ab") as log:
        log.write(b'{"step": 6, "lo')  # as a kill cuts a line short
    job = Counter()
    train(job, plan(), tmp_path)

    assert job.steps == [4, 5, 6]
    assert job.total == 21
    assert [row["step"] for row in rows(tmp_path) if "loss" in row] == [*range(1, 7)]


def test_a_finished_training_is_not_done_again(tmp_path: Path) -> None:
    """The same call once more takes no step."""
    train(Counter(), plan(), tmp_path)
    job = Counter()
    train(job, plan(), tmp_path)

    assert job.steps == []
    assert job.total == 21


def test_another_training_does_not_go_on_from_it(tmp_path: Path) -> None:
    """A state of another recipe or other data is refused, and kept."""
    train(Counter(), plan(), tmp_path)
    other = msgspec.structs.replace(plan(), digest="b")

    with pytest.raises(StaleWork, match="another recipe"):
        train(Counter(), other, tmp_path)

    assert torch.load(tmp_path / CHECKPOINT, weights_only=True)["step"] == 6


def test_minutes_are_a_limit_too(tmp_path: Path) -> None:
    """Without minutes left no step begins."""
    job = Counter()
    train(job, plan(steps=None, minutes=0.0), tmp_path)

    assert job.steps == []
    assert job.scored == [True]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(Limit(steps=10), 0.3), (Limit(minutes=2.0), 0.5), (Limit(), 1.0)],
)
def test_progress(limit: Limit, expected: float) -> None:
    """Progress is a share of the steps or of the minutes, whichever is the limit."""
    assert limit.progress(3, 60.0) == expected


def test_signals_are_given_back(tmp_path: Path) -> None:
    """After a training, a signal does what it did before."""
    before = signal.getsignal(signal.SIGTERM)
    train(Counter(), plan(), tmp_path)

    assert signal.getsignal(signal.SIGTERM) is before

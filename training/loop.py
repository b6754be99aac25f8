"""The loop of a training: steps, a log, and a state from which it continues."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

import msgspec
import torch

from training.errors import StaleWork

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"
_REPORT_EVERY = 10


class Stopped(Exception):
    """The training was stopped by SIGTERM or SIGINT; its state is saved."""


class Job(Protocol):
    """What the loop trains, step by step."""

    def step(self, number: int, progress: float, /) -> Mapping[str, float]:
        """Train one step and return its losses; ``progress`` runs from 0 to 1."""
        ...

    def evaluate(self, *, whole: bool) -> Mapping[str, float]:
        """Return scores over the development data, or over a sample of it."""
        ...

    def state(self) -> dict[str, Any]:
        """Return the state from which ``restore`` continues."""
        ...

    def restore(self, state: Mapping[str, Any], /) -> None:
        """Continue from a state of ``state``."""
        ...

    def save(self, folder: Path, /) -> None:
        """Write the models in their present state."""
        ...


class Limit(msgspec.Struct, frozen=True):
    """The end of a training, in steps or in minutes of work."""

    steps: int | None = None
    minutes: float | None = None

    def progress(self, step: int, seconds: float) -> float:
        """Return the progress (0 to 1) after ``step`` steps and ``seconds``."""
        if self.steps is not None:
            return step / self.steps
        return seconds / (60 * (self.minutes or 0.0)) if self.minutes else 1.0


class Plan(msgspec.Struct, frozen=True):
    """The name, limit and intervals of a training."""

    name: str
    digest: str
    """Of all that the result depends on; a state with another digest is refused."""
    limit: Limit
    evaluate_every: int
    save_every: int


def train(job: Job, plan: Plan, folder: Path) -> None:
    """Train to the limit, from the saved state if there is one.

    Raises:
        Stopped: by a signal; the same call continues the training.
        StaleWork: the saved state belongs to another training.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _Loop(job, plan, folder).run()


class _Loop:
    def __init__(self, job: Job, plan: Plan, folder: Path) -> None:
        self._job = job
        self._plan = plan
        self._folder = folder
        self._step = 0
        self._before = 0.0
        self._started = time.monotonic()
        self._stop = False

    @property
    def _seconds(self) -> float:
        return self._before + time.monotonic() - self._started

    def run(self) -> None:
        self._resume()
        first = self._step
        with self._signals():
            while self._progress() < 1:
                self._train_one(first)
        self._log("score", self._job.evaluate(whole=True), final=True)
        self._job.save(self._folder)
        self._save()

    def _progress(self) -> float:
        return self._plan.limit.progress(self._step, self._seconds)

    def _train_one(self, first: int) -> None:
        losses = self._job.step(self._step + 1, self._progress())
        self._step += 1
        self._log("loss", losses)
        if self._step % _REPORT_EVERY == 0:
            self._report(first, losses)
        if self._step % self._plan.evaluate_every == 0 and self._progress() < 1:
            scores = self._job.evaluate(whole=False)
            self._log("score", scores)
            self._say(" ".join(f"{name} {value:.1f}" for name, value in scores.items()))
        if self._stop or self._step % self._plan.save_every == 0:
            self._save()
        if self._stop:
            raise Stopped(f"stopped after step {self._step}; the same command goes on")

    def _report(self, first: int, losses: Mapping[str, float]) -> None:
        done = self._progress()
        left = self._seconds * (1 - done) / done
        pace = (time.monotonic() - self._started) / (self._step - first)
        shown = " ".join(f"{name} {value:.3f}" for name, value in losses.items())
        self._say(
            f"step {self._step}, {done:.0%}, {pace:.2f} s a step, "
            f"{left / 60:.0f} min left, loss: {shown}"
        )

    def _say(self, text: str) -> None:
        sys.stderr.write(f"{self._plan.name}: {text}\n")
        sys.stderr.flush()

    def _log(self, kind: str, values: Mapping[str, float], **more: object) -> None:
        row = {"step": self._step, "seconds": round(self._seconds, 1), kind: values}
        with (self._folder / LOG).open("ab") as log:
            log.write(msgspec.json.encode(row | more) + b"\n")

    def _save(self) -> None:
        """Write the state to a temporary file, then rename it.

        A process that is killed leaves a complete state.
        """
        part = self._folder / f"{CHECKPOINT}.part"
        state = {
            "digest": self._plan.digest,
            "step": self._step,
            "seconds": self._seconds,
            "job": self._job.state(),
        }
        with part.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._folder / CHECKPOINT)

    def _resume(self) -> None:
        path = self._folder / CHECKPOINT
        if path.is_file():
            state = torch.load(path, map_location="cpu", weights_only=True)
            if state["digest"] != self._plan.digest:
                reason = "begun with another recipe or other data; remove it first"
                raise StaleWork(reason, path=self._folder)
            self._job.restore(state["job"])
            self._step, self._before = state["step"], state["seconds"]
            self._started = time.monotonic()
            self._say(f"going on after step {self._step}")
        _cut_log(self._folder / LOG, self._step)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """End the training after the present step if a signal arrives."""

        def ask(_number: int, _frame: FrameType | None) -> None:
            self._stop = True

        kept = {one: signal.signal(one, ask) for one in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in kept.items():
                signal.signal(number, handler)


def _cut_log(path: Path, step: int) -> None:
    """Remove the rows that were logged after the restored state."""
    if path.is_file():
        rows = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(row for row in rows if _step_of(row) <= step))


def _step_of(row: bytes) -> float:
    """Return the step of a row; infinity for an incomplete row."""
    try:
        return float(msgspec.json.decode(row)["step"])
    except msgspec.DecodeError:
        return float("inf")

"""A killed joint training continues to the same models as an undisturbed one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from tests.trainings.workshop import Workshop
from training.__main__ import STOPPED
from training.joint import FOLDER
from training.loop import CHECKPOINT, LOG

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
STEPS = 16
PATIENCE = 60.0


Weights = dict[str, torch.Tensor]


@pytest.fixture(scope="module")
def undisturbed(
    workshop: Workshop, tmp_path_factory: pytest.TempPathFactory
) -> Weights:
    """Return the weights of an undisturbed training."""
    bench = workshop.beside(tmp_path_factory.mktemp("undisturbed"))
    assert bench.run("joint", "--steps", str(STEPS)) == 0
    return weights(bench.work)


def weights(work: Path) -> Weights:
    """Return all weights of a finished training: encoder and heads."""
    state = torch.load(work / FOLDER / CHECKPOINT, weights_only=True)
    assert state["step"] == STEPS
    job = state["job"]
    found = {f"encoder {name}": value for name, value in job["encoder"].items()}
    for head, kept in job["heads"].items():
        found |= {f"{head} {name}": value for name, value in kept["model"].items()}
    return found


def steps_done(work: Path) -> int:
    """Return the number of steps in the log."""
    log = work / FOLDER / LOG
    return log.read_text().count('"loss"') if log.is_file() else 0


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(signal.SIGKILL, id="SIGKILL"),
        pytest.param(signal.SIGTERM, id="SIGTERM", marks=pytest.mark.nightly),
    ],
)
def test_a_joint_training_goes_on(
    number: signal.Signals,
    workshop: Workshop,
    undisturbed: Weights,
    tmp_path: Path,
) -> None:
    """A killed or stopped training ends with the weights of an undisturbed one."""
    bench = workshop.beside(tmp_path)
    command = bench.arguments("joint", "--steps", str(STEPS))
    process = subprocess.Popen(
        [sys.executable, "-m", "training", *command],
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        cwd=ROOT,
    )
    deadline = time.monotonic() + PATIENCE
    while steps_done(bench.work) < STEPS // 2 and time.monotonic() < deadline:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(number)

    assert process.wait(PATIENCE) == (STOPPED if number == signal.SIGTERM else -number)
    assert STEPS // 2 <= steps_done(bench.work) < STEPS
    assert bench.run("joint", "--steps", str(STEPS)) == 0
    assert steps_done(bench.work) == STEPS
    resumed = weights(bench.work)
    assert resumed.keys() == undisturbed.keys()
    assert all(torch.equal(resumed[name], undisturbed[name]) for name in resumed)

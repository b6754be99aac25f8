"""The assignment of GPUs to workers, with GPUs that are only declared to Ray."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.archive_runs import ROOT, check_whole, write_articles

pytestmark = pytest.mark.nightly
PROGRAM = """
import sys
from pathlib import Path
import ray
from tests.support.archive_runs import GPU_REPORTING_FACTORY, run
ray.init("local", num_cpus=2, num_gpus=2, include_dashboard=False)
run(sys.argv[1:], factory=GPU_REPORTING_FACTORY)
"""
"""Run in a process of its own, since a process can start Ray only once."""


def test_a_gpu_each(tmp_path: Path) -> None:
    """In a cluster with GPUs each worker gets one and the device ``cuda``."""
    source = write_articles(tmp_path / "in.jsonl", [f"{n}" * 20_000 for n in range(6)])
    output, told = tmp_path / "out", tmp_path / "told"
    told.mkdir()

    subprocess.run(
        [sys.executable, "-c", PROGRAM, source, output],
        env={
            **os.environ,
            "PYTHONPATH": os.fspath(ROOT),
            "ARCHIVE_GPU_REPORTS": os.fspath(told),
        },
        check=True,
    )

    check_whole(output, 6)
    assert {path.name for path in told.iterdir()} == {"cuda 0", "cuda 1"}

"""Workers on GPUs that only Ray believes in: what each is given, not what it does."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import ray
from archive_runs import FACTORY_THAT_TELLS, TESTS, check_whole, run, write_articles

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
]


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Path]:
    """Run a Ray that is told of two GPUs, and return where workers tell theirs."""
    folder = tmp_path / "told"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.fspath(TESTS))
        patch.setenv("ARCHIVE_TOLD", os.fspath(folder))
        ray.init("local", num_cpus=2, num_gpus=2, include_dashboard=False)
        yield folder
        ray.shutdown()


def test_a_gpu_each(tmp_path: Path, told: Path) -> None:
    """Where the cluster has GPUs, each worker gets its own and is told to use it."""
    source = write_articles(tmp_path / "in.jsonl", [f"{n}" * 20_000 for n in range(6)])

    run([str(source), str(tmp_path / "out")], factory=FACTORY_THAT_TELLS)

    check_whole(tmp_path / "out", 6)
    assert {path.name for path in told.iterdir()} == {"cuda 0", "cuda 1"}

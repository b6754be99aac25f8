"""Sources of inference processes."""

import pytest

from service.serving.workers.process_sources import FreshProcesses


def test_threads_of_a_process_do_not_spin(monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenMP waits passively, with the threads of the process, unless it is set."""
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "64")

    environ = FreshProcesses(1).environ()
    assert (environ["OMP_WAIT_POLICY"], environ["OMP_NUM_THREADS"]) == ("PASSIVE", "1")

    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    environ = FreshProcesses(1).environ()
    assert environ["OMP_WAIT_POLICY"] == "ACTIVE"

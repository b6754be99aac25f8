"""Connecting to a cluster, and how many workers it gets."""

import socket
import sys
from pathlib import Path
from typing import Any

import pytest
import ray

from service.archive.cluster import (
    Resources,
    _check_reachable,
    connect_to_ray,
    plan_workers,
)
from service.archive.failure import ArchiveFailed
from service.settings import Settings

CPUS = Resources(cpus=8, gpus=0)
GPUS = Resources(cpus=32, gpus=4)


@pytest.mark.parametrize(
    ("resources", "settings", "options", "expected"),
    [
        (CPUS, Settings(), {}, ("cpu", 1, 8)),
        (CPUS, Settings(threads=3), {}, ("cpu", 3, 2)),
        (CPUS, Settings(), {"workers": 3}, ("cpu", 1, 3)),
        (CPUS, Settings(), {"workers": 99}, ("cpu", 1, 99)),
        (GPUS, Settings(), {}, ("cuda", 1, 4)),
        (GPUS, Settings(), {"workers": 1}, ("cuda", 1, 1)),
        (GPUS, Settings(), {"device_set": True}, ("cpu", 1, 32)),
        (GPUS, Settings(device="cuda"), {"device_set": True}, ("cuda", 1, 4)),
    ],
)
def test_shares(
    resources: Resources,
    settings: Settings,
    options: dict[str, int],
    expected: tuple[str, int, int],
) -> None:
    """One worker per GPU where there are any, else one per core or what is set."""
    given = {"workers": None, "device_set": False} | options

    shared, workers = plan_workers(resources, settings, **given)  # type: ignore[arg-type]

    assert (shared.device, shared.threads, workers) == expected


@pytest.mark.parametrize(
    ("resources", "settings", "told"),
    [
        (CPUS, Settings(device="cuda"), "has no GPU"),
        (Resources(0, 0), Settings(), "has no CPUs for a worker"),
        (Resources(2, 0), Settings(threads=4), "has no CPUs for a worker"),
    ],
)
def test_nothing_to_share(resources: Resources, settings: Settings, told: str) -> None:
    """A cluster without resources for a worker is refused."""
    with pytest.raises(ArchiveFailed, match=told):
        plan_workers(resources, settings, workers=None, device_set=True)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1", "x:99999"])
def test_nobody_there(address: str) -> None:
    """An unreachable cluster is reported at once."""
    with pytest.raises(ArchiveFailed, match=f"no Ray at {address}: "):
        _check_reachable(address)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Replace Ray by a list of calls."""
    made: list[tuple[str, Any]] = []

    def init(address: str, **options: object) -> None:
        made.append((address, options))
        if "broken" in address:
            raise ConnectionError("nobody\nat home")

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", init)
    monkeypatch.setattr(ray, "shutdown", lambda: made.append(("shutdown", {})))
    monkeypatch.setattr(ray, "cluster_resources", lambda: {"CPU": 6.0, "GPU": 2.0})
    return made


@pytest.mark.parametrize("scheme", ["", "ray://"])
def test_other_cluster(calls: list[tuple[str, Any]], scheme: str) -> None:
    """An existing cluster is used with its resources and disconnected at the end."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"{scheme}127.0.0.1:{server.getsockname()[1]}"
        with connect_to_ray(address, cpus=1) as found:
            assert found == Resources(6, 2)

    assert [name for name, _ in calls] == [address, "shutdown"]
    assert "num_cpus" not in calls[0][1]


def test_cluster_that_fails(
    calls: list[tuple[str, Any]], capfd: pytest.CaptureFixture[str]
) -> None:
    """An error of Ray is one line; standard error is restored."""
    with (
        pytest.raises(ArchiveFailed, match=r"^no Ray at broken: nobody$"),
        connect_to_ray("broken", cpus=1),
    ):
        pass

    assert len(calls) == 1
    sys.stderr.write("still there\n")
    assert capfd.readouterr().err == "still there\n"


def test_own_ray(calls: list[tuple[str, Any]]) -> None:
    """A local instance has the given CPUs, no dashboard, and leaves no folder."""
    with connect_to_ray(None, cpus=3):
        folder = Path(calls[0][1]["_temp_dir"])
        assert folder.is_dir()

    address, options = calls[0]
    assert (address, options["num_cpus"]) == ("local", 3)
    assert options["include_dashboard"] is False
    assert calls[1][0] == "shutdown"
    assert not folder.exists()

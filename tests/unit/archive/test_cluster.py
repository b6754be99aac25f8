"""How a cluster is shared out among workers."""

import pytest

from service.archive.cluster import Resources, _knock, share
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

    shared, workers = share(resources, settings, **given)  # type: ignore[arg-type]

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
    """A run that would wait for ever does not begin."""
    with pytest.raises(ArchiveFailed, match=told):
        share(resources, settings, workers=None, device_set=True)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1", "x:99999"])
def test_nobody_there(address: str) -> None:
    """A cluster that is not there is told at once."""
    with pytest.raises(ArchiveFailed, match=f"no Ray at {address}: "):
        _knock(address)

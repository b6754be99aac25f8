# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Connect to Ray: a local instance for one run, or an existing cluster."""

import logging
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

QUIET_RAY = {
    "RAY_USAGE_STATS_ENABLED": "0",  # send no usage reports
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # avoids a deprecation warning
    "RAY_BACKEND_LOG_LEVEL": "fatal",  # hides expected ends of processes
    "RAY_worker_niceness": "0",  # Ray's default is 15; `nice` is left to the user
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
}
"""Variables that Ray reads on import, and the processes that it starts."""
LOOPBACK_ONLY = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"
"""With the value 0 Ray listens on the loopback interface only."""
LOCAL_RAY = {
    LOOPBACK_ONLY: "0",
    "RAY_gcs_rpc_server_reconnect_timeout_s": "20",  # else they stay for a minute
    "RAY_idle_worker_killing_time_threshold_ms": "600000",  # workers are used again
}
"""Variables for a local instance; the head of another cluster may reconnect."""
OBJECT_STORE = 256 << 20
"""Bytes of shared memory, for blocks of text and results of a few MiB each."""
STDERR = 2
CONNECT_SECONDS = 10.0
os.environ |= {name: os.environ.get(name, value) for name, value in QUIET_RAY.items()}

import ray  # noqa: E402 - reads the environment when imported
from ray._private import ray_constants  # noqa: E402
from ray.exceptions import RayError  # noqa: E402

from service.archive.failure import ArchiveFailed  # noqa: E402
from service.settings import Settings  # noqa: E402


class Resources(msgspec.Struct, frozen=True):
    """The CPUs and GPUs of a cluster."""

    cpus: int
    gpus: int


@contextmanager
def connect_to_ray(address: str | None, *, cpus: int) -> Generator[Resources]:
    """Connect to Ray while the body runs.

    Args:
        address: of a cluster; None starts a local instance and stops it afterwards.
        cpus: of the local instance.

    Raises:
        ArchiveFailed: no cluster answers at the address.
    """
    if ray.is_initialized():
        yield _resources()
    elif address is None:
        with _local_ray(cpus):
            yield _resources()
    else:
        with _cluster_at(address):
            yield _resources()


@contextmanager
def _local_ray(cpus: int) -> Generator[None]:
    # Ray requires a token, and would otherwise write one to the home folder.
    os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    os.environ.update(LOCAL_RAY)  # Ray has read the variable in this process
    ray_constants.ENABLE_RAY_CLUSTER = False
    folder = tempfile.mkdtemp(prefix="whosaid-")
    try:
        _init(
            address="local",
            num_cpus=cpus,
            object_store_memory=OBJECT_STORE,
            include_dashboard=False,
            _temp_dir=folder,
        )
        yield
    finally:
        ray.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _cluster_at(address: str) -> Generator[None]:
    _check_reachable(address)
    _init(address=address)
    try:
        yield
    finally:
        ray.shutdown()


def _check_reachable(address: str) -> None:
    """Raise at once if the address does not accept connections.

    Ray itself takes minutes to give up.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise ArchiveFailed(f"no Ray at {address}: {error}") from error


def _init(*, address: str, **options: Any) -> None:  # noqa: ANN401 - passed to ray.init
    """Call ``ray.init`` without the line that it writes to standard error."""
    kept = os.dup(STDERR)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), STDERR)
    try:
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **options)
    except (ConnectionError, ValueError, RuntimeError, RayError) as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise ArchiveFailed(f"no Ray at {address}: {reason}") from error
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)


def plan_workers(
    resources: Resources, settings: Settings, *, workers: int | None, device_set: bool
) -> tuple[Settings, int]:
    """Return the settings of one worker and the number of workers.

    Args:
        resources: of the cluster.
        settings: of the program.
        workers: the number asked for; None uses the whole cluster.
        device_set: whether the user set the device; if not, GPUs are used if any.

    Raises:
        ArchiveFailed: the cluster has no CPU or GPU for a worker.
    """
    found = "cuda" if resources.gpus and not device_set else settings.device
    shared = msgspec.structs.replace(settings, device=found)
    if found == "cuda":
        room, lacking = resources.gpus, "GPU"
    else:
        room, lacking = resources.cpus // shared.threads, "CPUs for a worker"
    if not workers and not room:
        raise ArchiveFailed(f"the cluster has no {lacking}; will it? Say --workers")
    return shared, workers or room


def _resources() -> Resources:
    found = ray.cluster_resources()
    return Resources(int(found.get("CPU", 0)), int(found.get("GPU", 0)))

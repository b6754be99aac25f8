"""The number of cores of this process, by CPU affinity and cgroup quota."""

import math
import os
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
MEMBERSHIP = Path("/proc/self/cgroup")


def available_cores(
    *, affinity: int | None = None, cgroup: Path = CGROUP, membership: Path = MEMBERSHIP
) -> int:
    """Return the number of usable cores, at least one; a fraction is rounded up.

    Args:
        affinity: number of cores of the affinity mask; read from the system by default.
        cgroup: mount point of the cgroup file system.
        membership: file that lists the cgroups of this process.
    """
    cores = affinity if affinity is not None else len(os.sched_getaffinity(0))
    quotas = [
        quota for folder in _folders(cgroup, membership) if (quota := _quota(folder))
    ]
    return max(1, min(cores, *map(math.ceil, quotas)) if quotas else cores)


def share_cores(cores: int, *, processes: int, threads: int) -> tuple[int, int]:
    """Return the number of processes and the threads of each.

    The default is one thread per process: two processes read two articles 2.5 times as
    fast as two threads of one process (docs/OPERATIONS.md).

    Args:
        cores: usable cores.
        processes: 0 for as many as the cores allow.
        threads: of each process; 0 for an equal share of the cores.
    """
    if not processes:
        processes = max(1, cores // (threads or 1))
    return processes, threads or max(1, cores // processes)


def _folders(cgroup: Path, membership: Path) -> list[Path]:
    """Return the folders of this process's cgroups and of all their ancestors."""
    folders = [cgroup, cgroup / "cpu"]
    try:
        lines = membership.read_text(encoding="ascii").splitlines()
    except OSError:
        return folders
    for line in lines:
        own = line.rpartition(":")[2].strip("/")
        parts = own.split("/") if own else []
        folders += [cgroup.joinpath(*parts[: i + 1]) for i in range(len(parts))]
    return folders


def _quota(folder: Path) -> float | None:
    """Return the quota of a cgroup in cores (cgroup version 2, else 1), or None."""
    values = _words(folder / "cpu.max") or (
        _words(folder / "cpu.cfs_quota_us") + _words(folder / "cpu.cfs_period_us")
    )
    try:
        quota, period = map(int, values)
    except ValueError:
        return None
    return quota / period if quota > 0 and period > 0 else None


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").split()
    except OSError:
        return []

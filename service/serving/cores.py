"""How many cores this process really has: affinity and cgroup quota, not the host's."""

import math
import os
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
MEMBERSHIP = Path("/proc/self/cgroup")


def available_cores(
    *, affinity: int | None = None, cgroup: Path = CGROUP, membership: Path = MEMBERSHIP
) -> int:
    """Return the whole cores that may be used, at least one."""
    cores = affinity if affinity is not None else len(os.sched_getaffinity(0))
    quotas = [
        quota for folder in _folders(cgroup, membership) if (quota := _quota(folder))
    ]
    return max(1, min(cores, *map(math.ceil, quotas)) if quotas else cores)


def share_cores(cores: int, *, processes: int, threads: int) -> tuple[int, int]:
    """Return processes and threads of each; a zero is chosen from the cores.

    One thread a process: two articles at once are read 2.5 times as fast as one after
    the other by two threads, measured in docs/OPERATIONS.md.
    """
    if not processes:
        processes = max(1, cores // (threads or 1))
    return processes, threads or max(1, cores // processes)


def _folders(cgroup: Path, membership: Path) -> list[Path]:
    """Return the folders of this process's group and of all groups above it."""
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
    """Return the quota of a group in cores: version 2 of cgroups, else version 1."""
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

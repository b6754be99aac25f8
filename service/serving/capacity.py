"""Cores and memory of this process, by CPU affinity, cgroup and free memory."""

import math
import os
from itertools import pairwise
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
MEMBERSHIP = Path("/proc/self/cgroup")
MEMINFO = Path("/proc/meminfo")
PROCESS_MEMORY = 768 << 20
"""Bytes that an inference process may need (docs/OPERATIONS.md has the measurement)."""


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


def available_memory(
    *, cgroup: Path = CGROUP, membership: Path = MEMBERSHIP, meminfo: Path = MEMINFO
) -> int | None:
    """Return the bytes that new processes can use, or None where it is unknown.

    The least of the system's available memory and of what each cgroup's limit leaves
    beside its anonymous memory, since its file cache can be reclaimed.

    Args:
        cgroup: mount point of the cgroup file system.
        membership: file that lists the cgroups of this process.
        meminfo: file with the memory of the system, in kB.
    """
    system = _table(meminfo).get("MemAvailable:")
    left = [] if system is None else [system * 1024]
    for folder in _folders(cgroup, membership):
        rest = _rest(folder)
        left += [] if rest is None else [rest]
    return min(left, default=None)


def plan_processes(*, cores: int, threads: int, memory: int | None = None) -> int:
    """Return the number of processes that cores and memory allow, at least one.

    Args:
        cores: usable cores.
        threads: of each process.
        memory: bytes that the processes can use; None for no limit.
    """
    room = cores // threads
    return max(1, room if memory is None else min(room, memory // PROCESS_MEMORY))


def _folders(cgroup: Path, membership: Path) -> list[Path]:
    """Return the folders of this process's cgroups and of all their ancestors."""
    folders = [cgroup, cgroup / "cpu", cgroup / "memory"]
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


def _rest(folder: Path) -> int | None:
    """Return the bytes a cgroup's limit leaves (version 2, else 1), or None."""
    limit = _words(folder / "memory.max") or _words(folder / "memory.limit_in_bytes")
    if not limit or not limit[0].isdecimal():
        return None
    used = _table(folder / "memory.stat")
    return max(0, int(limit[0]) - used.get("anon", used.get("total_rss", 0)))


def _table(path: Path) -> dict[str, int]:
    """Return the numbers in a file of lines with a name and a number."""
    words = _words(path)
    return {name: int(number) for name, number in pairwise(words) if number.isdecimal()}


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").split()
    except OSError:
        return []

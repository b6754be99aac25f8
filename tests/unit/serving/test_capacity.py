"""Cores and memory, by affinity, cgroup and free memory."""

from pathlib import Path

import pytest

from service.serving.capacity import (
    PROCESS_MEMORY,
    available_cores,
    available_memory,
    plan_processes,
)

CASES: list[tuple[str, dict[str, str], str, int]] = [
    ("no cgroup", {}, "", 8),
    ("no quota", {"cpu.max": "max 100000"}, "0::/", 8),
    ("two cores", {"cpu.max": "200000 100000"}, "0::/", 2),
    ("a half", {"cpu.max": "50000 100000"}, "0::/", 1),
    ("one and a half", {"cpu.max": "150000 100000"}, "0::/", 2),
    ("more than there are", {"cpu.max": "6400000 100000"}, "0::/", 8),
    ("own group", {"a/b/cpu.max": "300000 100000"}, "0::/a/b", 3),
    (
        "least of all above",
        {"a/cpu.max": "100000 100000", "a/b/cpu.max": "300000 100000"},
        "0::/a/b",
        1,
    ),
    (
        "version 1",
        {"cpu/cpu.cfs_quota_us": "400000", "cpu/cpu.cfs_period_us": "100000"},
        "3:cpu:/",
        4,
    ),
    (
        "version 1 without quota",
        {"cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000"},
        "3:cpu:/",
        8,
    ),
    ("nonsense", {"cpu.max": "many few"}, "0::/", 8),
]


@pytest.mark.parametrize(
    ("files", "membership", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_available_cores(
    tmp_path: Path, files: dict[str, str], membership: str, expected: int
) -> None:
    """The smallest quota counts, rounded up, but never more than the affinity."""
    for name, content in files.items():
        path = tmp_path / "fs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content + "\n")
    own = tmp_path / "cgroup"
    if membership:
        own.write_text(membership + "\n")

    cores = available_cores(affinity=8, cgroup=tmp_path / "fs", membership=own)

    assert cores == expected


def test_this_machine_has_a_core() -> None:
    """The real machine has at least one core."""
    assert available_cores() >= 1


MEMINFO = "MemTotal: 9000 kB\nMemFree: 1 kB\nMemAvailable: 8000 kB\n"
MEMORY_CASES: list[tuple[str, dict[str, str], str, int | None]] = [
    ("no cgroup", {"meminfo": MEMINFO}, "", 8_192_000),
    ("nothing known", {}, "0::/a", None),
    ("no limit", {"meminfo": MEMINFO, "fs/a/memory.max": "max"}, "0::/a", 8_192_000),
    ("limit", {"meminfo": MEMINFO, "fs/a/memory.max": "5000"}, "0::/a", 5_000),
    (
        "limit of an ancestor, file cache not counted",
        {
            "meminfo": MEMINFO,
            "fs/a/memory.max": "5000",
            "fs/a/memory.stat": "anon 1000\nfile 3000\n",
            "fs/a/b/memory.max": "9000",
        },
        "0::/a/b",
        4_000,
    ),
    (
        "used up",
        {"fs/memory.max": "5", "fs/memory.stat": "anon 9\n"},
        "0::/",
        0,
    ),
    (
        "version 1",
        {
            "fs/memory/memory.limit_in_bytes": "700",
            "fs/memory/memory.stat": "cache 500\ntotal_rss 100\n",
        },
        "4:memory:/",
        600,
    ),
]


@pytest.mark.parametrize(
    ("files", "membership", "expected"),
    [case[1:] for case in MEMORY_CASES],
    ids=[case[0] for case in MEMORY_CASES],
)
def test_available_memory(
    tmp_path: Path, files: dict[str, str], membership: str, expected: int | None
) -> None:
    """The least of the system's memory and of what each cgroup leaves."""
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    own = tmp_path / "cgroup"
    own.write_text(membership + "\n")

    memory = available_memory(
        cgroup=tmp_path / "fs", membership=own, meminfo=tmp_path / "meminfo"
    )

    assert memory == expected


def test_this_machine_has_memory() -> None:
    """The memory of the real machine is known."""
    memory = available_memory()

    assert memory is not None
    assert memory > 0


@pytest.mark.parametrize(
    ("cores", "threads", "memory", "expected"),
    [
        (1, 1, None, 1),
        (2, 1, None, 2),
        (8, 1, None, 8),
        (8, 4, None, 2),
        (5, 2, None, 2),
        (2, 4, None, 1),
        (8, 1, 3 * PROCESS_MEMORY, 3),
        (8, 1, 4 * PROCESS_MEMORY - 1, 3),
        (2, 1, 9 * PROCESS_MEMORY, 2),
        (8, 1, 0, 1),
    ],
)
def test_processes(cores: int, threads: int, memory: int | None, expected: int) -> None:
    """As many processes as cores and memory allow, and at least one."""
    assert plan_processes(cores=cores, threads=threads, memory=memory) == expected

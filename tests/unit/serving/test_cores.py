"""The number of cores, by affinity and cgroup quota."""

from pathlib import Path

import pytest

from service.serving.cores import available_cores, share_cores

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


@pytest.mark.parametrize(
    ("cores", "processes", "threads", "expected"),
    [
        (1, 0, 0, (1, 1)),
        (2, 0, 0, (2, 1)),
        (8, 0, 0, (8, 1)),
        (5, 0, 0, (5, 1)),
        (8, 2, 0, (2, 4)),
        (2, 8, 0, (8, 1)),
        (8, 0, 4, (2, 4)),
        (8, 0, 2, (4, 2)),
        (8, 3, 5, (3, 5)),
        (2, 0, 4, (1, 4)),
    ],
)
def test_share(
    cores: int, processes: int, threads: int, expected: tuple[int, int]
) -> None:
    """Values that are not set are chosen so that all cores are used."""
    assert share_cores(cores, processes=processes, threads=threads) == expected

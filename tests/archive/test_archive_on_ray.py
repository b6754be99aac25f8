"""Runs on Ray with fake models: complete, killed, and with a full disk."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from service.archive.failure import ArchiveFailed
from tests.support.archive_runs import (
    FILLING,
    PROGRAM,
    ROOT,
    SMALL,
    check_whole,
    parts,
    processes,
    reading,
    run,
    slow_articles,
    table,
    write_articles,
)
from tests.support.waiting import wait_until

pytestmark = [
    pytest.mark.usefixtures("ray_here"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
]
LOOPBACK = {
    "0100007F",
    "0000000000000000FFFF00000100007F",
    "00000000000000000000000001000000",
}
DISK = """
mkdir "$OUT" && mount -t tmpfs -o "size=${ROOM}k" none "$OUT" || exit
"$@"
status=$?
cp -a "$OUT/." "$KEPT"
exit $status
"""
"""Run a command with a small file system of its own as the output."""


class KilledRun(msgspec.Struct, frozen=True):
    """A run that was killed: the variable of its processes, and what it had written."""

    mark: str
    output: Path
    argv: list[str]
    before: dict[str, int]
    """When each finished part was written, by its name."""


def test_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Every article has one row, and invalid or failing ones an error."""
    texts = ["“We won,” said Ida.", "", "RAISE", "DIE", "The ferry is late."]
    source = write_articles(tmp_path / "in.jsonl", texts)
    with source.open("a") as file:
        file.write('{"id": "1", "text": "A second one."}\nno JSON\n')
    output = tmp_path / "out"

    run([str(source), str(output), "--workers", "2"])

    assert [(row["position"], row["status"]) for row in table(output, "articles")] == [
        (1, 200),
        (2, 422),
        (3, 500),
        (4, 500),
        (5, 200),
        (6, 200),
        (7, 400),
    ]
    assert [(row["id"], row["code"]) for row in table(output, "errors")] == [
        ("2", "empty_text"),
        ("3", "inference_failed"),
        ("4", "inference_failed"),
        (None, "malformed_body"),
    ]
    told = capfd.readouterr().err.splitlines()
    assert told[0].startswith("7 articles in 0:00:")
    assert told[1].startswith("7 articles, 4 of them errors; ")
    assert len(told) == 2


def test_second_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A second run attributes only the blocks whose parts are missing."""
    source = write_articles(tmp_path / "in.jsonl", slow_articles(6))
    output = tmp_path / "out"
    run([str(source), str(output), "--workers", "2"])
    before = parts(output)
    assert len(before) == 3
    (output / "articles/part-000001.parquet").unlink()
    capfd.readouterr()

    run([str(source), str(output), "--workers", "1"])

    after = parts(output)
    check_whole(output, 6)
    assert [name for name in before if before[name] == after[name]] == [
        "part-000000.parquet",
        "part-000002.parquet",
    ]
    told = capfd.readouterr().err.splitlines()
    assert told[0] == "4 articles are there from an earlier run"
    assert told[1].startswith("2 articles in ")


def test_lines_and_samples(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A sample is evenly spread, and prints an estimate for the whole input."""
    texts = [f"The ferry {n} is late." for n in range(40)]
    source = write_articles(tmp_path / "in.jsonl", texts)
    output = tmp_path / "out"
    argv = [str(source), str(output), "--format", "jsonl"]

    run([*argv, "--sample", "4"])

    rows = table(output, "articles", "jsonl")
    assert [row["position"] for row in rows] == [10, 20, 30, 40]
    assert "all 40 articles would take about 0:" in capfd.readouterr().err
    with pytest.raises(ArchiveFailed, match="the --sample was 4 and is none"):
        run(argv)


def test_killed_actor(tmp_path: Path, mark: str) -> None:
    """An actor that is killed in the middle of a batch is replaced; nothing is lost."""
    check_killed_actor(tmp_path, mark, after=1)


@pytest.mark.nightly
@pytest.mark.parametrize("after", range(10))
def test_killed_actors(tmp_path: Path, mark: str, after: int) -> None:
    """The same ten times, at other moments."""
    check_killed_actor(tmp_path, mark, after=after % 5)


def check_killed_actor(folder: Path, mark: str, *, after: int) -> None:
    """Kill an actor during a run; assert one row for each article and no errors."""
    source = write_articles(folder / "in.jsonl", slow_articles(12))
    output = folder / "out"
    with ThreadPoolExecutor(1) as threads:
        killed = threads.submit(kill_one, output, mark, after)
        run([str(source), str(output), "--workers", "2"])
    assert killed.result()
    check_whole(output, 12)
    assert table(output, "errors") == []
    assert list((output / ".run/attempts").iterdir()) == []


def kill_one(output: Path, mark: str, after: int) -> int:
    """Kill an actor once none loads and block ``after`` or a later one is read.

    Returns:
        The id of its process.
    """
    loads = output / ".run/attempts"
    wait_until(lambda: reading(output, after) and not list(loads.glob("load-*")))
    actors = [pid for pid, title in processes(mark) if "BlockActor" in title]
    os.kill(actors[0], signal.SIGKILL)
    return actors[0]


def test_only_loopback(mark: str) -> None:
    """All processes of Ray listen on the loopback interface only."""
    ours = {inode for pid, _ in processes(mark) for inode in sockets(pid)}
    hosts = [host for host, inode in listening() if inode in ours]

    assert len(hosts) > 5
    assert set(hosts) <= LOOPBACK


def sockets(pid: int) -> Iterator[str]:
    """Yield the inodes of a process's sockets."""
    for path in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            yield str(path.readlink()).partition(":")[2].strip("[]")


def listening() -> Iterator[tuple[str, str]]:
    """Yield address (as the kernel writes it) and inode of each socket that listens."""
    for name in ("tcp", "tcp6"):
        for line in Path("/proc/net", name).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":
                yield fields[1].partition(":")[0], fields[9]


def start(
    argv: Sequence[str | Path], *, wrapped: Sequence[str] = (), **environ: str
) -> subprocess.Popen[str]:
    """Start a run with a local Ray instance."""
    return subprocess.Popen(
        [*wrapped, sys.executable, "-c", PROGRAM, *map(str, argv)],
        env=os.environ | SMALL | {"PYTHONPATH": os.fspath(ROOT)} | environ,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> KilledRun:
    """Return a run that was killed after its first block."""
    return kill_driver(tmp_path_factory.mktemp("killed"), after=1)


def test_killed_driver(killed: KilledRun) -> None:
    """The run after a killed one continues."""
    complete_killed_run(killed)


@pytest.mark.nightly
@pytest.mark.parametrize("after", range(10))
def test_killed_drivers(tmp_path: Path, after: int) -> None:
    """The same ten times, at other moments; no process is left."""
    stopped = kill_driver(tmp_path, after=after % 5)

    complete_killed_run(stopped)

    wait_until(lambda: not list(processes(stopped.mark)))


def kill_driver(folder: Path, *, after: int) -> KilledRun:
    """Kill a run once ``after`` of its six blocks are written."""
    source = write_articles(folder / "in.jsonl", slow_articles(12))
    output, mark = folder / "out", f"ARCHIVE_KILL={uuid.uuid4().hex}"
    argv: list[str | Path] = [source, output, "--workers", "2"]
    name, _, value = mark.partition("=")
    with start(argv, **{name: value}) as first:
        wait_until(lambda: reading(output, after))
        first.send_signal(signal.SIGKILL)
    before = parts(output)
    assert len(before) < 6
    return KilledRun(mark, output, [*map(str, argv)], before)


def complete_killed_run(killed: KilledRun) -> None:
    """Complete a killed run; its finished blocks are not read again."""
    run(killed.argv)

    check_whole(killed.output, 12)
    assert table(killed.output, "errors") == []
    written = parts(killed.output)
    assert {name: written[name] for name in killed.before} == killed.before


def test_full_disk(tmp_path: Path) -> None:
    """A full disk ends a run with one line and status 1; with space, it continues."""
    check_full_disk(tmp_path, room=100)


@pytest.mark.nightly
@pytest.mark.parametrize("room", range(10, 140, 13))
def test_full_disks(tmp_path: Path, room: int) -> None:
    """The same with ten sizes of the disk."""
    check_full_disk(tmp_path, room=room)


def check_full_disk(folder: Path, *, room: int) -> None:
    """Run with a disk of ``room`` KiB, then continue with more space."""
    unshare = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a disk of its own needs a user who may mount")
    source = write_articles(folder / "in.jsonl", [f"{n} {FILLING}" for n in range(12)])
    output, kept = folder / "out", folder / "kept"
    with start(
        [source, output, "--workers", "2"],
        wrapped=[*unshare, "sh", "-c", DISK, "sh"],
        OUT=str(output),
        KEPT=str(kept),
        ROOM=str(room),
    ) as process:
        _, told = process.communicate(timeout=180)

    assert process.returncode == 1, told
    assert told.startswith("whosaid: ")
    assert "No space left on device" in told
    assert len(told.splitlines()) == 1
    assert len(parts(kept)) < 6

    run([str(source), str(kept), "--workers", "2"])

    check_whole(kept, 12)
    assert table(kept, "errors") == []


@pytest.mark.nightly
def test_memory(tmp_path: Path) -> None:
    """The memory of the program does not grow after a quarter of 20,000 articles."""
    source = write_articles(
        tmp_path / "in.jsonl", ["The ferry is late. " * 12] * 20_000
    )
    output, looks = tmp_path / "out", list[tuple[int, int]]()

    with start([source, output, "--workers", "2"]) as process:
        while process.poll() is None:
            status = Path(f"/proc/{process.pid}/status").read_text()
            held = status.partition("VmRSS:")[2].split()[:1]
            looks.append((len(parts(output)), int(*held or ["0"])))
            time.sleep(0.1)

    assert process.returncode == 0
    last = len(parts(output))
    early = max(held for done, held in looks if done <= last / 4)
    assert last > 40
    assert max(held for _, held in looks) < 1.1 * early


def test_killed_driver_leaves_no_process(killed: KilledRun) -> None:
    """All processes of a killed run end, the last ones after up to a minute.

    The last test of the module, so that the others run in that minute.
    """
    wait_until(lambda: not list(processes(killed.mark)))

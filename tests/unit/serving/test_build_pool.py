"""Settings become workers and limits."""

import pytest

from service.serving import build_pool as build_pool_module
from service.serving.build_pool import build_batch_pool, build_pool, build_workers
from service.serving.pool import Pool
from service.serving.workers.fork_server import ForkServer
from service.serving.workers.process_sources import FreshProcesses
from service.serving.workers.processes import ProcessWorker
from service.serving.workers.threads import ThreadWorker
from service.settings import Settings


def test_processes_are_built() -> None:
    """The number of workers is the setting ``processes``."""
    workers, _ = build_workers(Settings(pool="process", processes=3))

    assert [type(worker) for worker in workers] == [ProcessWorker] * 3


@pytest.mark.parametrize(
    ("settings", "processes", "threads"),
    [
        (Settings(), 4, 1),
        (Settings(threads=2), 2, 2),
        (Settings(processes=1), 1, 1),
        (Settings(processes=1, pool="thread"), 1, 1),
        (Settings(processes=6, threads=3), 6, 3),
    ],
)
def test_one_thread_unless_asked(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, processes: int, threads: int
) -> None:
    """A process has one thread unless the settings say more, however few there are."""
    monkeypatch.setattr(build_pool_module, "available_cores", lambda: 4)

    workers, source = build_workers(settings)

    fresh = source._fresh if isinstance(source, ForkServer) else source
    assert isinstance(fresh, FreshProcesses)
    assert len(workers) == processes
    assert fresh.environ()["OMP_NUM_THREADS"] == str(threads)


@pytest.mark.parametrize(
    ("settings", "source"),
    [
        (Settings(processes=2, threads=1), ForkServer),
        (Settings(processes=1, threads=1), FreshProcesses),
        (Settings(processes=2, threads=2), FreshProcesses),
        (Settings(processes=2, threads=1, device="cuda"), FreshProcesses),
        (Settings(processes=2, threads=1, pool="thread"), FreshProcesses),
    ],
)
def test_several_processes_of_one_thread_are_forked(
    settings: Settings, source: type
) -> None:
    """Processes fork if there are several, on the CPU, with one thread each."""
    assert type(build_workers(settings)[1]) is source


def test_sandbox_without_descriptors_forks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without descriptors of processes (pidfd), each process is started anew."""

    def refuse(_: int) -> int:
        raise PermissionError

    monkeypatch.setattr("service.serving.workers.fork_server.os.pidfd_open", refuse)

    assert type(build_workers(Settings(processes=2, threads=1))[1]) is FreshProcesses


def test_one_thread_is_built() -> None:
    """The in-process pool has one worker, whatever the setting ``processes``."""
    [worker], _ = build_workers(Settings(pool="thread", processes=3))

    assert isinstance(worker, ThreadWorker)


def test_limits_come_from_the_settings() -> None:
    """The limits are those of the settings; a hang is 10 s after the deadline."""
    settings = Settings(queue=3, queue_words=500, unit_words=60, deadline=7)

    pool = build_pool(settings)

    assert isinstance(pool, Pool)
    limits = pool._limits
    assert (limits.requests, limits.words, limits.unit_words) == (3, 500, 60)
    assert limits.hang == 17


def test_batch_has_no_limit_but_hangs_and_starts() -> None:
    """A batch waits for its articles, in as many processes as it is told."""
    settings = Settings(queue=3, queue_words=500, unit_words=60, pool="thread")

    pool = build_batch_pool(settings, processes=3)

    limits = pool._limits
    assert min(limits.requests, limits.words) > 1e15
    assert (limits.unit_words, limits.hang, limits.starts) == (60, 900, 3)
    assert [type(worker) for worker in pool._workers] == [ProcessWorker] * 3


@pytest.mark.parametrize("processes", [1, 2])
def test_only_the_service_lowers_the_priority(processes: int) -> None:
    """Processes of the service give way to the HTTP worker; those of a batch do not."""
    service = build_pool(Settings(processes=processes))
    batch = build_batch_pool(Settings(), processes=processes)

    for pool, niceness in ((service, 5), (batch, 0)):
        for worker in pool._workers:
            assert isinstance(worker, ProcessWorker)
            assert worker._handshake.niceness == niceness
            if isinstance(worker._source, ForkServer):
                assert worker._source._handshake.niceness == niceness

"""Real inference processes that raise, die, hang or do not start."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from service.errors import (
    DeadlineExceeded,
    InferenceFailed,
    NotReady,
    Overloaded,
    StartError,
)
from service.serving.inference_worker import WorkerLost
from service.serving.pool import Pool, PoolLimits
from service.serving.work_units import EncodedReading, ReadArticle
from service.serving.workers import fork_server, processes
from service.serving.workers.fork_server import ForkServer
from service.serving.workers.process_sources import FreshProcesses, ProcessSource
from service.serving.workers.processes import ProcessWorker
from service.settings import Settings
from service.text.check_text import check_text
from tests.support import fake_models

LONG = 30.0
SETTINGS = Settings(threads=1)
TEXT = "The ferry is late."


Use = Callable[[Pool, list[ProcessWorker]], Coroutine[Any, Any, None]]
RunPool = Callable[..., None]
MakeSource = Callable[[str], ProcessSource]


@pytest.fixture(params=["fresh", "forked"])
def make_source(request: pytest.FixtureRequest) -> MakeSource:
    """Return a function that makes one of the two process sources."""
    if request.param == "fresh":
        return lambda _: FreshProcesses(1)
    return lambda factory: ForkServer(factory, SETTINGS)


@pytest.fixture
def with_pool(make_source: MakeSource) -> RunPool:
    """Return a function that runs a pool on one of the two process sources."""
    return partial(run_pool, make_source)


def run_pool(
    make_source: MakeSource,
    use: Use,
    *,
    count: int = 1,
    **limits: Any,  # noqa: ANN401 - fields of PoolLimits
) -> None:
    """Run ``use`` on a pool of real processes with loaded models."""

    async def run() -> None:
        source = make_source(fake_models.FACTORY)
        workers = [
            ProcessWorker(fake_models.FACTORY, SETTINGS, source) for _ in range(count)
        ]
        check = partial(check_text, limit=50_000)
        bounds = PoolLimits(**limits)
        pool = Pool(workers, limits=bounds, check=check, close=source.close)
        await pool.start()
        try:
            await until_warm(pool, count)
            await use(pool, workers)
        finally:
            await pool.stop()
        assert all(worker.pid is None for worker in workers)

    asyncio.run(run())


async def until_warm(pool: Pool, count: int = 1) -> None:
    """Wait until ``count`` processes have loaded their models."""
    async with asyncio.timeout(LONG):
        while pool.warm < count:  # noqa: ASYNC110 - another process decides
            await asyncio.sleep(0.01)


def read(pool: Pool, text: str) -> Coroutine[Any, Any, int]:
    """Return a reading's number of words."""

    async def words() -> int:
        return (await pool.attribute(text, deadline=LONG)).reading.words

    return words()


def test_process_reads_like_the_attributor(with_pool: RunPool) -> None:
    """The reading of a process, in one unit or in parts, is that of the attributor."""
    text = "\n\n".join([TEXT] * 40)
    expected = fake_models.build(SETTINGS).attribute(text)

    async def use(pool: Pool, _: list[ProcessWorker]) -> None:
        served = await pool.attribute(text, deadline=LONG)
        assert served.reading == expected

    with_pool(use)
    with_pool(use, count=2, unit_words=20)


def test_raising_article_fails_alone(with_pool: RunPool) -> None:
    """An article that raises gets an error without its text; the process lives."""

    async def use(pool: Pool, workers: list[ProcessWorker]) -> None:
        pid = workers[0].pid
        results = await asyncio.gather(
            read(pool, TEXT),
            read(pool, "RAISE Quillfeather"),
            read(pool, TEXT),
            return_exceptions=True,
        )
        assert results[0] == results[2] == 4
        assert isinstance(results[1], InferenceFailed)
        assert results[1].trace[0].startswith("ZeroDivisionError < ")
        assert "Quillfeather" not in str(results[1].trace)
        assert workers[0].pid == pid

    with_pool(use)


def test_killed_process_loses_no_article(with_pool: RunPool) -> None:
    """A killed process is replaced, and its article is read."""

    async def use(pool: Pool, workers: list[ProcessWorker]) -> None:
        slow = asyncio.create_task(read(pool, "SLOW " + TEXT))
        await asyncio.sleep(0.05)
        kill(workers[0])
        assert await slow == 5
        assert pool.restarts == 1

    with_pool(use)


def kill(worker: ProcessWorker) -> None:
    """Kill the process of a worker."""
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)


def test_all_processes_killed_at_once(with_pool: RunPool) -> None:
    """After all processes are killed, the accepted articles are read by new ones."""

    async def use(pool: Pool, workers: list[ProcessWorker]) -> None:
        calls = [asyncio.create_task(read(pool, f"SLOW {i}")) for i in range(6)]
        await asyncio.sleep(0.05)
        for worker in workers:
            kill(worker)
        assert await asyncio.gather(*calls) == [2] * 6
        assert pool.restarts == 2

    with_pool(use, count=2)


async def check_replaced(pool: Pool) -> None:
    """Wait until the only process is missed, and read with the one in its place."""
    async with asyncio.timeout(LONG):
        while pool.warm:  # noqa: ASYNC110 - another process decides
            await asyncio.sleep(0.001)
    with pytest.raises(NotReady, match="replaced"):
        pool.check_ready()
    await until_warm(pool)
    assert await read(pool, TEXT) == 4


def test_idle_process_that_dies_is_replaced_at_once(with_pool: RunPool) -> None:
    """The death of an idle process is noticed: not ready, then ready again."""

    async def use(pool: Pool, workers: list[ProcessWorker]) -> None:
        kill(workers[0])
        await check_replaced(pool)

    with_pool(use)


def test_stopped_idle_process_is_replaced(
    with_pool: RunPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An idle process that SIGSTOP has stopped is noticed and replaced."""
    monkeypatch.setattr(processes, "ANSWER_SECONDS", 0.3)

    async def use(pool: Pool, workers: list[ProcessWorker]) -> None:
        first = workers[0].pid
        stop(workers[0])
        await check_replaced(pool)
        assert not is_alive(first)

    with_pool(use, heartbeat=0.05)


def stop(worker: ProcessWorker) -> None:
    """Stop the process of a worker, without ending it."""
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGSTOP)


def test_article_given_to_a_stopped_process_is_read(
    with_pool: RunPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that does not begin a unit is replaced; its article is not lost."""
    monkeypatch.setattr(processes, "ANSWER_SECONDS", 0.3)

    async def use(pool: Pool, workers: list[ProcessWorker]) -> None:
        for restarts in (1, 2, 3):
            stop(workers[0])
            assert await read(pool, TEXT) == 4
            assert pool.restarts == restarts

    with_pool(use, heartbeat=LONG)


def test_stop_is_noticed_in_time() -> None:
    """Heartbeat, answer and fork leave five of 15 seconds to load models again."""
    seconds = PoolLimits().heartbeat + processes.ANSWER_SECONDS
    assert seconds + fork_server.FORK_SECONDS <= 10


def test_deadly_article_kills_two_processes_and_no_more(with_pool: RunPool) -> None:
    """An article that kills its process gets an error after the second one."""

    async def use(pool: Pool, _: list[ProcessWorker]) -> None:
        with pytest.raises(InferenceFailed, match="two inference processes"):
            await read(pool, "DIE")
        await until_warm(pool)
        assert await read(pool, TEXT) == 4
        assert pool.restarts == 2

    with_pool(use)


def test_hanging_article_is_ended(with_pool: RunPool) -> None:
    """An article that hangs gets an error, its process is replaced, others are read."""

    async def use(pool: Pool, workers: list[ProcessWorker]) -> None:
        first = workers[0].pid
        hang = asyncio.create_task(read(pool, "HANG"))
        good = asyncio.create_task(read(pool, TEXT))
        with pytest.raises(DeadlineExceeded):
            await hang
        assert await good == 4
        assert workers[0].pid != first
        assert not is_alive(first)

    with_pool(use, hang=0.3)


def is_alive(pid: int | None) -> bool:
    """Return whether a process exists."""
    assert pid is not None
    return Path(f"/proc/{pid}").exists()


def test_client_that_left_costs_nothing(with_pool: RunPool) -> None:
    """A request that is cancelled while it waits does not reach the process."""

    async def use(pool: Pool, _: list[ProcessWorker]) -> None:
        slow = asyncio.create_task(read(pool, "SLOW"))
        deadly = asyncio.create_task(read(pool, "DIE"))
        await asyncio.sleep(0.05)
        deadly.cancel()
        assert await slow == 1
        assert await read(pool, TEXT) == 4
        assert pool.restarts == 0

    with_pool(use)


def test_full_queue_refuses_while_processes_work(with_pool: RunPool) -> None:
    """A full queue refuses at once, and serves what it accepted."""

    async def use(pool: Pool, _: list[ProcessWorker]) -> None:
        calls = [read(pool, f"SLOW {i}") for i in range(5)]
        results = await asyncio.gather(*calls, return_exceptions=True)
        refused = [item for item in results if isinstance(item, Overloaded)]
        assert len(refused) == 2
        assert results.count(2) == 3

    with_pool(use, requests=2)


@pytest.mark.parametrize(
    ("factory", "error", "reason"),
    [
        ("tests.support.fake_models:build_damaged", StartError, "x.pt: is damaged"),
        ("tests.support.fake_models:build_broken", StartError, "warm-up failed"),
        ("tests.support.fake_models:missing", StartError, "warm-up failed"),
        ("tests.support.fake_models:build_dying", WorkerLost, "gone"),
    ],
)
def test_process_that_cannot_start(
    make_source: MakeSource, factory: str, error: type[Exception], reason: str
) -> None:
    """A process that cannot start reports the reason, and ends."""

    async def run() -> None:
        source = make_source(factory)
        worker = ProcessWorker(factory, SETTINGS, source)
        for _ in range(2):
            with pytest.raises(error, match=reason):
                await worker.start()
            pid = worker.pid
            await worker.stop()
            if pid is not None:
                await until_gone(pid)
            await source.close()

    asyncio.run(run())


def test_group_signals_do_not_stop_a_process(with_pool: RunPool) -> None:
    """Signals to the process group do not stop an inference process."""

    async def use(pool: Pool, workers: list[ProcessWorker]) -> None:
        slow = asyncio.create_task(read(pool, "SLOW"))
        await asyncio.sleep(0.05)
        assert workers[0].pid is not None
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            os.kill(workers[0].pid, name)
        assert await slow == 1
        assert pool.restarts == 0

    with_pool(use)


PARENT = """
import asyncio, os, sys
from service.serving.workers.processes import ProcessWorker
from service.serving.workers.process_sources import FreshProcesses, ProcessSource
from service.serving.work_units import ReadArticle
from service.settings import Settings

async def main():
    worker = ProcessWorker("tests.support.fake_models:build", Settings(threads=1))
    await worker.start()
    print(worker.pid, flush=True)
    await worker.run(ReadArticle("HANG"))

asyncio.run(main())
"""


def test_orphan_ends_in_the_middle_of_its_work() -> None:
    """Inference processes end when the HTTP worker is killed."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert is_alive(pid)

    parent.kill()
    parent.wait()
    parent.stdout.close()

    asyncio.run(until_gone(pid))


async def until_gone(pid: int) -> None:
    """Wait until a process is gone, or a zombie that init will reap."""
    async with asyncio.timeout(LONG):
        while "\nState:\tZ" not in _status(pid):  # noqa: ASYNC110 - the kernel decides
            await asyncio.sleep(0.01)


def _status(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return "\nState:\tZ"


def test_unstarted_process_is_lost() -> None:
    """A worker that was not started counts as lost, and can be stopped."""

    async def run() -> None:
        worker = ProcessWorker(fake_models.FACTORY, SETTINGS)
        with pytest.raises(WorkerLost):
            await worker.run(ReadArticle(TEXT))
        await worker.died()
        await worker.stop()

    asyncio.run(run())


def test_http_side_needs_no_torch() -> None:
    """The application over processes is built without importing torch."""
    code = (
        "import sys, service.api.app;"
        "sys.exit('torch' in sys.modules or 'stanza' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_long_reply_crosses_the_socket() -> None:
    """A reply of megabytes comes through whole."""
    text = "word\n\n" * 8_000

    async def run() -> None:
        worker = ProcessWorker(fake_models.FACTORY, SETTINGS)
        await worker.start()
        reply = await worker.run(ReadArticle(text))
        await worker.stop()
        assert isinstance(reply, EncodedReading)

    asyncio.run(run())

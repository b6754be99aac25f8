"""Inference processes that are forked from a fork server."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from service.serving.inference_worker import WorkerLost
from service.serving.work_units import EncodedReading, ReadArticle
from service.serving.workers import fork_server
from service.serving.workers.fork_server import ForkServer
from service.serving.workers.processes import ProcessWorker
from service.settings import Settings
from tests.support import fake_models
from tests.support.live_server import children

SETTINGS = Settings(threads=1)
TEXT = "The ferry is late."
LONG = 30.0

Use = Callable[[ForkServer, list[ProcessWorker]], Coroutine[Any, Any, None]]


def with_workers(use: Use, *, factory: str = fake_models.FACTORY) -> None:
    """Run ``use`` on two workers from one fork server, then end all processes."""

    async def run() -> None:
        source = ForkServer(factory, SETTINGS)
        workers = [ProcessWorker(factory, SETTINGS, source) for _ in range(2)]
        async with asyncio.timeout(LONG):
            try:
                await use(source, workers)
            finally:
                await asyncio.gather(*(worker.stop() for worker in workers))
                await source.close()

    asyncio.run(run())


async def start(workers: list[ProcessWorker]) -> None:
    """Start both."""
    await asyncio.gather(*(worker.start() for worker in workers))


def parent_of(pid: int | None) -> int:
    """Return the parent of a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    [line] = [line for line in status.splitlines() if line.startswith("PPid:")]
    return int(line.split()[1])


def test_processes_have_one_parent() -> None:
    """Both processes are forked from one fork server, and both work."""

    async def use(source: ForkServer, workers: list[ProcessWorker]) -> None:
        await start(workers)
        assert {parent_of(worker.pid) for worker in workers} == {source.pid}
        assert parent_of(source.pid) == os.getpid()
        assert workers[0].pid != workers[1].pid
        replies = [await worker.run(ReadArticle(TEXT)) for worker in workers]
        assert isinstance(replies[0], EncodedReading)
        assert replies[0] == replies[1]

    with_workers(use)


def test_processes_outlive_the_fork_server() -> None:
    """Forked processes outlive the fork server; the next comes from a new one."""

    async def use(source: ForkServer, workers: list[ProcessWorker]) -> None:
        await start(workers)
        first = source.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert isinstance(await workers[0].run(ReadArticle(TEXT)), EncodedReading)
        await workers[1].stop()
        await until_started(workers[1])
        assert source.pid not in (first, None)
        assert isinstance(await workers[1].run(ReadArticle(TEXT)), EncodedReading)

    with_workers(use)


async def until_started(worker: ProcessWorker) -> None:
    """Start a worker as the pool does: again if it was lost."""
    while True:
        try:
            await worker.start()
        except WorkerLost:
            await worker.stop()
        else:
            return


def test_process_that_ended_is_let_go() -> None:
    """The fork server reaps the processes that have ended."""

    async def use(source: ForkServer, workers: list[ProcessWorker]) -> None:
        await start(workers)
        for _ in range(5):
            await workers[0].stop()
            await workers[0].start()
        assert source.pid is not None
        assert len(children(source.pid)) <= 3

    with_workers(use)


def test_threads_are_not_forked() -> None:
    """Where a library has started a thread, each process is started anew."""

    async def use(source: ForkServer, workers: list[ProcessWorker]) -> None:
        await start(workers)
        assert source.pid is None
        assert {parent_of(worker.pid) for worker in workers} == {os.getpid()}
        assert isinstance(await workers[1].run(ReadArticle(TEXT)), EncodedReading)

    with_workers(use, factory="tests.support.fake_models:build_threaded")


def test_start_that_is_given_up_ends_the_fork_server() -> None:
    """A fork server that does not answer in time is ended."""

    async def use(source: ForkServer, workers: list[ProcessWorker]) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await workers[0].start()
        assert source.pid is None

    with_workers(use, factory="tests.support.fake_models:build_hanging")


def test_stopped_fork_server_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fork server that SIGSTOP has stopped is ended; the next one forks."""
    monkeypatch.setattr(fork_server, "FORK_SECONDS", 0.5)

    async def use(source: ForkServer, workers: list[ProcessWorker]) -> None:
        await workers[0].start()
        first = source.pid
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        with pytest.raises(WorkerLost, match="does not answer"):
            await workers[1].start()
        assert source.pid is None
        with pytest.raises(ProcessLookupError):
            os.kill(first, 0)
        await until_started(workers[1])
        assert isinstance(await workers[1].run(ReadArticle(TEXT)), EncodedReading)
        assert isinstance(await workers[0].run(ReadArticle(TEXT)), EncodedReading)

    with_workers(use)


def test_loading_is_not_forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The short deadline does not apply while the fork server loads the models."""
    monkeypatch.setattr(fork_server, "FORK_SECONDS", 0.001)

    async def use(source: ForkServer, workers: list[ProcessWorker]) -> None:
        await workers[0].start()
        assert source.pid is not None

    with_workers(use)


def test_fork_server_ends_with_its_socket() -> None:
    """The fork server ends when the HTTP worker closes its socket."""

    async def use(source: ForkServer, workers: list[ProcessWorker]) -> None:
        await workers[0].start()
        assert source._link is not None
        source._link.control.shutdown(socket.SHUT_RDWR)
        assert await source._link.process.wait() == 0

    with_workers(use)

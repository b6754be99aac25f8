"""The HTTP worker of a reload: it waits for its models, and fails alone."""

import asyncio
import os
import tempfile
from collections.abc import Callable
from typing import Any

import pytest

from service.errors import InvalidSettings
from service.serving.gunicorn import successor_worker as worker_module
from service.serving.gunicorn.asgi_worker import LimitedAsgiWorker
from service.serving.gunicorn.successor_worker import SuccessorWorker, is_listening


class App:
    """An application that becomes ready at the third question."""

    asked = 0

    def is_ready(self) -> bool:
        """Count the questions."""
        self.asked += 1
        return self.asked > 2


class Worker(SuccessorWorker):
    """A worker without gunicorn's configuration."""

    def __init__(self, app: object) -> None:
        self.asgi = app
        self.alive = True
        self.ppid = os.getppid()
        self.beats = 0

    def notify(self) -> None:
        """Count the heartbeats."""
        self.beats += 1


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "CHECK_SECONDS", 0.001)


def wait(worker: Worker) -> None:
    """Wait until a worker is ready, on a loop of its own."""

    async def run() -> None:
        worker.loop = asyncio.get_running_loop()
        await worker._wait_until_ready()

    asyncio.run(run())


def test_worker_waits_for_its_application() -> None:
    """The worker sends heartbeats until the application is ready."""
    worker = Worker(App())
    wait(worker)

    assert worker.beats == 2
    wait(Worker(object()))


def change(worker: Worker, name: str, value: object) -> Callable[[], bool]:
    """Return an application's answer "not ready" that changes the worker."""

    def is_ready() -> bool:
        setattr(worker, name, value)
        return False

    return is_ready


@pytest.mark.parametrize(("name", "value"), [("alive", False), ("ppid", -1)])
def test_wait_ends_with_the_service(name: str, value: object) -> None:
    """A worker that is asked to stop, or whose master has died, ends."""
    app = App()
    worker = Worker(app)
    app.is_ready = change(worker, name, value)  # type: ignore[method-assign]

    with pytest.raises(SystemExit) as ended:
        wait(worker)
    assert ended.value.code == 0


def test_wait_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that does not become ready in time fails."""
    monkeypatch.setattr(worker_module, "LOADING_SECONDS", 0.0)

    with pytest.raises(SystemExit) as ended:
        wait(Worker(App()))
    assert ended.value.code == 1


ENDS: list[tuple[BaseException, int, str | None]] = [
    (SystemExit(0), 0, None),
    (SystemExit(3), 1, None),
    (SystemExit(4), 1, None),
    (InvalidSettings("no key"), 1, "no key"),
    (ZeroDivisionError("secret"), 1, ""),
]


@pytest.mark.parametrize(("error", "code", "detail"), ENDS, ids=repr)
def test_failed_start_does_not_end_the_master(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: BaseException,
    code: int,
    detail: str | None,
) -> None:
    """The exit status is never one at which gunicorn ends; errors are one line."""

    def init_process(_: object) -> None:
        raise error

    monkeypatch.setattr(LimitedAsgiWorker, "init_process", init_process)
    with pytest.raises(SystemExit) as ended:
        Worker(App()).init_process()

    fields: list[Any] = [vars(each)["whosaid_fields"] for each in caplog.records]
    assert ended.value.code == code
    assert fields == ([] if detail is None else [{"detail": detail}])


def test_master_sees_who_listens() -> None:
    """A byte in the heartbeat file, which both processes have, says it."""
    worker = Worker(App())
    with tempfile.TemporaryFile(buffering=0) as worker.tmp:
        assert not is_listening(worker)
        os.write(worker.tmp.fileno(), worker_module.LISTENING)
        assert is_listening(worker)

"""Reloads: the master's side, with workers that are only numbers."""

import signal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from gunicorn.app.wsgiapp import WSGIApplication

from service.errors import InvalidSettings, StartError
from service.serving.gunicorn import reloading
from service.serving.gunicorn.reloading import ReloadingArbiter, make_reloading
from service.serving.gunicorn.successor_worker import SuccessorWorker

OLD = 10


class FakeWorker(NamedTuple):
    """A worker in the master's table."""

    age: int
    kind: object


class FakeArbiter(ReloadingArbiter):
    """An arbiter that forks nothing; its workers are numbered from 10."""

    def __init__(self) -> None:
        self.WORKERS = {OLD: FakeWorker(1, None)}
        self._num_workers = 1
        self._last_logged_active_worker_count = 1
        self.cfg = SimpleNamespace(enable_backlog_metric=False, worker_class=object)
        self.worker_class = self.cfg.worker_class
        self.killed: list[tuple[int, int]] = []

    def _reload_config(self) -> None:
        """Keep the configuration."""

    def spawn_worker(self) -> int:
        """Add a worker."""
        pid = max([OLD, *self.WORKERS]) + 1
        self.WORKERS[pid] = FakeWorker(pid, self.worker_class)
        return pid

    def kill_worker(self, pid: int, sig: int) -> None:
        """Record the signal."""
        self.killed.append((pid, sig))


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> set[object]:
    """Return the set of the workers that listen."""
    found: set[object] = set()
    monkeypatch.setattr(reloading, "is_listening", lambda worker: worker in found)
    monkeypatch.setattr(reloading, "mark_replaced", lambda _worker: None)
    return found


@pytest.fixture
def arbiter(listening: set[object]) -> FakeArbiter:
    """Return an arbiter with one worker, whose configuration is valid."""
    del listening
    arbiter = FakeArbiter()
    arbiter.check = lambda: None
    return arbiter


def test_old_worker_stays_until_the_new_one_listens(
    arbiter: FakeArbiter, listening: set[object]
) -> None:
    """The old worker is asked to stop once, when the new one listens."""
    arbiter.handle_hup()
    arbiter.manage_workers()
    assert (list(arbiter.WORKERS), arbiter.killed) == ([10, 11], [])
    assert arbiter.WORKERS[11].kind is SuccessorWorker
    assert arbiter.worker_class is object

    listening.add(arbiter.WORKERS[11])
    for _ in range(3):
        arbiter.manage_workers()
    assert arbiter.killed == [(OLD, signal.SIGTERM)]

    del arbiter.WORKERS[OLD]
    arbiter.manage_workers()
    assert list(arbiter.WORKERS) == [11]


def test_invalid_configuration_starts_nothing(
    arbiter: FakeArbiter, caplog: pytest.LogCaptureFixture
) -> None:
    """A failed check is one line of the log with its reason."""

    def check() -> None:
        raise InvalidSettings("WHOSAID_KEYS_FILE cannot be read")

    arbiter.check = check
    arbiter.handle_hup()
    arbiter.manage_workers()

    assert list(arbiter.WORKERS) == [OLD]
    [record] = caplog.records
    assert record.message == "reload refused"
    assert vars(record)["whosaid_fields"] == {
        "detail": "WHOSAID_KEYS_FILE cannot be read"
    }


def test_new_worker_that_ends_changes_nothing(
    arbiter: FakeArbiter, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the new worker ends before it listens, the old one continues."""
    arbiter.handle_hup()
    del arbiter.WORKERS[11]
    arbiter.manage_workers()
    arbiter.manage_workers()

    assert (list(arbiter.WORKERS), arbiter.killed) == ([OLD], [])
    assert [record.message for record in caplog.records] == ["reload failed"]


def test_old_worker_that_ends_is_not_replaced_twice(
    arbiter: FakeArbiter, listening: set[object]
) -> None:
    """Where the old worker ends in a reload, no third one starts."""
    arbiter.handle_hup()
    del arbiter.WORKERS[OLD]
    arbiter.manage_workers()
    assert list(arbiter.WORKERS) == [11]

    listening.add(arbiter.WORKERS[11])
    arbiter.manage_workers()
    assert (list(arbiter.WORKERS), arbiter.killed) == ([11], [])


def test_new_worker_that_ends_while_the_old_one_leaves(
    arbiter: FakeArbiter, listening: set[object]
) -> None:
    """A worker that is stopping does not count: another one starts beside it."""
    arbiter.handle_hup()
    listening.add(arbiter.WORKERS[11])
    arbiter.manage_workers()
    del arbiter.WORKERS[11]
    arbiter.manage_workers()

    assert len(arbiter.WORKERS) == 2
    assert arbiter.killed == [(OLD, signal.SIGTERM)]


def test_second_reload_follows_the_first(
    arbiter: FakeArbiter, listening: set[object]
) -> None:
    """SIGHUP in a reload repeats it, so that the files are read again."""
    for _ in range(3):
        arbiter.handle_hup()
    assert list(arbiter.WORKERS) == [10, 11]

    listening.add(arbiter.WORKERS[11])
    arbiter.manage_workers()
    assert list(arbiter.WORKERS) == [10, 11, 12]
    assert arbiter.killed == [(OLD, signal.SIGTERM)]


def test_worker_that_ends_between_two_reloads(
    arbiter: FakeArbiter, listening: set[object]
) -> None:
    """A worker that left since the master last looked is not asked to stop again."""
    arbiter.handle_hup()
    listening.add(arbiter.WORKERS[11])
    arbiter.manage_workers()
    arbiter.handle_hup()
    listening.add(arbiter.WORKERS[12])
    del arbiter.WORKERS[OLD]
    arbiter.manage_workers()

    assert arbiter.killed == [(OLD, signal.SIGTERM), (11, signal.SIGTERM)]


CONFIGS = [
    ("workers = ", "Failed to read config file: .*; SyntaxError: invalid syntax"),
    ("workers = 'many'", "Invalid value for workers: many; Error: "),
    ("bind = '127.0.0.1:9999'", "changes with a restart only"),
]


@pytest.mark.parametrize(("text", "reason"), CONFIGS)
def test_error_in_the_configuration_of_gunicorn(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    text: str,
    reason: str,
) -> None:
    """An error in gunicorn's file is a ``StartError``, and the old settings stay."""
    file = tmp_path / "conf.py"
    file.write_text("bind = '127.0.0.1:8888'")
    monkeypatch.setattr("sys.argv", ["gunicorn", "-c", str(file), "module:app"])
    monkeypatch.chdir(tmp_path)
    arbiter: Any = FakeArbiter()
    arbiter.app = WSGIApplication("gunicorn")
    before = arbiter.app.cfg
    file.write_text(text)

    with pytest.raises(StartError, match=reason):
        ReloadingArbiter._reload_config(arbiter)

    assert arbiter.app.cfg is before
    assert capfd.readouterr().err == ""


def test_arbiter_of_gunicorn_is_extended() -> None:
    """An arbiter that gunicorn has made gets the class and the check."""

    class Arbiter:
        pass

    arbiter = Arbiter()
    calls: list[int] = []
    make_reloading(arbiter, lambda: calls.append(1))

    assert isinstance(arbiter, ReloadingArbiter)
    arbiter.check()
    assert calls == [1]

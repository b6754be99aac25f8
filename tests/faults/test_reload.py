"""Reloads (SIGHUP) of the running server: without a gap, and without a risk."""

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.api.auth.keys import make_key
from tests.support.live_server import LiveServer
from tests.support.waiting import wait_until

pytestmark = pytest.mark.server

TEXT = "The ferry is late."
KEY, STORED = make_key("desk")
NEW_KEY, NEW_STORED = make_key("desk-2")
SLOW_APP = "tests.support.fake_models:slow_app()"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Return the file of stored keys."""
    file = tmp_path / "keys"
    file.write_text(f"{STORED}\n")
    return file


@pytest.fixture
def server(tmp_path: Path, keys: Path) -> Iterator[LiveServer]:
    """Run a server with keys whose models take a second to load."""
    environ = {"WHOSAID_PROCESSES": "2", "WHOSAID_KEYS_FILE": str(keys)}
    with LiveServer(tmp_path, app=SLOW_APP, environ=environ) as server:
        yield server


def reload(server: LiveServer) -> None:
    """Send SIGHUP and wait until a new worker has replaced the old one."""
    before = server.workers()
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(server.workers()) == 2, what=lambda: "a new worker")
    wait_until(
        lambda: len(server.workers()) == 1 and server.workers() != before,
        what=lambda: f"the end of the old worker\n{server.log[-3000:]}",
    )


def post(client: httpx.Client, key: str = KEY) -> int:
    """Post a text with a key and return the status."""
    headers = {"X-API-Key": key}
    answer = client.post("/v1/attributions", json={"text": TEXT}, headers=headers)
    return answer.status_code


def post_once(server: LiveServer, key: str = KEY) -> int:
    """Post a text on a new connection and return the status."""
    with server.client() as client:
        return post(client, key)


def probe(connection: socket.socket) -> bytes:
    """Ask for readiness on a connection; return the answer, empty if it is closed."""
    try:
        connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return connection.recv(1_000)
    except ConnectionError:
        return b""


@contextmanager
def clients(*sends: Callable[[], int]) -> Iterator[list[int]]:
    """Repeat each call in a thread; the statuses are complete after the block."""
    done = threading.Event()
    statuses: list[int] = []

    def repeat(send: Callable[[], int]) -> None:
        while not done.is_set():
            statuses.append(send())

    threads = [threading.Thread(target=repeat, args=(send,)) for send in sends]
    for thread in threads:
        thread.start()
    try:
        yield statuses
    finally:
        done.set()
        for thread in threads:
            thread.join()


def events(server: LiveServer, event: str) -> list[dict[str, Any]]:
    """Return the lines of the log with an event; every whole line must be JSON."""
    whole = server.log.rpartition("\n")[0]
    lines = [json.loads(line) for line in whole.splitlines()]
    return [line for line in lines if line["event"] == event]


def test_reload_under_load_loses_nothing(server: LiveServer) -> None:
    """In a reload under load every request is answered 200, and readiness stays."""

    def probe_once() -> int:
        time.sleep(0.01)
        return httpx.get(f"{server.url}/readyz").status_code

    with (
        server.client() as client,
        clients(
            lambda: post_once(server),
            lambda: post_once(server),
            lambda: post(client),
            probe_once,
        ) as statuses,
    ):
        reload(server)
        count = len(statuses)
        wait_until(lambda: len(statuses) > count + 20)

    assert len(statuses) > 50
    assert set(statuses) == {200}
    assert len(events(server, "reloaded")) == 1


def test_replaced_worker_stays_ready(server: LiveServer) -> None:
    """Connections that the old worker accepted before its stop find it ready after it.

    Some are accepted by the new worker, and a stop closes those that are idle.
    """
    address = ("127.0.0.1", server.port)
    with ExitStack() as stack:
        waiting: list[socket.socket] = []
        server.process.send_signal(signal.SIGHUP)
        while not events(server, "reloaded"):
            waiting.append(stack.enter_context(socket.create_connection(address)))
            time.sleep(0.02)
        answers = [probe(connection) for connection in waiting[-20:]]

    assert {answer[:12] for answer in answers if answer} == {b"HTTP/1.1 200"}


def test_error_in_the_keys_file_refuses_a_reload(
    server: LiveServer, keys: Path
) -> None:
    """An error in a file is one line of the log, and the old worker continues."""
    before = server.workers()
    keys.write_text(f"{STORED}0\n")
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: events(server, "reload refused"))

    assert post_once(server) == 200
    assert server.workers() == before
    [line] = events(server, "reload refused")
    assert (line["level"], line["detail"]) == (
        "error",
        "stored key 1 is not NAME:SALT:HASH",
    )

    keys.write_text(f"{NEW_STORED}\n")
    reload(server)
    assert [post_once(server, key) for key in (KEY, NEW_KEY)] == [403, 200]


def test_new_worker_that_dies_changes_nothing(server: LiveServer) -> None:
    """Where the new worker dies before it is ready, the old one continues."""
    [old] = server.workers()
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(server.workers()) == 2)
    [new] = set(server.workers()) - {old}
    os.kill(new, signal.SIGKILL)
    wait_until(lambda: events(server, "reload failed"))

    assert server.workers() == [old]
    assert post_once(server) == 200


def test_old_worker_that_dies_is_succeeded(server: LiveServer) -> None:
    """Where the old worker dies in a reload, clients wait for the new one."""
    [old] = server.workers()
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(server.workers()) == 2)
    os.kill(old, signal.SIGKILL)
    wait_until(lambda: len(server.workers()) == 1)

    assert post_once(server) == 200
    assert len(server.workers()) == 1


def test_stop_during_a_reload(server: LiveServer) -> None:
    """SIGTERM at the very beginning of a reload ends both workers."""
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(server.workers()) == 2)
    server.process.send_signal(signal.SIGTERM)

    assert server.process.wait(120) == 0
    assert server.log.count("ASGI server listening") == 1
    assert "Traceback" not in server.log

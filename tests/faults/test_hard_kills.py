"""Hard kills under load: a request gets an error or a right result."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from tests.support.live_server import FAKE_APP, LiveServer
from tests.support.waiting import wait_until

pytestmark = pytest.mark.server

CLIENTS = 6
TEXTS = [f"“Ferry {n} is late,” said Ida.\n\nShe left." for n in range(CLIENTS)]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    """Run a server of two inference processes."""
    environ = {"WHOSAID_PROCESSES": "2"}
    with LiveServer(tmp_path, app=FAKE_APP, environ=environ) as server:
        yield server


class Load:
    """Clients that post until they are stopped; each has its own text."""

    def __init__(self, server: LiveServer) -> None:
        self._server = server
        self.right = [server.post(text).json() for text in TEXTS]
        self.counts = dict.fromkeys(("right", "wrong", "refused", "lost", "closed"), 0)
        self._end = threading.Event()
        self._threads = [
            threading.Thread(target=self._post, args=(number,))
            for number in range(CLIENTS)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _post(self, number: int) -> None:
        while not self._end.is_set():
            self.counts[self._outcome(number)] += 1

    def _outcome(self, number: int) -> str:
        try:
            answer = self._server.post(TEXTS[number])
        except httpx.ConnectError:
            time.sleep(0.05)
            return "closed"
        except httpx.TransportError:
            return "lost"
        if answer.status_code == 503:
            return "refused"
        body: dict[str, Any] = answer.json()
        return "right" if body == self.right[number] else "wrong"

    def wait_for_answers(self) -> None:
        """Wait until more answers came."""
        before = self.counts["right"]
        wait_until(lambda: self.counts["right"] > before + CLIENTS)


def test_killed_http_worker_loses_only_what_was_in_flight(server: LiveServer) -> None:
    """Each client loses at most the request that it waits for."""
    with Load(server) as load:
        load.wait_for_answers()
        [worker] = server.workers()
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: server.workers() not in ([], [worker]))
        server.wait_until_ready()
        load.wait_for_answers()

    assert load.counts["wrong"] == 0
    assert load.counts["lost"] <= CLIENTS


def test_killed_inference_processes_lose_nothing(server: LiveServer) -> None:
    """All inference processes killed at once, twice: no answer is lost or wrong."""
    with Load(server) as load:
        for _ in range(2):
            load.wait_for_answers()
            for pid in server.inference():
                os.kill(pid, signal.SIGKILL)
            server.wait_until_ready()
        load.wait_for_answers()

    assert (load.counts["wrong"], load.counts["lost"], load.counts["closed"]) == (
        0,
    ) * 3


def test_killed_master_leaves_no_process(server: LiveServer) -> None:
    """When the master is killed, its worker and their processes end by themselves."""
    left = [*server.workers(), *server.fork_servers(), *server.inference()]
    assert len(left) == 4

    server.process.kill()
    server.process.wait()

    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))

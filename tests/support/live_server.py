"""Run gunicorn with the project's configuration, with fake or real models.

For tests of processes and signals; ``real_server`` runs the command ``serve``.
"""

import os
import re
import signal
import ssl
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]
FAKE_APP = "tests.support.fake_models:app()"
LISTENING = re.compile(r"Listening at: (http://\S+)")
PATIENCE = 120.0
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Shared, because loading certificates for each client takes longer than a request."""


class LiveServer:
    """A server that runs while the ``with`` block does; its log is a file."""

    def __init__(
        self, folder: Path, *, app: str = "", environ: Mapping[str, str] | None = None
    ) -> None:
        self.log_path = folder / "server.log"
        self._command = [
            *(sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py")),
            *([app] if app else []),
        ]
        self._environ = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "WHOSAID_PORT": "0",
            "WHOSAID_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            **(environ or {}),
        }
        self.url = ""
        self.process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        self.spawn()
        try:
            self.url = self._wait_for_address()
            self.wait_until_ready()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    @property
    def log(self) -> str:
        """The log of the server."""
        return self.log_path.read_text(encoding="utf-8")

    @property
    def port(self) -> int:
        """The port of the server."""
        return httpx.URL(self.url).port or 0

    def spawn(self) -> None:
        """Start the process without waiting for it."""
        with self.log_path.open("wb") as log:
            self.process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._environ,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def client(self) -> httpx.Client:
        """Return a new client with its own connections."""
        return httpx.Client(base_url=self.url, timeout=PATIENCE, verify=NO_TLS)

    def post(self, text: str) -> httpx.Response:
        """Post a text on a new connection."""
        with self.client() as client:
            return client.post("/v1/attributions", json={"text": text})

    def workers(self) -> list[int]:
        """Return the ids of the HTTP workers."""
        return children(self.process.pid)

    def fork_servers(self) -> list[int]:
        """Return the ids of the processes from which inference processes fork."""
        return [pid for pid in self._below_workers() if is_fork_server(pid)]

    def inference(self) -> list[int]:
        """Return the ids of the inference processes."""
        below = self._below_workers()
        forked = [pid for one in below if is_fork_server(one) for pid in children(one)]
        fresh = [pid for pid in below if not is_fork_server(pid)]
        return [pid for pid in sorted(fresh + forked) if not is_zombie(pid)]

    def _below_workers(self) -> list[int]:
        return [pid for worker in self.workers() for pid in children(worker)]

    def wait_until_ready(self) -> None:
        """Wait until ``/readyz`` answers 200."""
        wait_until(self._is_ready, what=lambda: f"readiness\n{self.log[-3000:]}")

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def _wait_for_address(self) -> str:
        wait_until(
            lambda: LISTENING.search(self.log) is not None or self._has_ended(),
            what=lambda: "an address",
        )
        found = LISTENING.search(self.log)
        if found is None:
            raise RuntimeError(f"the server did not start:\n{self.log}")
        return found[1]

    def _has_ended(self) -> bool:
        return self.process.poll() is not None


def children(pid: int) -> list[int]:
    """Return the sorted ids of the child processes."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, task.read_text(encoding="ascii").split())
    return sorted(found)


def is_fork_server(pid: int) -> bool:
    """Whether a process, or the process it was forked from, is a fork server."""
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    return b"service.serving.workers.fork_server_process" in command


def is_zombie(pid: int) -> bool:
    """Whether a process has ended and its parent has not read its status."""
    return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")

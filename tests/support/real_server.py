"""Run ``python -m service serve`` with the real models, as a user does.

``live_server`` runs gunicorn itself, for tests of processes and signals.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

START_SECONDS = 180
STOP_SECONDS = 60


class Answer(msgspec.Struct, frozen=True):
    """The status, media type and body of a response."""

    status: int
    type: str
    body: bytes


class Server(msgspec.Struct, frozen=True):
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int

    def get(self, path: str) -> Answer:
        """Send a GET request."""
        return self._send(urllib.request.Request(self._url(path)))  # noqa: S310 - ours

    def post(self, path: str, body: bytes, *, media: str, accept: str = "") -> Answer:
        """Post a body of a media type; ``accept`` is the Accept header."""
        headers = {"Content-Type": media} | ({"Accept": accept} if accept else {})
        request = urllib.request.Request(  # noqa: S310 - ours
            self._url(path), data=body, headers=headers
        )
        return self._send(request)

    def _url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - ours
                media = answer.headers.get_content_type()
                return Answer(answer.status, media, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                media = error.headers.get_content_type()
                return Answer(error.code, media, error.read())


@contextmanager
def real_server(**environ: str) -> Iterator[Server]:
    """Run a ready server with the variables ``environ`` while the body runs."""
    port = free_port()
    command = [sys.executable, "-m", "service", "serve", "--port", str(port)]
    with subprocess.Popen(command, env={**os.environ, **environ}) as process:
        server = Server(process, port)
        try:
            wait_until_ready(server)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_SECONDS)
            finally:
                process.kill()


def free_port() -> int:
    """Return a free port of the loopback interface."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(server: Server) -> None:
    """Wait until ``/readyz`` answers 200; fail if the server ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.process.poll() is None, "the server ended"
        try:
            if server.get("/readyz").status == http.HTTPStatus.OK:
                return
        except (urllib.error.URLError, ConnectionError):
            pass  # not listening yet
        time.sleep(0.2)
    raise AssertionError("the server was not ready in time")

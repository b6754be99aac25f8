"""Bodies whose chunks have one byte each do not block the event loop."""

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from gunicorn.config import Config

from service.api.app import create_app
from service.serving.gunicorn.asgi_worker import LimitedAsgiWorker
from service.settings import Settings
from tests.support.fakes import FakePool
from tests.unit.serving.gunicorn.test_asgi_worker import Listener

LONGEST = 0.2
"""Seconds of the processor that one step of the event loop may take."""
CHUNK = b"1\r\na\r\n"
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {media}\r\n"
    "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
)
PATIENT = Settings(
    max_chars=5_000_000,
    body_seconds=590,
    batch_seconds=590,
    deadline=590,
    graceful=600,
)
MILLIONS = 4_000_000


class Application:
    """The service over a fake pool, in the form of gunicorn."""

    def wsgi(self) -> object:
        """Return the ASGI application."""
        return create_app(PATIENT, FakePool(limit=PATIENT.max_chars))


@pytest.fixture
def worker() -> Iterator[LimitedAsgiWorker]:
    """Return an HTTP worker with its listener."""
    listener = Listener()
    config = Config()
    config.set("asgi_loop", "asyncio")
    log = logging.getLogger("test.worker")
    vars(log)["access_log_enabled"] = False
    worker = LimitedAsgiWorker(
        1, os.getppid(), [listener], Application(), 5, config, log
    )
    worker.load_wsgi()
    worker._setup_event_loop()
    yield worker
    worker.tmp.close()
    listener.close()


def send(worker: LimitedAsgiWorker, head: str, chunks: int, found: list[bytes]) -> None:
    """Send a body of one-byte chunks, add the answer to ``found``, end the worker."""
    address = worker.sockets[0].sock.getsockname()
    with socket.create_connection(address, timeout=600) as client:
        client.sendall(head.encode())
        for _ in range(chunks // 10_000):
            client.sendall(CHUNK * 10_000)
        client.sendall(b"0\r\n\r\n")
        while piece := client.recv(65_536):
            found.append(piece)
    worker.alive = False


@pytest.mark.parametrize(
    ("path", "media", "chunks"),
    [
        ("/v1/attributions", "text/plain", 200_000),
        pytest.param(
            "/v1/attributions", "text/plain", MILLIONS, marks=pytest.mark.nightly
        ),
        pytest.param(
            "/v1/attributions/batch",
            "application/x-ndjson",
            MILLIONS,
            marks=pytest.mark.nightly,
        ),
    ],
)
def test_one_byte_a_chunk(
    worker: LimitedAsgiWorker, path: str, media: str, chunks: int
) -> None:
    """No step of the event loop takes 200 ms of the processor.

    The processor's time counts, not the clock's: other programs do not change it.
    """
    found: list[bytes] = []
    steps: list[float] = [0.0]

    def step(before: float) -> None:
        now = time.thread_time()
        steps.append(max(steps.pop(), now - before))
        worker.loop.call_soon(step, now)

    head = HEAD.format(path=path, media=media)
    client = threading.Thread(target=send, args=(worker, head, chunks, found))
    worker.loop.call_later(0.1, lambda: step(time.thread_time()))
    worker.loop.call_soon(client.start)
    worker.loop.run_until_complete(worker._serve())
    worker._cleanup()
    client.join()

    assert b"".join(found).startswith(b"HTTP/1.1 200")
    assert 0 < steps[0] < LONGEST

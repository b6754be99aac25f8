"""The ASGI worker of gunicorn with limits on connections, run in this process."""

import asyncio
import json
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from gunicorn.config import Config

from service.serving.gunicorn import asgi_worker as worker_module
from service.serving.gunicorn.asgi_worker import (
    LimitedAsgiWorker,
    Log,
)

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def application(
    scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]
) -> None:
    """Answer a path of digits with that number of bytes."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    size = int(scope["path"].strip("/") or 2)
    headers = [(b"content-length", str(size).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"o" * size})


class Listener:
    """A listening socket in the form of gunicorn."""

    def __init__(self) -> None:
        self.sock = socket.create_server(("127.0.0.1", 0))
        self.sock.settimeout(0)
        self.port: int = self.sock.getsockname()[1]

    def close(self) -> None:
        """Close it."""
        self.sock.close()


class Application:
    """The part of gunicorn's application object that a worker uses."""

    def wsgi(self) -> object:
        """Return the ASGI application."""
        return application


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Return a listener on a free port."""
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture
def make_worker(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., LimitedAsgiWorker]]:
    """Return a function that makes workers with short timeouts."""
    monkeypatch.setattr(worker_module, "CHECK_INTERVAL", 0.02)
    monkeypatch.setenv("WHOSAID_HEADER_SECONDS", "0.2")
    monkeypatch.setenv("WHOSAID_SEND_SECONDS", "0.2")
    made: list[LimitedAsgiWorker] = []

    def make(**settings: int) -> LimitedAsgiWorker:
        config = Config()
        for name, value in {"asgi_loop": "asyncio", **settings}.items():
            config.set(name, value)
        log = logging.getLogger("test.worker")
        vars(log)["access_log_enabled"] = False
        worker = LimitedAsgiWorker(
            1, os.getppid(), [listener], Application(), 5, config, log
        )
        worker.load_wsgi()
        worker._setup_event_loop()
        made.append(worker)
        return worker

    yield make
    for worker in made:
        worker.tmp.close()


def serve(worker: LimitedAsgiWorker, client: Callable[[], None]) -> None:
    """Run a worker with a client in a thread, then stop it gracefully."""
    failures: list[BaseException] = []

    def act() -> None:
        try:
            client()
        except BaseException as error:  # noqa: BLE001 - shown below
            failures.append(error)
        worker.alive = False

    thread = threading.Thread(target=act)
    thread.start()
    worker.loop.run_until_complete(worker._serve())
    worker._cleanup()
    thread.join()
    assert failures == []


def connect(listener: Listener) -> socket.socket:
    """Return a connection."""
    return socket.create_connection(("127.0.0.1", listener.port), timeout=5)


def test_request_is_answered(
    listener: Listener, make_worker: Callable[..., LimitedAsgiWorker]
) -> None:
    """Two requests on one connection are answered."""

    def client() -> None:
        with connect(listener) as connection:
            for _ in range(2):
                connection.sendall(REQUEST)
                assert connection.recv(9_999).startswith(b"HTTP/1.1 200")

    serve(make_worker(), client)


def test_silent_connection_is_closed(
    listener: Listener, make_worker: Callable[..., LimitedAsgiWorker]
) -> None:
    """A connection without a request is closed; one after a request stays open."""

    def client() -> None:
        with connect(listener) as silent, connect(listener) as good:
            good.sendall(REQUEST)
            assert good.recv(9_999).startswith(b"HTTP/1.1 200")
            assert silent.recv(1) == b""
            time.sleep(0.3)
            good.sendall(REQUEST)
            assert good.recv(9_999).startswith(b"HTTP/1.1 200")

    serve(make_worker(keepalive=5), client)


def test_answer_that_nobody_takes_is_dropped(
    listener: Listener, make_worker: Callable[..., LimitedAsgiWorker]
) -> None:
    """A connection whose client does not read the answer is aborted."""
    worker = make_worker()

    def client() -> None:
        with connect(listener) as lazy:
            lazy.sendall(REQUEST.replace(b"/ ", b"/30000000 ", 1))
            until(lambda: worker.nr_conns == 1)
            until(lambda: worker.nr_conns == 0)

    serve(worker, client)


def until(condition: Callable[[], bool]) -> None:
    """Wait at most five seconds for a condition."""
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


class Connection(asyncio.Protocol):
    """The part of a connection of gunicorn that is checked."""

    transport = None
    _conn_lost_handled = False


def test_connection_that_is_being_made_is_not_forgotten(
    make_worker: Callable[..., LimitedAsgiWorker],
) -> None:
    """A connection that has no transport yet is kept for the next check."""
    worker = make_worker()
    connection = Connection()
    assert worker._admit(lambda: connection) is connection

    worker._check_connection(connection)
    assert worker._connections == {connection}

    connection._conn_lost_handled = True
    worker._check_connection(connection)
    assert worker._connections == set()
    worker.loop.close()


def test_one_connection_too_many_is_refused(
    listener: Listener,
    make_worker: Callable[..., LimitedAsgiWorker],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A connection over the limit gets 503; when one has closed, the next is served."""
    caplog.set_level("INFO", "whosaid.http")
    worker = make_worker(worker_connections=1)

    def client() -> None:
        with connect(listener) as first:
            first.sendall(REQUEST)
            assert first.recv(9_999).startswith(b"HTTP/1.1 200")
            with connect(listener) as second:
                head, _, body = second.recv(9_999).partition(b"\r\n\r\n")
                assert head.startswith(b"HTTP/1.1 503")
                assert b"\r\nRetry-After: 1\r\n" in head
                assert json.loads(body)["code"] == "overloaded"
                assert logged_ids(caplog) == [json.loads(body)["instance"]]
        until(lambda: worker.nr_conns == 0)
        with connect(listener) as third:
            third.sendall(REQUEST)
            assert third.recv(9_999).startswith(b"HTTP/1.1 200")

    serve(worker, client)


def logged_ids(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the instances of the refusals in the log."""
    found = [each for each in caplog.records if each.message == "request refused"]
    ids = [vars(each)["whosaid_fields"]["request_id"] for each in found]
    return [f"urn:whosaid:request:{one}" for one in ids]


UNREAD = [
    (b"GET / HTTP/9\r\n\r\n", 400),
    (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n\r\n", 414),
    (b"GET / HTTP/1.1\r\nX: " + b"b" * 20_000 + b"\r\n\r\n", 431),
]


def test_what_is_refused_unread_is_logged(
    listener: Listener,
    make_worker: Callable[..., LimitedAsgiWorker],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The instance of each refusal is in the log, with status and code alone."""
    caplog.set_level("INFO", "whosaid.http")
    problems: list[dict[str, Any]] = []

    def client() -> None:
        for request, _ in UNREAD:
            with connect(listener) as connection:
                connection.sendall(request)
                answer = b""
                while piece := connection.recv(9_999):
                    answer += piece
            problems.append(json.loads(answer.partition(b"\r\n\r\n")[2]))

    serve(make_worker(), client)

    assert [each["status"] for each in problems] == [status for _, status in UNREAD]
    assert logged_ids(caplog) == [each["instance"] for each in problems]
    assert "aaa" not in caplog.text


def test_stop_does_not_wait_for_idle_connections(
    listener: Listener, make_worker: Callable[..., LimitedAsgiWorker]
) -> None:
    """A graceful stop closes idle connections and ends early."""
    connections: list[socket.socket] = []

    def client() -> None:
        connection = connect(listener)
        connections.append(connection)
        connection.sendall(REQUEST)
        assert connection.recv(9_999).startswith(b"HTTP/1.1 200")

    began = time.monotonic()
    serve(make_worker(keepalive=75, graceful_timeout=30), client)

    assert time.monotonic() - began < 10
    assert connections[0].recv(1) == b""
    connections[0].close()


def test_no_line_for_each_request(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The access log of gunicorn is off, also with a ``logconfig_dict``."""
    root = logging.getLogger()  # gunicorn sets its level to INFO and its handlers
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    caplog.set_level(root.level)  # undone after the test
    config = Config()
    config.set("logconfig_dict", {"version": 1, "disable_existing_loggers": False})

    assert not Log(config).access_log_enabled

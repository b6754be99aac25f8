"""Connections that one side has closed, and the other not."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.live_server import FAKE_APP, LiveServer
from tests.support.waiting import wait_until

pytestmark = pytest.mark.server

SLOW = b"SLOW news"
HEAD = b"POST /v1/attributions HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
BATCH = (
    b"POST /v1/attributions/batch HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
)
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(SLOW) + SLOW
HALF = HEAD + b"Content-Length: 99\r\n\r\nSLO"
CASES = {
    "before the request": b"",
    "in the headers": HEAD,
    "in the body": HALF,
    "in a batch": BATCH + b"3\r\n{}\n\r\n",
    "before the answer": WHOLE,
    "with a second request behind": WHOLE + WHOLE,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Run a server with one inference process."""
    folder = tmp_path_factory.mktemp("half_closed")
    environ = {"WHOSAID_PROCESSES": "1"}
    with LiveServer(folder, app=FAKE_APP, environ=environ) as server:
        yield server


@pytest.fixture(scope="module")
def idle(server: LiveServer) -> int:
    """Return the sockets of a server without clients."""
    time.sleep(1)  # for the connection that asked whether it is ready
    return open_sockets(server)


@pytest.mark.parametrize("data", CASES.values(), ids=CASES)
def test_client_that_closes_its_side(
    server: LiveServer, idle: int, data: bytes
) -> None:
    """Its connection is closed at once, and no socket stays open."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        while client.recv(65_536):
            pass

    wait_until(lambda: open_sockets(server) == idle)
    with server.client() as client:
        assert client.post("/v1/attributions", json={"text": "A."}).status_code == 200


def test_client_that_stays_when_the_server_closes(
    server: LiveServer, idle: int
) -> None:
    """No socket stays open for a connection that the server has closed."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        while client.recv(65_536):
            pass

        wait_until(lambda: open_sockets(server) == idle)


def test_no_failure_in_the_log(server: LiveServer) -> None:
    """A client that closes is no error of the service."""
    events = [json.loads(line) for line in server.log.splitlines()]

    assert not [event for event in events if event["level"] in {"error", "critical"}]


def open_sockets(server: LiveServer) -> int:
    """Return how many sockets the HTTP worker has open."""
    [pid] = server.workers()
    folder = Path(f"/proc/{pid}/fd")
    return sum("socket:" in link(file) for file in folder.iterdir())


def link(file: Path) -> str:
    """Return where a descriptor points; it may be closed by now."""
    try:
        return str(file.readlink())
    except OSError:
        return ""

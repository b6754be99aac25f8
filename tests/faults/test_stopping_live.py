"""A graceful stop while batches run and slow bodies arrive."""

import json
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.live_server import FAKE_APP, LiveServer

pytestmark = pytest.mark.server

PATH = "/v1/attributions/batch"
HEAD = "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {media}\r\n{length}\r\n\r\n"
SLOW = json.dumps({"text": "SLOW news."}).encode() + b"\n"
LINES = 30
GRACEFUL = 7


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    """Run a server with seven seconds for a graceful stop."""
    environ = {
        "WHOSAID_PROCESSES": "1",
        "WHOSAID_DEADLINE": "3",
        "WHOSAID_BATCH_WINDOW": "1",
        "WHOSAID_GRACEFUL": str(GRACEFUL),
    }
    with LiveServer(tmp_path, app=FAKE_APP, environ=environ) as server:
        yield server


def begin(server: LiveServer, *, path: str, media: str, length: str) -> socket.socket:
    """Send the headers of a request."""
    client = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    client.sendall(HEAD.format(path=path, media=media, length=length).encode())
    return client


def read_all(client: socket.socket) -> bytes:
    """Read until the server closes."""
    data = b""
    while got := client.recv(65_536):
        data += got
    return data


def lines_of(data: bytes) -> list[dict[str, object]]:
    """Return the lines of a chunked answer."""
    return [json.loads(each) for each in data.splitlines() if each.startswith(b'{"l')]


def test_everything_is_answered_within_the_stop(server: LiveServer) -> None:
    """A long batch, an open batch and a body that never ends all get an answer."""
    ndjson = "application/x-ndjson"
    whole = f"Content-Length: {LINES * len(SLOW)}"
    chunked = "Transfer-Encoding: chunked"
    with (
        begin(server, path=PATH, media=ndjson, length=whole) as long,
        begin(server, path=PATH, media=ndjson, length=chunked) as still_open,
        begin(
            server,
            path="/v1/attributions",
            media="text/plain",
            length="Content-Length: 99",
        ) as endless,
        ThreadPoolExecutor(3) as pool,
    ):
        long.sendall(SLOW * LINES)
        still_open.sendall(b"3\r\n{}\n\r\n")
        endless.sendall(b"a")
        time.sleep(0.3)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        answers = list(pool.map(read_all, [long, still_open, endless]))
        status = server.process.wait(30)
        seconds = time.monotonic() - began

    lines = lines_of(answers[0])
    statuses = [line["status"] for line in lines]
    done = statuses.count(200)
    assert [line["line"] for line in lines] == list(range(1, LINES + 1))
    assert 1 <= done < LINES
    assert statuses == [200] * done + [503] * (LINES - done)
    assert answers[0].endswith(b"0\r\n\r\n")
    assert [line["status"] for line in lines_of(answers[1])] == [422, 503]
    assert answers[2].startswith(b"HTTP/1.1 408 ")
    assert (status, seconds < GRACEFUL) == (0, True)
    assert "Forcing close" not in server.log

"""Batches over real connections: early results, late readers, clients that leave."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.support.live_server import FAKE_APP, LiveServer
from tests.support.nodejs import NODE
from tests.support.waiting import wait_until

pytestmark = pytest.mark.server

PATH = "/v1/attributions/batch"
NDJSON = {"Content-Type": "application/x-ndjson"}
TEXT = "“We won,” said Ida."
SCRIPT = """
const lines = Array(200).fill(JSON.stringify({text: process.argv[2]})).join("\\n");
const answer = await fetch(process.argv[1], {
  method: "POST", body: lines, headers: {"Content-Type": "application/x-ndjson"},
});
const found = (await answer.text()).trim().split("\\n").map(JSON.parse);
console.log(answer.status, found.length, found.every((line) => line.status === 200));
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Run a server with fake models."""
    environ = {"WHOSAID_PROCESSES": "1", "WHOSAID_BATCH_SECONDS": "4"}
    folder = tmp_path_factory.mktemp("batch")
    with LiveServer(folder, app=FAKE_APP, environ=environ) as server:
        yield server


def line(text: str) -> bytes:
    """Return a line of a batch."""
    return json.dumps({"text": text}).encode() + b"\n"


def connect(server: LiveServer) -> socket.socket:
    """Begin a chunked batch."""
    client = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    client.sendall(
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: application/x-ndjson\r\n\r\n".encode()
    )
    return client


def chunk(data: bytes) -> bytes:
    """Frame a part of a body."""
    return b"%x\r\n%s\r\n" % (len(data), data)


def read_until(client: socket.socket, mark: bytes) -> bytes:
    """Read until something has come."""
    data = b""
    while mark not in data:
        got = client.recv(65_536)
        assert got, data
        data += got
    return data


def test_early_results(server: LiveServer) -> None:
    """An answer comes before the next line was sent."""
    with connect(server) as client:
        for number in (1, 2):
            client.sendall(chunk(line(TEXT)))
            assert b" 500 " not in read_until(client, b'{"line":%d,' % number)
        client.sendall(b"0\r\n\r\n")
        assert read_until(client, b"0\r\n\r\n")


def test_large_batch_of_a_client_that_reads_last(server: LiveServer) -> None:
    """A client that sends megabytes before it reads gets every answer."""
    text = TEXT + " word" * 500
    with server.client() as client:
        answer = client.post(PATH, content=line(text) * 100, headers=NDJSON)

    statuses = [json.loads(got)["status"] for got in answer.iter_lines()]
    assert statuses == [200] * 100


def test_fetch_of_node(server: LiveServer) -> None:
    """Node's fetch, which sends all before it reads, gets every answer."""
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", SCRIPT, server.url + PATH, TEXT],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert done.stdout.split() == ["200", "200", "true"]


def test_client_that_leaves(server: LiveServer) -> None:
    """The rest of a batch is dropped when its client leaves."""
    with connect(server) as client:
        client.sendall(chunk(line("SLOW") * 100))
        read_until(client, b'{"line":1,')
    began = time.monotonic()

    with server.client() as client:
        lone = client.post("/v1/attributions", json={"text": TEXT})

    assert lone.status_code == 200
    assert time.monotonic() - began < 10


def test_trickling_batch(server: LiveServer) -> None:
    """A batch that does not end in time is ended with a line that says so."""
    with connect(server) as client:
        client.sendall(chunk(line(TEXT)))
        got = read_until(client, b'"body_too_slow"')

    assert b'{"line":1,' in got


def test_batch_survives_the_death_of_a_process(server: LiveServer) -> None:
    """An article that kills its process fails alone; the next lines are answered."""
    with server.client() as client:
        answer = client.post(
            PATH, content=line(TEXT) + line("DIE") + line(TEXT), headers=NDJSON
        )
    first, bad, _ = (json.loads(got)["status"] for got in answer.iter_lines())

    assert (first, bad) == (200, 500)
    wait_until(lambda: httpx.get(f"{server.url}/readyz").status_code == 200)


def test_no_error_in_the_log(server: LiveServer) -> None:
    """The log has no error of the HTTP worker."""
    events = [json.loads(each) for each in server.log.splitlines()]

    assert not [e for e in events if e.get("code") == "internal_error"]
    assert "Traceback" not in server.log

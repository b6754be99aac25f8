"""A server with keys: no key in its log, metrics on request, compressed lines early."""

import gzip
import json
import socket
import zlib
from collections.abc import Iterator

import pytest

from service.api.auth.keys import make_key
from tests.support.live_server import FAKE_APP, LiveServer
from tests.support.waiting import wait_until

pytestmark = pytest.mark.server

KEY, STORED = make_key("desk")
WRONG, _ = make_key("nobody")
LINE = json.dumps({"text": "“We won,” said Ida."}).encode() + b"\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Run a server with fake models that all machines may reach."""
    folder = tmp_path_factory.mktemp("keys")
    file = folder / "keys"
    file.write_text(f"# the desk\n{STORED}\n")
    environ = {"WHOSAID_PROCESSES": "1", "WHOSAID_KEYS_FILE": str(file)}
    with LiveServer(folder, app=FAKE_APP, environ=environ) as server:
        yield server


def test_keys_and_log(server: LiveServer) -> None:
    """The key opens, a wrong one does not, and neither is in the log."""
    with server.client() as client:
        answers = [
            client.get(path, headers={"X-API-Key": key})
            for path in ("/v1/model", "/metrics")
            for key in (KEY, WRONG, "")
        ]

    assert [answer.status_code for answer in answers] == [200, 403, 401] * 2
    assert "whosaid_pool_workers_ready 1.0" in answers[3].text
    assert '"key":"desk"' in server.log
    assert KEY not in server.log
    assert WRONG not in server.log


def test_compressed_lines_come_early(server: LiveServer) -> None:
    """A compressed answer is readable line by line while the batch is still open."""
    head = (
        "POST /v1/attributions/batch HTTP/1.0\r\nHost: x\r\n"
        "Content-Type: application/x-ndjson\r\nContent-Encoding: gzip\r\n"
        f"Accept-Encoding: gzip\r\nX-API-Key: {KEY}\r\nContent-Length: 5000\r\n\r\n"
    )
    packer = zlib.compressobj(wbits=31)
    first = packer.compress(LINE) + packer.flush(zlib.Z_SYNC_FLUSH)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
        client.sendall(head.encode() + first)
        data = b""
        while b"\r\n\r\n" not in data or data.endswith(b"\r\n\r\n"):
            got = client.recv(65_536)
            assert got, data
            data += got
    body = data.partition(b"\r\n\r\n")[2]

    assert b"200 OK" in data
    assert b'{"line":1,' in zlib.decompressobj(31).decompress(body)


def test_bomb(server: LiveServer) -> None:
    """A compression bomb is refused, and the next request answered."""
    bomb = gzip.compress(b" " * 50 * 2**20)
    headers = {"X-API-Key": KEY, "Content-Encoding": "gzip"}
    headers["Content-Type"] = "application/json"
    with server.client() as client:
        answer = client.post("/v1/attributions", content=bomb, headers=headers)
        probe = client.get("/livez")

    assert (answer.status_code, probe.status_code) == (413, 200)


def test_changed_keys_count_without_a_signal(server: LiveServer) -> None:
    """A key that was added to the file opens a second later; an error changes none."""
    new, stored = make_key("new-desk")
    file = server.log_path.with_name("keys")
    before = server.workers()

    def ask(key: str) -> int:
        with server.client() as client:
            headers = {"X-API-Key": key}
            return client.get("/v1/model", headers=headers).status_code

    assert ask(new) == 403
    file.write_text(f"{STORED}\n{stored}\n")
    wait_until(lambda: ask(new) == 200)
    file.write_text("who_mistake\n")
    wait_until(lambda: ask(KEY) == 200 and "keys refused" in server.log)
    assert ask(new) == 200
    assert "who_mistake" not in server.log
    assert server.workers() == before

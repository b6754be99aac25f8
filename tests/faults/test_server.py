"""The running server under signals, dying processes and difficult clients."""

import json
import os
import select
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.support.live_server import FAKE_APP, LiveServer
from tests.support.waiting import wait_until

pytestmark = pytest.mark.server

TEXT = "The ferry is late."
HEAD = b"POST /v1/attributions HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Return a server of two inference processes that tests leave healthy."""
    environ = {
        "WHOSAID_PROCESSES": "2",
        "WHOSAID_BODY_SECONDS": "1",
        "WHOSAID_HEADER_SECONDS": "1",
        "WHOSAID_SEND_SECONDS": "1",
    }
    folder = tmp_path_factory.mktemp("server")
    with LiveServer(folder, app=FAKE_APP, environ=environ) as server:
        yield server


@pytest.fixture
def server(shared_server: LiveServer) -> LiveServer:
    """Return the shared server when all of it is warm."""
    wait_until(lambda: len(shared_server.inference()) == 2, what=lambda: "processes")
    shared_server.wait_until_ready()
    return shared_server


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[LiveServer]:
    """Return a server that a test may end."""
    environ = {"WHOSAID_PROCESSES": "1"}
    with LiveServer(tmp_path, app=FAKE_APP, environ=environ) as server:
        yield server


def send(server: LiveServer, *parts: bytes, pause: float = 0) -> bytes:
    """Send raw bytes until there is an answer; return all of it."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        for part in parts:
            client.sendall(part)
            if select.select([client], [], [], pause)[0]:
                break
        answer = b""
        while piece := client.recv(65_536):
            answer += piece
        return answer


def in_background(server: LiveServer, text: str) -> "Future[httpx.Response]":
    """Post a text in a thread, and give it the time to arrive."""
    pool = ThreadPoolExecutor(1)
    future = pool.submit(server.post, text)
    pool.shutdown(wait=False)
    time.sleep(0.2)
    return future


def test_layout_of_processes(server: LiveServer) -> None:
    """One HTTP worker, of higher priority, and the set number of processes."""
    [worker] = server.workers()
    inference = server.inference()
    niceness = [os.getpriority(os.PRIO_PROCESS, pid) for pid in inference]

    assert len(inference) == 2
    assert min(niceness) > os.getpriority(os.PRIO_PROCESS, worker)


def test_killed_inference_process(server: LiveServer) -> None:
    """A process killed in the middle of a request costs no answer."""
    future = in_background(server, "SLOW " + TEXT)

    for pid in server.inference():
        os.kill(pid, signal.SIGKILL)

    assert future.result().status_code == 200
    server.wait_until_ready()


@pytest.mark.nightly
def test_stopped_processes_are_replaced(server: LiveServer) -> None:
    """SIGSTOP of all idle processes and of their fork server: unready, then ready."""
    stopped = [*server.inference(), *server.fork_servers()]
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    wait_until(lambda: httpx.get(f"{server.url}/readyz").status_code == 503)
    server.wait_until_ready()

    assert server.post(TEXT).status_code == 200
    assert not set(stopped) & {*server.inference(), *server.fork_servers()}


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [("RAISE", 500, "inference_failed"), ("DIE", 500, "inference_failed")],
)
def test_poison(server: LiveServer, text: str, status: int, code: str) -> None:
    """An article that kills its process gets an error, and the next one is read."""
    response = server.post(text)

    assert (response.status_code, response.json()["code"]) == (status, code)
    server.wait_until_ready()
    assert server.post(TEXT).status_code == 200


def test_probes_answer_while_everything_works(server: LiveServer) -> None:
    """The probes answer at once while every process is busy."""
    futures = [in_background(server, f"SLOW {i}") for i in range(4)]
    began = time.monotonic()

    with server.client() as client:
        assert client.get("/livez").status_code == 200
        assert client.get("/readyz").status_code == 200

    assert time.monotonic() - began < 1
    assert {future.result().status_code for future in futures} == {200}


def test_two_hundred_clients(server: LiveServer) -> None:
    """Each of 200 concurrent clients is answered or refused with Retry-After."""
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(server.post, [f"{TEXT} {i}" for i in range(200)]))

    counts = Counter(answer.status_code for answer in answers)
    assert set(counts) <= {200, 503}
    assert counts[200] >= 18
    refused = [answer for answer in answers if answer.status_code == 503]
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in refused)


def test_long_query(server: LiveServer) -> None:
    """A path with its query of 4,000 bytes is read, one of 4,100 is refused: 414."""
    path = "/v1/attributions?id="
    answers = []
    with server.client() as client:
        for length in (4_000, 4_100):
            target = path + "x" * (length - len(path))
            answers.append(client.post(target, json={"text": TEXT}))

    assert [answer.status_code for answer in answers] == [422, 414]
    assert [answer.json()["status"] for answer in answers] == [422, 414]
    assert answers[1].headers["Content-Type"] == "application/problem+json"
    assert answers[1].json()["code"] == "uri_too_long"


def test_client_that_hangs_up(server: LiveServer) -> None:
    """The article of a client that leaves is dropped; the next one is read."""
    body = b"HANG here"
    head = HEAD + b"Content-Length: %d\r\n\r\n" % len(body)
    busy = [in_background(server, f"SLOW {i}") for i in range(2)]

    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(head + body)
    time.sleep(0.1)

    assert {future.result().status_code for future in busy} == {200}
    assert server.post(TEXT).status_code == 200


def test_trickling_body(server: LiveServer) -> None:
    """A body that is too slow gets 408 at its deadline."""
    head = HEAD + b"Content-Length: 100\r\n\r\n"

    answer = send(server, head, *[b"a"] * 20, pause=0.1)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"body_too_slow" in answer


@pytest.mark.parametrize("data", [b"", b"GET /livez HTTP/1.1\r\nHost:"])
def test_silent_client_is_let_go(server: LiveServer, data: bytes) -> None:
    """A connection on which no request comes is closed."""
    assert send(server, data) == b""


def test_client_that_takes_no_answer_is_let_go(server: LiveServer) -> None:
    """The connection of a client that reads no answer is closed."""
    request = b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.connect(("127.0.0.1", server.port))
        client.settimeout(30)
        with pytest.raises(ConnectionError):  # noqa: PT012 - whichever send it hits
            while True:
                client.sendall(request * 50)
                time.sleep(0.05)

    assert server.post(TEXT).status_code == 200


def test_half_closed_connection_is_a_client_that_left(server: LiveServer) -> None:
    """A client that closes its side before the answer has left."""
    body = b"SLOW " + TEXT.encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        client.shutdown(socket.SHUT_WR)
        client.recv(1)

    assert server.post(TEXT).status_code == 200


MALFORMED = [
    (b"GET / HTTP/9\r\n\r\n", b"400"),
    (b"\x00\x01\x02\r\n\r\n", b"400"),
    (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 20_000 + b"\r\n\r\n", b"431"),
    (HEAD + b"Content-Length: x\r\n\r\n", b"400"),
    (HEAD + b"Content-Length: 9999999\r\n\r\n", b"413"),
    (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
]


@pytest.mark.parametrize(("data", "status"), MALFORMED)
def test_malformed_request(server: LiveServer, data: bytes, status: bytes) -> None:
    """What is not HTTP, or too much of it, is refused and the connection closed."""
    assert send(server, data).split()[1] == status


CLOSE = b"Connection: close\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"
STANDARD = [
    (b"GET http://x.example/livez HTTP/1.1\r\nHost: x\r\n" + CLOSE, b"200 OK"),
    (b"HEAD /v1/model HTTP/1.1\r\nHost: x\r\n" + CLOSE, b"200 OK"),
    (b"GET /livez HTTP/1.1\r\n" + CLOSE, b"400 Bad Request"),
    (b"GET /livez HTTP/1.0\r\n\r\n", b"200 OK"),
    (CHUNKED, b"501 Not Implemented"),
    (HEAD + b"Accept: a/b\r\n" + CLOSE, b"406 Not Acceptable"),
    (HEAD + b"Content-Length: 9999999\r\n\r\n", b"413 Content Too Large"),
    (HEAD + CLOSE, b"422 Unprocessable Content"),
]


@pytest.mark.parametrize(("data", "line"), STANDARD)
def test_standard(server: LiveServer, data: bytes, line: bytes) -> None:
    """Targets, Host and codings are as RFC 9112 says, and each header stands once."""
    head, _, _ = send(server, data).partition(b"\r\n\r\n")

    status, *headers = head.split(b"\r\n")
    names = [header.partition(b":")[0].lower() for header in headers]
    assert status.partition(b" ")[2] == line
    assert len(names) == len({*names})
    assert b"connection" in names


@pytest.mark.parametrize(
    ("path", "media", "status"),
    [
        ("/v1/attributions", "image/png", b"415"),
        ("/v1/attributions/batch", "text/csv", b"415"),
        ("/v1/exports/nothing", "application/json", b"404"),
        ("/nothing", "application/json", b"404"),
    ],
)
def test_refusal_before_the_body_says_that_the_connection_ends(
    server: LiveServer, path: str, media: str, status: bytes
) -> None:
    """An early refusal has ``Connection: close``, for clients with connection pools."""
    headers = f"Host: x\r\nContent-Type: {media}\r\nContent-Length: 5\r\n\r\n"
    answer = send(server, f"POST {path} HTTP/1.1\r\n{headers}".encode())

    assert answer.split()[1] == status
    assert b"\r\nconnection: close\r\n" in answer.lower()


DEEP = 100_000
NESTED = [
    ("application/json", b"[" * DEEP),
    ("application/json", b'{"text": ' * DEEP),
    ("application/json", b'{"text": "a", "options": ' + b'{"types": [' * DEEP),
    ("application/msgpack", b"\x91" * DEEP),
    ("application/msgpack", b"\x81\xa4text" * DEEP),
]


@pytest.mark.parametrize(("media", "body"), NESTED)
def test_deeply_nested_body(server: LiveServer, media: str, body: bytes) -> None:
    """A deeply nested body is refused, and the next request answered."""
    before = server.workers()
    with server.client() as client:
        answer = client.post(
            "/v1/attributions", content=body, headers={"Content-Type": media}
        )

    assert answer.status_code in {400, 413, 422}
    assert server.workers() == before


def test_pipelined_requests_are_answered_in_order(server: LiveServer) -> None:
    """Two requests in one packet get two answers."""
    first = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
    second = b"GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    answer = send(server, first + second)

    assert answer.index(b"200 OK") < answer.index(b"404 Not Found")


def test_no_text_in_any_log(server: LiveServer) -> None:
    """Articles, ids, paths and parameters are not in the log."""
    canary = "Quillfeather"
    with server.client() as client:
        client.post(
            "/v1/attributions", json={"text": f"{canary} is late.", "id": canary}
        )
        client.post("/v1/attributions", json={"text": f"RAISE {canary}"})
        client.post("/v1/attributions", json={"text": f"DIE {canary}"})
        client.post("/v1/attributions", json={"text": "a", canary: 1})
        client.post(f"/v1/attributions?id={canary}", json={"text": canary})
        client.get(f"/{canary}", headers={"X-Request-Id": f"{canary} {canary}"})
    server.wait_until_ready()

    assert "inference_failed" in server.log
    assert canary not in server.log


def test_every_line_of_the_log_is_json(server: LiveServer) -> None:
    """Every line of the log is a JSON object."""
    lines = server.log.splitlines()

    assert lines
    assert all("event" in json.loads(line) for line in lines)


def test_graceful_stop_answers_what_was_accepted(own_server: LiveServer) -> None:
    """SIGTERM under load: every request whose headers were read gets its answer."""
    futures = [in_background(own_server, f"SLOW {i}") for i in range(6)]

    own_server.process.send_signal(signal.SIGTERM)

    assert {future.result().status_code for future in futures} == {200}
    assert own_server.process.wait(30) == 0


def test_graceful_stop_does_not_wait_for_idle_clients(own_server: LiveServer) -> None:
    """An open idle connection does not delay a graceful stop."""
    inference = own_server.inference()
    with own_server.client() as client:
        client.get("/livez")
        began = time.monotonic()

        own_server.process.send_signal(signal.SIGTERM)

        assert own_server.process.wait(30) == 0
        assert time.monotonic() - began < 10
    assert not any(Path(f"/proc/{pid}").exists() for pid in inference)


def test_killed_http_worker_is_replaced(own_server: LiveServer) -> None:
    """After a hard kill of the HTTP worker a new one serves; no process is left."""
    [worker] = own_server.workers()
    inference = own_server.inference()

    os.kill(worker, signal.SIGKILL)

    wait_until(lambda: own_server.workers() not in ([], [worker]))
    own_server.wait_until_ready()
    assert own_server.post(TEXT).status_code == 200
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in inference))


def test_damaged_model_stops_the_start(tmp_path: Path) -> None:
    """A damaged model ends the arbiter with a status and a reason."""
    server = LiveServer(tmp_path, environ={"WHOSAID_MODELS": str(tmp_path)})
    server.spawn()

    assert server.process.wait(30) != 0
    assert "models cannot be used" in server.log
    assert "Traceback" not in server.log


def test_wrong_setting_stops_the_start(tmp_path: Path) -> None:
    """A wrong variable ends the arbiter with one line that names it."""
    server = LiveServer(tmp_path, environ={"WHOSAID_QUEUE": "many"})
    server.spawn()

    assert server.process.wait(30) != 0
    assert server.log.startswith("whosaid: WHOSAID_QUEUE: ")
    assert len(server.log.splitlines()) == 1


def test_hanging_article(tmp_path: Path) -> None:
    """An article that hangs is answered 504 in time; the other process goes on."""
    environ = {"WHOSAID_PROCESSES": "2", "WHOSAID_DEADLINE": "1"}
    with LiveServer(tmp_path, app=FAKE_APP, environ=environ) as server:
        hung = in_background(server, "HANG")

        assert server.post(TEXT).status_code == 200
        assert hung.result().status_code == 504
        assert server.post(TEXT).status_code == 200


def test_full_disk_under_the_log(tmp_path: Path) -> None:
    """A log on a full disk does not stop requests."""
    server = LiveServer(
        tmp_path, app=FAKE_APP, environ={"WHOSAID_PORT": str(free_port())}
    )
    server.url = f"http://127.0.0.1:{server._environ['WHOSAID_PORT']}"
    with Path("/dev/full").open("wb") as full:
        server.process = subprocess.Popen(
            server._command,
            env=server._environ,
            stdout=full,
            stderr=full,
            cwd=Path(__file__).parents[2],
        )
    server.log_path.touch()
    try:
        server.wait_until_ready()
        assert server.post(TEXT).status_code == 200
        assert server.post("RAISE").status_code == 500
    finally:
        server.__exit__(None, None, None)


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

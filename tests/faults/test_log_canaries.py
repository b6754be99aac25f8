"""No data of a client is in a log, for all routes, levels and failures."""

import gzip
import json
import os
import signal
import socket
from collections.abc import Iterator

import msgspec
import pytest

from service.api.auth.keys import make_key
from service.exports import FORMATS
from tests.support.live_server import FAKE_APP, LiveServer
from tests.support.waiting import wait_until

pytestmark = pytest.mark.server

KEY, STORED = make_key("desk")
CANARY = "Quillfeather"
TEXT = f"“{CANARY} is late,” said {CANARY}."
HEADERS = {"X-API-Key": KEY}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Run a server that logs all it can."""
    environ = {
        "WHOSAID_PROCESSES": "1",
        "WHOSAID_LOG_LEVEL": "debug",
        "WHOSAID_KEYS": str(STORED),
        "WHOSAID_DEADLINE": "2",
    }
    folder = tmp_path_factory.mktemp("canaries")
    with LiveServer(folder, app=FAKE_APP, environ=environ) as server:
        yield server


def checked(poison: str) -> dict[str, object]:
    """Return a check whose source may make the model fail."""
    source = {"id": CANARY, "text": poison + TEXT, "title": CANARY, "speaker": CANARY}
    return {"id": CANARY, "draft": {"text": TEXT}, "sources": [source]}


def test_no_text_in_the_log(server: LiveServer) -> None:
    """Texts, ids, paths, queries, headers, bodies and keys are not in the log."""
    masked = {"text": TEXT, "placeholders": [{"placeholder": CANARY, "text": CANARY}]}
    json_type = {**HEADERS, "Content-Type": "application/json"}
    packed = {**HEADERS, "Content-Type": "application/msgpack"}
    plain = {**HEADERS, "Content-Type": f"text/plain; {CANARY}=1"}
    zipped = {**json_type, "Content-Encoding": "gzip"}
    lines = [{"text": TEXT, "id": CANARY}, {CANARY: 1}, {"text": f"RAISE {TEXT}"}]
    batch = "\n".join(json.dumps(line) for line in lines) + f"\n{CANARY}"
    with server.client() as client:
        client.headers.update(HEADERS)
        for name in FORMATS:
            client.post(f"/v1/exports/{name}", json={"text": TEXT, "id": CANARY})
        for poison in ("", "RAISE ", "DIE ", "SLOW " * 9, "HANG "):
            client.post("/v1/attributions", json={"text": poison + TEXT})
        client.post("/v1/mask", json={"text": TEXT})
        client.post("/v1/audit", json={"text": TEXT, "id": CANARY})
        client.post("/v1/unmask", json=masked)
        for poison in ("", "RAISE "):
            client.post("/v1/check", json=checked(poison))
        client.post("/v1/attributions/batch", content=batch, headers=NDJSON)
        client.post(f"/v1/attributions?id={CANARY}", content=TEXT, headers=plain)
        client.post("/v1/attributions", content=CANARY, headers=json_type)
        client.post("/v1/attributions", content=CANARY, headers=packed)
        client.post(
            "/v1/attributions",
            content=msgspec.msgpack.encode({"text": TEXT}),
            headers=packed,
        )
        client.post("/v1/attributions", content=CANARY, headers=zipped)
        client.post("/v1/attributions", content=gzip.compress(b"{"), headers=zipped)
        client.get(f"/{CANARY}/{CANARY}?{CANARY}={CANARY}")
        client.request(CANARY, f"/v1/{CANARY}", headers={CANARY: CANARY})
        client.get("/livez", headers={"X-Request-Id": f"{CANARY} {CANARY}"})
        client.get("/v1/model", headers={"X-API-Key": CANARY})
        client.get("/v1/model", headers={"Authorization": f"Basic {CANARY}"})
    for raw in (f"{CANARY}\r\n\r\n", f"GET /{CANARY} HTTP/1.1\r\n{CANARY}\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as bad:
            bad.sendall(raw.encode())
            bad.recv(65_536)
    for pid in server.inference():
        os.kill(pid, signal.SIGKILL)
    server.process.send_signal(signal.SIGTERM)
    wait_until(lambda: server.process.poll() is not None)

    assert "inference_failed" in server.log
    assert '"level":"debug"' in server.log
    assert CANARY.lower() not in server.log.lower()
    assert KEY not in server.log


NDJSON = {"Content-Type": "application/x-ndjson"}

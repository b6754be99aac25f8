"""The running server does not depend on the system clock, which jumps."""

import email.utils
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.api.auth.keys import make_key
from tests.support.live_server import FAKE_APP, ROOT, LiveServer

pytestmark = pytest.mark.server

KEY, STORED = make_key("desk")
JUMPS = (20_000, -800_000, 100_000_000)
FAKE_CLOCK = """
import pathlib, time

_real, _file = time.time, pathlib.Path(__file__).with_name("seconds")
time.time = lambda: _real() + float(_file.read_text())
"""
"""A module that Python imports by itself, in the master and in all its children."""


@pytest.fixture
def clock(tmp_path: Path) -> Path:
    """Return the file that says how many seconds the server's clock is off."""
    (tmp_path / "sitecustomize.py").write_text(FAKE_CLOCK)
    file = tmp_path / "seconds"
    file.write_text("0")
    return file


@pytest.fixture
def server(tmp_path: Path, clock: Path) -> Iterator[LiveServer]:
    """Run a server whose clock can be set."""
    environ = {
        "PYTHONPATH": os.pathsep.join([str(clock.parent), str(ROOT)]),
        "WHOSAID_PROCESSES": "1",
        "WHOSAID_KEYS": str(STORED),
        "WHOSAID_KEY_RATE": "100",
    }
    with LiveServer(tmp_path, app=FAKE_APP, environ=environ) as server:
        yield server


def test_clock_that_jumps(server: LiveServer, clock: Path) -> None:
    """Requests, connections, rate limits and processes are not affected by a jump."""
    processes = server.workers(), server.inference()
    before = time_of(server)
    left: list[int] = []
    with server.client() as client, ThreadPoolExecutor(1) as pool:
        client.headers["X-API-Key"] = KEY
        for jump in JUMPS:
            slow = pool.submit(client.post, "/v1/attributions", json={"text": "SLOW."})
            time.sleep(0.2)
            clock.write_text(str(jump))
            time.sleep(1.5)  # the master looks at the heartbeats once a second
            answer = slow.result()
            assert answer.status_code == 200
            assert client.post("/v1/attributions", json={"text": "A."}).is_success
            left.append(int(answer.headers["RateLimit-Remaining"]))

    assert abs(time_of(server) - before - JUMPS[-1]) < 600
    assert left == [99, 97, 95]
    assert (server.workers(), server.inference()) == processes


def test_only_the_log_reads_the_clock() -> None:
    """No module of the service reads the system clock except the log."""
    asks = re.compile(r"\btime\.time\b|\b(?:utc)?now\(\)|\btoday\(\)|gmtime|localtime")
    files = sorted((ROOT / "service").rglob("*.py"))

    assert len(files) > 100
    assert [file for file in files if asks.search(file.read_text("utf-8"))] == []


def time_of(server: LiveServer) -> float:
    """Return the time of the server."""
    with server.client() as client:
        date = client.get("/livez").headers["Date"]
    return email.utils.parsedate_to_datetime(date).timestamp()

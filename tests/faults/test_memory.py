"""Memory over many requests of a fixed set of articles."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.support.live_server import FAKE_APP, LiveServer

pytestmark = pytest.mark.server

WARM_UP = 0.25
"""Share of the requests after which memory is measured first."""
MOST_GROWTH = 1.05
PROCESSES = 2
"""Forked from one fork server: shared memory must stay shared."""
TEXTS = [
    f"“Ferry {number} will be late,” harbour master Ida Holm said on Tuesday.\n\n"
    f"{'She told CNN that the quay was safe. ' * (number % 7)}\n\n"
    f"According to Reuters, {number} people waited. “We will pay,” she added."
    for number in range(25)
]


def growth(server: LiveServer, requests: int) -> float:
    """Return how many times the memory grows from the warm-up to the last request."""
    warm_up = int(WARM_UP * requests)
    with server.client() as client:
        post_all(client, warm_up)
        warm = memory_of(server)
        post_all(client, requests - warm_up)
        client.get("/livez")
        return memory_of(server) / warm


def post_all(client: httpx.Client, times: int) -> None:
    """Post so many articles, as many at once as there are processes."""

    def post(number: int) -> int:
        text = TEXTS[number % len(TEXTS)]
        return client.post("/v1/attributions", json={"text": text}).status_code

    with ThreadPoolExecutor(PROCESSES) as pool:
        assert set(pool.map(post, range(times))) == {200}


def memory_of(server: LiveServer) -> int:
    """Return the proportional set size of all but the master, in KiB."""
    processes = *server.workers(), *server.fork_servers(), *server.inference()
    return sum(map(pss, processes))


def pss(pid: int) -> int:
    """Return the proportional set size of a process in KiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    [line] = [line for line in lines if line.startswith("Pss:")]
    return int(line.split()[1])


@pytest.mark.alone
def test_memory_of_the_serving_side(tmp_path: Path) -> None:
    """Without the models nothing grows by more than a twentieth."""
    environ = {"WHOSAID_PROCESSES": str(PROCESSES)}
    with LiveServer(tmp_path, app=FAKE_APP, environ=environ) as server:
        assert growth(server, 600) <= MOST_GROWTH


@pytest.mark.nightly
@pytest.mark.model
def test_memory_with_the_models(tmp_path: Path) -> None:
    """With the models it does not either."""
    environ = {"WHOSAID_PROCESSES": str(PROCESSES)}
    with LiveServer(tmp_path, environ=environ) as server:
        grown = growth(server, 2_000)

    sys.stdout.write(f"memory grew to {grown:.3f} of what it was\n")
    assert grown <= MOST_GROWTH

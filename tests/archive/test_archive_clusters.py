"""Runs on a cluster that somebody else started."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_runs import PROGRAM, SMALL, TESTS, check_whole, write_articles

from service.archive.cluster import QUIET

pytestmark = pytest.mark.nightly
RAY = Path(sys.executable).with_name("ray")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def cluster() -> Iterator[dict[str, str]]:
    """Start a cluster of two CPUs; give the environment and addresses of it."""
    ports = {"GCS": str(free_port()), "CLIENT": str(free_port())}
    folder = tempfile.mkdtemp(prefix="cluster-")
    environ = {
        **os.environ,
        **QUIET,
        **SMALL,
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),
        "PYTHONPATH": os.fspath(TESTS),
    }
    options = ["--head", "--block", "--num-cpus=2", "--include-dashboard=false"]
    with subprocess.Popen(
        [
            *(RAY, "start", *options, f"--port={ports['GCS']}"),
            *(f"--ray-client-server-port={ports['CLIENT']}", f"--temp-dir={folder}"),
        ],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        yield environ | ports
        process.terminate()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("address", ["127.0.0.1:{GCS}", "ray://127.0.0.1:{CLIENT}"])
def test_cluster(tmp_path: Path, cluster: dict[str, str], address: str) -> None:
    """A cluster does the work, asked from one of its machines or from elsewhere."""
    source = write_articles(tmp_path / "in.jsonl", [f"Article {n}." for n in range(9)])
    argv = [source, tmp_path / "out", "--address", address.format_map(cluster)]
    command = [sys.executable, "-c", PROGRAM, *map(os.fspath, argv)]

    for _ in range(20):  # it may not listen yet
        done = subprocess.run(
            command, env=cluster, capture_output=True, text=True, check=False
        )
        if "no Ray at" not in done.stderr:
            break

    assert done.returncode == 0, done.stderr
    check_whole(tmp_path / "out", 9)
    assert done.stderr.splitlines()[-1].startswith("9 articles, 0 of them errors")

"""Runs on an existing cluster, in a network namespace of its own."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.archive_runs import PROGRAM, ROOT, SMALL, check_whole, write_articles

pytestmark = pytest.mark.nightly
HEAD = "10.1.2.3"
"""An address beyond the loopback interface, as of another machine."""
NETWORK = f"""
set -e
ip link set lo up
ip address add {HEAD}/32 dev lo
ip route add default dev lo src {HEAD}
exec "$@"
"""
OWN_NETWORK = ("unshare", "--net")
OPTIONS = (
    *("--head", "--block", "--num-cpus=2", "--include-dashboard=false"),
    *("--port=6379", "--ray-client-server-port=10001", "--disable-usage-stats"),
)


class Cluster:
    """A head node of two CPUs; commands run where they reach it."""

    def __init__(self, pid: int, environ: dict[str, str]) -> None:
        self._enter = ["nsenter", "--net", f"--target={pid}"]
        self._environ = environ

    def run(self, *argv: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the command line with fake models beside the head node."""
        return subprocess.run(
            [*self._enter, sys.executable, "-c", PROGRAM, *map(str, argv)],
            env=self._environ,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Run a cluster while the tests of the module run."""
    if os.geteuid() or not shutil.which("ip"):
        pytest.skip("a network of its own needs root and iproute2")
    folder = tempfile.mkdtemp(prefix="cluster-")
    environ = {
        **os.environ,
        **SMALL,
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),
        "RAY_ADDRESS": f"{HEAD}:6379",  # what "auto" is, as in a job's pod
        "PYTHONPATH": os.fspath(ROOT),
    }
    ray = [str(Path(sys.executable).with_name("ray")), "start", *OPTIONS]
    started = {name: environ[name] for name in environ if name != "RAY_ADDRESS"}
    with subprocess.Popen(
        [*OWN_NETWORK, "sh", "-c", NETWORK, "sh", *ray, f"--temp-dir={folder}"],
        env=started,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        yield Cluster(process.pid, environ)
        process.terminate()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("address", ["auto", f"{HEAD}:6379", f"ray://{HEAD}:10001"])
def test_cluster(tmp_path: Path, cluster: Cluster, address: str) -> None:
    """A run succeeds from a machine of the cluster and over a Ray client."""
    source = write_articles(tmp_path / "in.jsonl", [f"Article {n}." for n in range(9)])
    output = tmp_path / "out"

    done = cluster.run(source, output, "--address", address)
    for _ in range(19):  # it may not listen yet
        if "no Ray at" not in done.stderr:
            break
        done = cluster.run(source, output, "--address", address)

    assert done.returncode == 0, done.stderr
    check_whole(output, 9)
    assert done.stderr.splitlines()[-1].startswith("9 articles, 0 of them errors")

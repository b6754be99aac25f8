"""The image with Ray can be a cluster's head and worker; `make rayimage` runs this.

It has what deploy/rayjob.yaml gives a pod: a read-only root, /tmp and /dev/shm.
"""

import json
import os
import time
from collections.abc import Iterator

import pytest

from service.wire.responses import SERVICE_VERSION
from tests.container.check_image import CLIENT, LOCKED, ROOT, podman
from tests.deploy.manifests import locked

IMAGE = os.environ.get("IMAGE", f"localhost/whosaid:{SERVICE_VERSION}-archive")
POD = (
    *[word for word in LOCKED if word not in {"--memory", "2g"}],
    *("--memory", "4g", "--shm-size", "512m"),
    *("--tmpfs", "/tmp:rw,mode=1777", "--tmpfs", "/archive:rw,mode=1777"),  # noqa: S108
)
START = (
    "ray start --head --num-cpus=1 --dashboard-host=0.0.0.0 --block "
    "--node-ip-address=127.0.0.1 --object-store-memory=200000000"
)
JOBS = "http://127.0.0.1:8265"
PATIENCE = 240


@pytest.fixture(scope="module")
def head() -> Iterator[str]:
    """Return a container that runs what KubeRay runs on a head."""
    words = ("run", "--detach", *POD, "--entrypoint", "/bin/bash", IMAGE, "-c", START)
    name = podman(*words).strip()
    began = time.monotonic()
    try:
        # The empty list of jobs; each look starts a Ray of its own.
        while "[]" not in podman(
            *("exec", name, "ray", "job", "list", "--address", JOBS), check=False
        ):
            assert time.monotonic() - began < PATIENCE, podman("logs", name)
            time.sleep(5)
        yield name
    finally:
        podman("rm", "--force", name, check=False)


def test_version(head: str) -> None:
    """Ray is the version that the manifest names, beside the same service."""
    version = locked("requirements-archive.txt")["ray"]

    assert version in podman("exec", head, "ray", "--version")
    assert podman("exec", head, "whosaid", "--help")


def test_service() -> None:
    """It is the service's image still, and serves."""
    words = ("run", "--detach", *POD, "--env", "WHOSAID_ALLOW_ANONYMOUS=on")
    name = podman(*words, IMAGE, "serve").strip()
    ask = ("exec", name, "python3", "-c", CLIENT)
    began = time.monotonic()
    try:
        while not podman(*ask, "GET", "/readyz", "", check=False).startswith("200\n"):
            assert time.monotonic() - began < PATIENCE, podman("logs", name)
            time.sleep(1)
    finally:
        podman("rm", "--force", name, check=False)


def test_job(head: str) -> None:
    """A job that is submitted the way KubeRay does it attributes an archive."""
    article = (ROOT / "tests/golden/article.txt").read_bytes()
    into = ("exec", "--interactive", head, "sh", "-c")
    podman(*into, "mkdir /archive/input && cat > /archive/input/a.txt", body=article)
    entry = "python -m service archive /archive/input /archive/output --address auto"
    submit = f"ray job submit --address {JOBS} -- {entry}"
    podman("exec", head, "bash", "-c", submit)
    script = (
        "import json, pyarrow.dataset as d; "
        "print(json.dumps([d.dataset('/archive/output/' + name).count_rows() "
        "for name in ('articles', 'attributions')]))"
    )
    articles, attributions = json.loads(podman("exec", head, "python3", "-c", script))

    assert articles == 1
    assert attributions >= 12

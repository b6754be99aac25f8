"""The image keeps what docs/CONTAINER.md promises; `make image` runs this.

Containers have no network, a read-only root, no capabilities and 2 GiB. What needs a
client asks from inside. IMAGE names another image, RUNTIME another runtime of podman.
"""

import json
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from service import DISTRIBUTION
from service.wire.responses import SERVICE_VERSION
from tests.deploy.manifests import locked

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ARTICLE = ROOT / "tests/golden/article.txt"
IMAGE = os.environ.get("IMAGE", f"localhost/whosaid:{SERVICE_VERSION}")
PODMAN = ("podman", "--runtime", os.environ.get("RUNTIME", "runc"))
LOCKED = (
    *("--network", "none", "--read-only", "--read-only-tmpfs=false"),
    *("--cap-drop", "all", "--security-opt", "no-new-privileges"),
    # The runtime's own limits are above what some machines let root set.
    *("--ulimit", "nofile=1024:4096", "--ulimit", "nproc=1000:1000"),
    *("--memory", "2g"),
)
# A busy machine may take its time.
PATIENT = ("--env", "WHOSAID_DEADLINE=100", "--env", "WHOSAID_GRACEFUL=110")
GRACE = 120
PATIENCE = 180
CLIENT = """
import http.client, sys
method, path, key = sys.argv[1:]
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=110)
headers = {"Content-Type": "text/plain; charset=utf-8"}
if key:
    headers["Authorization"] = "Bearer " + key
body = sys.stdin.buffer.read()
connection.request(method, path, body or None, headers)
answer = connection.getresponse()
sys.stdout.buffer.write(b"%d\\n" % answer.status + answer.read())
"""
LOOK = """
import importlib.metadata, json, shutil, importlib.util, torch
print(json.dumps({
    "cuda": torch.version.cuda,
    "packages": {one.name.lower().replace("_", "-"): one.version.partition("+")[0]
                 for one in importlib.metadata.distributions()},
    "tools": [one for one in ("cc", "gcc", "c++", "make", "ld", "pip", "pip3", "uv")
              if shutil.which(one)],
    "pip": importlib.util.find_spec("pip") is not None,
}))
"""
KILL = """
import os, pathlib, signal
for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
    pid, parent = path.parent.name, path.read_text().rpartition(")")[2].split()[1]
    if parent not in {"0", "1"}:
        os.kill(int(pid), signal.SIGKILL)
        print(pid)
"""
WRITABLE = (
    "find / -xdev \\( -type f -o -type d \\) -writable "
    "! -path '/proc/*' ! -path '/dev/*' 2>/dev/null | head -5"
)
PEAK = (  # of both versions of cgroups
    "cat /sys/fs/cgroup/memory.peak "
    "/sys/fs/cgroup/memory/memory.max_usage_in_bytes 2>/dev/null"
)


def podman(*words: str, body: bytes = b"", check: bool = True) -> str:
    """Run podman; return what it printed.

    Its complaints about systemd, which runs no timers here, go to standard error.
    """
    done = subprocess.run(
        [*PODMAN, *words], input=body, capture_output=True, check=False
    )
    if check and done.returncode:
        raise AssertionError(f"{words}: {done.stderr.decode()}")
    return done.stdout.decode()


class Container:
    """A container that runs."""

    def __init__(self, *options: str) -> None:
        self.began = time.monotonic()
        self.id = podman("run", "--detach", *LOCKED, *PATIENT, *options, IMAGE).strip()

    def is_healthy(self) -> bool:
        """Return what the image's own health check says."""
        done = subprocess.run(
            [*PODMAN, "healthcheck", "run", self.id], capture_output=True, check=False
        )
        return done.returncode == 0

    def wait_until_ready(self) -> float:
        """Return the seconds from its start to its health."""
        asked = time.monotonic()
        while not self.is_healthy():
            assert time.monotonic() - asked < PATIENCE, self.log()
            time.sleep(0.2)
        return time.monotonic() - self.began

    def ask(
        self, method: str, path: str, *, key: str = "", body: bytes = b""
    ) -> tuple[int, bytes]:
        """Return status and body of an answer."""
        command = ("python3", "-c", CLIENT, method, path, key)
        text = podman("exec", "--interactive", self.id, *command, body=body)
        status, _, answer = text.partition("\n")
        return int(status), answer.encode()

    def shell(self, script: str) -> str:
        """Return what a shell in it prints."""
        return podman("exec", self.id, "sh", "-c", script, check=False).strip()

    def state(self) -> dict[str, Any]:
        """Return what podman knows of it."""
        (found,) = json.loads(podman("inspect", self.id))
        return dict(found)

    def log(self) -> str:
        """Return what it has written."""
        done = subprocess.run(
            [*PODMAN, "logs", self.id], capture_output=True, check=False
        )
        return done.stderr.decode() + done.stdout.decode()

    def stop(self) -> float:
        """Return the seconds of a stop by SIGTERM, before it would be killed."""
        began = time.monotonic()
        podman("stop", "--time", str(GRACE), self.id)
        return time.monotonic() - began

    def remove(self) -> None:
        """Leave nothing behind."""
        podman("rm", "--force", self.id, check=False)


@pytest.fixture(scope="module")
def key() -> tuple[str, str]:
    """Return a key and what to store of it, as the image makes them."""
    words = podman("run", "--rm", *LOCKED, IMAGE, "keys", "new", "desk").split()
    (secret,) = (word for word in words if word.startswith("who_"))
    (stored,) = (word for word in words if word.startswith("desk:"))
    return secret, stored


@pytest.fixture(scope="module")
def container(key: tuple[str, str]) -> Iterator[Container]:
    """Return a container that is ready."""
    container = Container("--env", f"WHOSAID_KEYS={key[1]}")
    try:
        container.wait_until_ready()
        yield container
    finally:
        container.remove()


@pytest.fixture(scope="module")
def look(container: Container) -> dict[str, Any]:
    """Return what its Python finds."""
    found: dict[str, Any] = json.loads(
        podman("exec", container.id, "python3", "-c", LOOK)
    )
    return found


def test_needs_keys() -> None:
    """Without a key it says so in one line and does not start."""
    done = subprocess.run(
        [*PODMAN, "run", "--rm", *LOCKED, IMAGE],
        capture_output=True,
        text=True,
        check=False,
    )
    own = [line for line in done.stderr.splitlines() if line.startswith("whosaid:")]

    assert done.returncode == 1
    assert len(own) == 1
    assert "WHOSAID_KEYS" in own[0]


def test_golden_article(container: Container, key: tuple[str, str]) -> None:
    """It gives the golden article the records that this checkout gives it."""
    text = ARTICLE.read_bytes()
    status, body = container.ask("POST", "/v1/attributions", key=key[0], body=text)
    done = subprocess.run(
        [sys.executable, "-m", "service", "attribute", str(ARTICLE), "--json"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    answer, expected = json.loads(body), json.loads(done.stdout)

    assert status == 200
    assert len(answer["attributions"]) >= 12
    for name in ("attributions", "speakers", "outlets", "credits"):
        assert answer[name] == expected[name]


def test_key_is_asked_for(container: Container) -> None:
    """Whoever has no key gets no records."""
    status, _ = container.ask("POST", "/v1/attributions", body=b"The ferry is late.")

    assert status == 401


def test_command_line() -> None:
    """The image is the command line as well."""
    words = ("run", "--rm", "--interactive", *LOCKED, IMAGE, "attribute", "-", "--json")
    answer = json.loads(podman(*words, body="“We won,” Ida Holm said.".encode()))

    assert [one["name"] for one in answer["speakers"]] == ["Ida Holm"]


def test_user(container: Container) -> None:
    """Process 1 is gunicorn, nobody special, and can become nobody else."""
    status = container.shell("cat /proc/1/status")
    fields = dict(line.split(":\t") for line in status.splitlines() if ":\t" in line)

    assert "gunicorn" in container.shell("tr '\\0' ' ' </proc/1/cmdline")
    assert fields["Uid"].split() == ["10001"] * 4
    assert fields["Gid"].split() == ["10001"] * 4
    assert int(fields["CapEff"], 16) == int(fields["CapBnd"], 16) == 0
    assert fields["NoNewPrivs"] == "1"


def test_read_only(container: Container) -> None:
    """It can write to memory alone, and what it writes there is next to nothing."""
    assert container.shell(WRITABLE) == ""
    assert "Read-only" in container.shell("touch /models/x 2>&1")
    assert int(container.shell("du -s /dev/shm").split()[0]) < 1024


def test_nothing_belongs_to_the_user() -> None:
    """With a writable root it could still not change itself."""
    words = ("--entrypoint", "sh", "--network", "none", *LOCKED[8:10])
    script = "find /opt /models /usr /etc -writable ! -type l | head -5"

    assert podman("run", "--rm", *words, *LOCKED[10:], IMAGE, "-c", script) == ""


def test_no_tools(container: Container, look: dict[str, Any]) -> None:
    """No compiler, no installer, no cache is left."""
    caches = "/root/.cache /var/cache/apt/archives/*.deb /var/lib/apt/lists/* /build"

    assert look["tools"] == []
    assert not look["pip"]
    assert container.shell(f"ls -d {caches} 2>/dev/null") == ""


def test_packages(container: Container, look: dict[str, Any]) -> None:
    """The packages are those of the lock file; the list in the image names them all."""
    versions = locked("requirements.txt") | locked("requirements-torch.txt")
    bill = json.loads(container.shell("cat /usr/share/doc/whosaid/sbom.cdx.json"))
    listed = {
        one["name"].lower().replace("_", "-"): one["version"].partition("+")[0]
        for one in bill["components"]
    }
    packages = look["packages"]

    assert packages.pop(DISTRIBUTION) == SERVICE_VERSION
    assert look["cuda"] is None
    assert packages.items() <= versions.items()
    assert versions.keys() - packages.keys() == {"setuptools"}
    assert packages.items() <= listed.items()


def test_labels() -> None:
    """The image tells its version, its licence and the commit that it was made from."""
    (found,) = json.loads(podman("image", "inspect", IMAGE))
    labels = found["Labels"]

    assert labels["org.opencontainers.image.version"] == SERVICE_VERSION
    assert labels["org.opencontainers.image.licenses"] == PROJECT["license"]
    assert len(labels["org.opencontainers.image.revision"]) == 40


def test_process_one(container: Container, key: tuple[str, str]) -> None:
    """A killed inference process is replaced, and nothing dead is left lying."""
    killed = podman("exec", container.id, "python3", "-c", KILL).split()
    time.sleep(1)
    container.wait_until_ready()
    status, _ = container.ask("POST", "/v1/attributions", key=key[0], body=b"He left.")
    dead = container.shell("grep -l '^State:.Z' /proc/[0-9]*/status 2>/dev/null")
    left = container.shell("ls /proc").split()

    assert killed
    assert status == 200
    assert dead == ""
    assert set(killed).isdisjoint(left)


def test_graceful_stop(
    key: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """SIGTERM lets it answer what it has accepted, and it ends with status 0."""
    container = Container("--env", f"WHOSAID_KEYS={key[1]}")
    try:
        started = container.wait_until_ready()
        text = ARTICLE.read_bytes() * 8
        with ThreadPoolExecutor(2) as threads:
            asked = [
                threads.submit(
                    container.ask, "POST", "/v1/attributions", key=key[0], body=text
                )
                for _ in range(2)
            ]
            time.sleep(2.5)
            peak = int(container.shell(PEAK)) / 1e6
            waiting = [one for one in asked if not one.done()]
            stopped = container.stop()
            answers = [one.result()[0] for one in asked]

        assert waiting
        assert answers == [200, 200]
        assert stopped < GRACE
        assert container.state()["State"]["ExitCode"] == 0
    finally:
        container.remove()
    (image,) = json.loads(podman("image", "inspect", IMAGE))
    with capsys.disabled():
        print(  # noqa: T201 - figures for the docs
            f"\nimage {image['Size'] / 1e6:,.0f} MB; ready {started:.1f} s after "
            f"`podman run`; {peak:,.0f} MB of memory at most; stopped in "
            f"{stopped:.1f} s with {len(waiting)} articles of 3,232 words in work"
        )

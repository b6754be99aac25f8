"""The Dockerfile, compose.yaml and the locked versions agree with the service."""

import json
import re
import socket
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import yaml
from compose_spec import PyCompose
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from service.api.auth.keys import check_exposure, make_key
from service.errors import InvalidSettings
from service.settings import STOP_MARGIN, describe
from service.wire.responses import SERVICE_VERSION
from tests.deploy.manifests import (
    ROOT,
    image_settings,
    instruction,
    locked,
    read_locked,
    seconds,
    stages,
)

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MEGABYTE = 1_000_000


def compose() -> dict[str, object]:
    """Return the one service of compose.yaml."""
    found = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    service: dict[str, object] = found["services"]["whosaid"]
    return service


def test_stages() -> None:
    """Only the stages that are thrown away install anything with pip."""
    found = stages()
    kept = [
        rest
        for stage in ("service", "archive")
        for one, rest in found[stage]
        if one == "RUN"
    ]

    assert list(found)[-1] == "default"
    assert found["default"] == [("FROM", "service AS default")]
    assert any("pip install" in rest for one, rest in found["build"] if one == "RUN")
    assert kept
    assert not any(" install" in rest for rest in kept)
    assert not any("apt-get" in rest for one in found.values() for _, rest in one)


def test_image_with_ray() -> None:
    """Ray's image is the service's own, whole, with one layer of files on top."""
    first, *rest = stages()["archive"]
    layers = [text for one, text in rest if one in {"ADD", "COPY", "RUN"}]
    changed = {one for one, _ in rest} & {"USER", "WORKDIR", "ENTRYPOINT", "STOPSIGNAL"}

    assert first == ("FROM", "service AS archive")
    assert layers == ["--from=ray /opt/archive /opt/archive"]
    assert changed == set()


def test_base() -> None:
    """The base is an argument whose default is pinned by its digest."""
    default = next(rest for one, rest in stages()[""] if one == "ARG")

    assert default.startswith("BASE=docker.io/library/python:3.11.")
    assert len(default.partition("@sha256:")[2]) == 64
    assert instruction("FROM").startswith("${BASE} ")


def test_labels() -> None:
    """The labels tell the version and the licence."""
    labels = instruction("LABEL")

    assert f'image.version="{SERVICE_VERSION}"' in labels
    assert f'image.licenses="{PROJECT["license"]}"' in labels
    assert "image.revision=" in labels


def test_port() -> None:
    """What is exposed is what is listened on, beyond the container's own loopback."""
    settings = image_settings()

    assert instruction("EXPOSE") == str(settings.port)
    assert settings.host == "0.0.0.0"  # noqa: S104 - of the container
    assert compose()["ports"] == [f"127.0.0.1:{settings.port}:{settings.port}"]


def test_keys_are_asked_for() -> None:
    """The image does not start for anybody who has set no key."""
    _, key = make_key("desk")

    with pytest.raises(InvalidSettings, match="WHOSAID_KEYS"):
        check_exposure(image_settings())
    check_exposure(image_settings(WHOSAID_KEYS=str(key)))
    check_exposure(image_settings(**compose()["environment"]))  # type: ignore[arg-type]


def test_user() -> None:
    """It runs as nobody special, by number, so that Kubernetes can see it."""
    user, _, group = instruction("USER").partition(":")

    assert int(user) > 1000
    assert int(group) > 1000


@pytest.mark.parametrize(("status", "expected"), [(200, 0), (503, 1)])
def test_healthcheck_runs(status: int, expected: int) -> None:
    """The check passes when /readyz says so, and not otherwise."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/readyz" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.handle_request).start()
        assert check_health(server.server_port) == expected


def test_healthcheck_without_server() -> None:
    """Nor does it pass where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    assert check_health(port) == 1


def check_health(port: int) -> int:
    """Return the status of the image's health check, through no proxy that is set."""
    _, _, command = instruction("HEALTHCHECK").partition("CMD ")
    environ = {"WHOSAID_PORT": str(port), "http_proxy": "http://127.0.0.1:1"}
    done = subprocess.run(
        [sys.executable, *json.loads(command)[1:]],
        env=environ,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode


def test_stop() -> None:
    """SIGTERM stops it, and compose waits for as long as that may take."""
    needed = image_settings().graceful + STOP_MARGIN

    assert instruction("STOPSIGNAL") == "SIGTERM"
    assert instruction("ENTRYPOINT") == '["whosaid"]'
    assert instruction("CMD") == '["serve"]'
    assert needed < seconds(str(compose()["stop_grace_period"])) <= needed + 15


def test_compose_schema() -> None:
    """compose.yaml is valid by the specification of Compose."""
    text = (ROOT / "compose.yaml").read_text("utf-8")

    assert PyCompose.from_yaml(text).service_names() == ["whosaid"]
    with pytest.raises(ValueError, match="readonly"):
        PyCompose.from_yaml(text.replace("read_only", "readonly"))


def test_compose_is_locked() -> None:
    """The container can write nowhere and gain nothing."""
    found = compose()

    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert found["image"] == f"whosaid:{SERVICE_VERSION}"


def test_lock() -> None:
    """The image's versions are exact and within what pyproject.toml allows."""
    versions = locked("requirements.txt") | locked("requirements-torch.txt")
    wanted = [Requirement(one) for one in PROJECT["dependencies"]]

    assert all(versions.values())
    for one in wanted:
        assert one.specifier.contains(versions[canonicalize_name(one.name)]), one


def test_lock_of_the_archive() -> None:
    """Ray's image changes no version of the service's; it only adds."""
    versions = locked("requirements-archive.txt")
    wanted = [Requirement(one) for one in PROJECT["optional-dependencies"]["archive"]]

    assert locked("requirements.txt").keys() & versions.keys() == set()
    for one in wanted:
        assert one.specifier.contains(versions[canonicalize_name(one.name)]), one


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-archive.txt"])
def test_locked_files_have_hashes(name: str) -> None:
    """Every package is locked with the hashes of its files, and pip is told so."""
    commands = [
        rest for one in stages().values() for word, rest in one if word == "RUN"
    ]
    installs = [
        words
        for rest in commands
        for words in rest.split("&&")
        if f"--requirement {name}" in " ".join(words.split())
    ]

    assert all(hashes for _, _, hashes in read_locked(name))
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    assert "--no-deps" in installs[0]


def test_torch_is_locked_alone() -> None:
    """PyTorch has a file of its own: the wheel for the processor has other hashes."""
    others = locked("requirements.txt") | locked("requirements-archive.txt")

    assert locked("requirements-torch.txt").keys() == {"torch"}
    assert "torch" not in others


def test_context() -> None:
    """What is sent to the build is the service, its models and little else."""
    first, *rest = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    kept = [line[1:] for line in rest if line.startswith("!")]
    done = subprocess.run(
        ["git", "ls-files", "-z", *kept],  # noqa: S607 - whichever git there is
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    sizes = [
        (ROOT / name).stat().st_size
        for name in done.stdout.decode().split("\0")
        if name
    ]
    models = sum(one.stat().st_size for one in (ROOT / "models").rglob("*.*"))
    copied = {
        word
        for stage in stages().values()
        for one, what in stage
        if one == "COPY" and not what.startswith("--from")
        for word in what.split()[:-1]
    }

    assert first == "*"
    assert all(any(name.split("/")[0] == one for one in kept) for name in copied)
    assert sum(sizes) - models < 4 * MEGABYTE


def test_document() -> None:
    """docs/CONTAINER.md names files, targets, settings and arguments that there are."""
    text = (ROOT / "docs/CONTAINER.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    known = {setting.name for setting in describe()}
    arguments = {
        rest.partition("=")[0]
        for stage in stages().values()
        for one, rest in stage
        if one == "ARG"
    }
    files = re.findall(r"`((?:deploy|tests)/[\w./-]+)`|\]\(\.\./([^)]+)\)", text)

    assert set(re.findall(r"WHOSAID_[A-Z_]+", text)) <= known
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE)) == arguments
    assert files
    assert all((ROOT / (one or other)).exists() for one, other in files)
    for target in re.findall(r"`make ([a-z]+)`", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target

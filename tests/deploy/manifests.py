"""Reads what deploy/ and the Dockerfile say."""

import re
import shlex
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name

from service.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = tuple(sorted(DEPLOY.rglob("*.yaml")))
Manifest = dict[str, Any]


def read(path: Path) -> Manifest:
    """Return a file's one manifest."""
    return deepcopy(_load(path))


@cache
def _load(path: Path) -> Manifest:
    found: Manifest = yaml.safe_load(path.read_text("utf-8"))
    return found


def manifest(kind: str) -> Manifest:
    """Return the one manifest of a kind."""
    (found,) = (one for one in map(read, FILES) if one["kind"] == kind)
    return found


def pod_templates() -> dict[str, Manifest]:
    """Return the template of every pod by a name for it."""
    cluster = manifest("RayJob")["spec"]["rayClusterSpec"]
    workers = {one["groupName"]: one["template"] for one in cluster["workerGroupSpecs"]}
    return {
        "service": manifest("Deployment")["spec"]["template"],
        "head": cluster["headGroupSpec"]["template"],
        **workers,
    }


def service_container() -> Manifest:
    """Return the container of the service."""
    (found,) = manifest("Deployment")["spec"]["template"]["spec"]["containers"]
    return dict(found)


def locked(name: str) -> dict[str, str]:
    """Return the version of each package of a file of locked requirements."""
    return {package: version for package, version, _ in read_locked(name)}


def read_locked(name: str) -> Iterator[tuple[str, str, int]]:
    """Yield each package of such a file, its version and its number of hashes."""
    text = (ROOT / name).read_text("utf-8")
    for one in re.findall(r"^[a-z].*(?:\n +--hash.*)*", text, re.MULTILINE):
        package, _, rest = one.partition("==")
        yield canonicalize_name(package), rest.split()[0], one.count("--hash=sha256:")


def stages() -> dict[str, list[tuple[str, str]]]:
    """Return the Dockerfile's instructions by stage."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    found: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for line in filter(None, map(str.strip, joined.splitlines())):
        instruction, _, rest = line.partition(" ")
        if instruction == "FROM":
            name = rest.rpartition(" AS ")[2]
        found.setdefault(name, []).append((instruction, rest.strip()))
    return found


def instruction(name: str, *, stage: str = "service") -> str:
    """Return what the last such instruction of a stage says."""
    return [rest for one, rest in stages()[stage] if one == name][-1]


def image_environ() -> dict[str, str]:
    """Return the environment that the image sets."""
    words = shlex.split(instruction("ENV"))
    return dict(word.split("=", 1) for word in words)


def image_settings(**environ: str) -> Settings:
    """Return the settings of the image under an environment of its user's."""
    return Settings.from_environ({**image_environ(), **environ})


def seconds(text: str) -> int:
    """Return the seconds that "45s" means."""
    found = re.fullmatch(r"(\d+)s", text)
    assert found, text
    return int(found[1])

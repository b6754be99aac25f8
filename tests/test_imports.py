"""Who may import whom: each library has one door, and data flows one way."""

import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import service

ROOT = Path(service.__file__).parents[1]
MODELS = frozenset({"stanza", "torch", "transformers"})
HTTP = frozenset({"litestar", "gunicorn"})
ARCHIVE = frozenset({"ray", "pyarrow"})
LOADED = """
import importlib, sys
for name in sys.argv[1].split():
    importlib.import_module(name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
LIGHT = {
    "service.attribution": MODELS | HTTP,
    "service.text": MODELS | HTTP,
    "service.evaluation": MODELS | HTTP,
    "service.masking": MODELS | HTTP,
    "service.api.app": MODELS,
    "service.api.records": MODELS | HTTP,
    "service.api.codecs": MODELS | HTTP,
    "service.attributor": MODELS | HTTP,
    "service.together": MODELS | HTTP,
    "service.gunicorn_conf": MODELS | {"litestar"},
    "service.cli": MODELS | HTTP,
    "service.cli.parser": MODELS | HTTP,
    "service.cli.batch": MODELS | HTTP,
    "service.cli.models": MODELS | HTTP,
    "service.cli.openapi": MODELS,
    "service.archive": MODELS | HTTP,
    "service.bootstrap": HTTP | {"transformers"},
}
"""Modules or whole packages, and what must not be loaded with them.

All but the archive are also without ``ARCHIVE``.
"""
RUFF_FLAGS = ("--select=TID251", "--stdin-filename=service/attribution/new.py")
DOORS = {
    "stanza": {"service/nlp"},
    "torch": {"service/nlp"},
    "transformers": {"service/nlp"},
    "litestar": {"service/api"},
    "pyarrow": {"service/archive"},
    "ray": {"service/archive"},
}
"""Libraries, and the only folders that may name them."""
LAYERS = {
    "text": {"errors"},
    "nlp": {"text", "errors"},
    "attribution": {"nlp", "text", "errors"},
    "masking": {"attribution", "text", "errors"},
    "archive": {
        "api",
        "attribution",
        "attributor",
        "errors",
        "nlp",
        "serving",
        "settings",
        "text",
        "together",
    },
    "evaluation": {"attribution", "errors"},
    "serving": {
        "attribution",
        "nlp",
        "text",
        "attributor",
        "errors",
        "logs",
        "settings",
    },
}
"""Packages, and what else of ours each may import: never upwards."""


def modules(name: str) -> list[str]:
    """Return a module, or all modules of a package but those of entry points."""
    package = ROOT.joinpath(*name.split("."))
    found = pkgutil.iter_modules([str(package)], f"{name}.") if package.is_dir() else ()
    whole = name != "service.cli"
    return [name, *(item.name for item in found if whole)]


def sources() -> Iterator[tuple[Path, str]]:
    """Yield every import of the service: the file and the module it names."""
    for path in sorted((ROOT / "service").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield path, node.module or ""


@pytest.mark.parametrize("name", LIGHT)
def test_light_modules(name: str) -> None:
    """Importing a module loads none of the libraries that it must not need."""
    if name == "service.archive" and not find_spec("ray"):
        pytest.skip("whosaid[archive] is not installed")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, " ".join(modules(name))],
        capture_output=True,
        text=True,
        check=True,
    )

    heavy = LIGHT[name] if name == "service.archive" else LIGHT[name] | ARCHIVE
    assert set(done.stdout.split()) & heavy == set()


def test_the_check_sees_what_is_loaded() -> None:
    """A module that needs a library is seen to load it."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "service.api.app"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "litestar" in done.stdout.split()


@pytest.mark.parametrize("library", DOORS)
def test_doors(library: str) -> None:
    """Only the library's own folders name it."""
    used = {
        path.parent.relative_to(ROOT).as_posix()
        for path, module in sources()
        if module.partition(".")[0] == library
    }

    assert used == DOORS[library]


def test_the_service_knows_nothing_of_the_training() -> None:
    """What makes the models can be taken away, and the service runs on."""
    named = {module.partition(".")[0] for _, module in sources()}

    assert "training" not in named
    assert "matplotlib" not in named


@pytest.mark.parametrize("layer", LAYERS)
def test_layers(layer: str) -> None:
    """A package imports itself and what lies below it."""
    folder = ROOT / "service" / layer
    used = {
        module.split(".")[1]
        for path, module in sources()
        if path.is_relative_to(folder) and module.startswith("service.")
    }

    assert used - {layer} <= LAYERS[layer]


def test_the_service_knows_no_archive() -> None:
    """Nothing but its command imports the archive, and Ray with it."""
    users = {
        path.relative_to(ROOT).as_posix()
        for path, module in sources()
        if module.startswith("service.archive") and path.parent.name != "archive"
    }

    assert users == {"service/cli/archive.py", "service/cli/archive_summary.py"}


@pytest.mark.parametrize("library", DOORS)
def test_the_linter_minds_the_doors(library: str) -> None:
    """Ruff refuses the library elsewhere, so that an editor says so at once."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "-", *RUFF_FLAGS],
        input=f"import {library}\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 1
    assert "TID251" in done.stdout

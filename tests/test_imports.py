"""Who may import whom: each library has one door, and data flows one way."""

import ast
import graphlib
import pkgutil
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import service

ROOT = Path(service.__file__).parents[1]
MODELS = frozenset({"stanza", "torch", "transformers"})
HTTP = frozenset({"litestar", "gunicorn"})
ARCHIVE = frozenset({"ray", "pyarrow"})
TOOLS = frozenset({"mcp", "uvicorn"})
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
    "service.audit": MODELS | HTTP,
    "service.checking": MODELS | HTTP,
    "service.masking": MODELS | HTTP,
    "service.exports": MODELS | HTTP,
    "service.wire": MODELS | HTTP,
    "service.api": MODELS | {"gunicorn"},
    "service.mcp": MODELS | {"gunicorn"},
    "service.provenance": MODELS | HTTP,
    "service.attributor": MODELS | HTTP,
    "service.batch_attributor": MODELS | HTTP,
    "service.gunicorn_conf": MODELS | {"litestar"},
    "service.cli": MODELS | HTTP,
    "service.cli.main": MODELS | HTTP,
    "service.cli.parser": MODELS | HTTP,
    "service.cli.commands.batch": MODELS | HTTP,
    "service.cli.commands.models": MODELS | HTTP,
    "service.cli.commands.openapi": MODELS,
    "service.archive": MODELS | HTTP,
    "service.bootstrap": HTTP | {"transformers"},
    "whosaid_attribution": MODELS | HTTP,
}
"""Modules or whole packages, and what must not be loaded with them.

All but the archive are also without ``ARCHIVE``, all but the tools without ``TOOLS``.
"""
RUFF_FLAGS = ("--select=TID251", "--stdin-filename=service/attribution/new.py")
DOORS = {
    "stanza": "service/nlp/",
    "torch": "service/nlp/",
    "transformers": "service/nlp/",
    "litestar": "service/api/",
    "gunicorn": "service/serving/gunicorn/",
    "pyarrow": "service/archive/",
    "ray": "service/archive/",
    "mcp": "service/mcp/",
    "mcp_types": "service/mcp/",
    "uvicorn": "service/mcp/",
}
"""Libraries, and the only folder that may name each."""
FLOORS = (
    {"records", "errors", "logs"},
    {"settings", "text"},
    {"nlp"},
    {"attribution"},
    {"provenance"},
    {"masking", "attributor", "evaluation"},
    {"batch_attributor"},
    {"bootstrap", "serving", "wire"},
    {"checking", "exports"},
    {"audit"},
    {"api", "archive"},
    {"mcp"},
    {"cli", "gunicorn_conf"},
    {"__main__"},
)
"""The modules and packages of ``service``, bottom first: each imports lower floors."""
STAGES = (
    {"quotation_marks", "lexicon", "classification.networks"},
    {"classification.correction.links", "classification.correction.trees"},
    {"classification.logistic"},
    {"syntax"},
    {"candidates", "context"},
    {"cues"},
    {"content", "sources", "outlets"},
    {"classification", "linking", "coref"},
    {"build_records"},
    {"pipeline"},
)
"""The same inside ``service.attribution``."""
API = "whosaid_attribution"
"""The package for users: the Python API and the commands."""
API_DOORS = {"attributor", "bootstrap", "cli", "errors", "settings", "text", "wire"}
"""The modules and packages of ``service`` that it imports."""
MOST_ENTRIES = 14
"""Modules and packages of a folder of ``service``."""


def modules(name: str) -> list[str]:
    """Return a module, or all modules of a package and of its packages.

    The command line's are left out: each command imports what it needs.
    """
    package = ROOT.joinpath(*name.split("."))
    if not package.is_dir() or name == "service.cli":
        return [name]
    found = pkgutil.walk_packages([str(package)], f"{name}.")
    return [name, *(item.name for item in found)]


def sources() -> Iterator[tuple[Path, str]]:
    """Yield every import of the service: the file and the module it names."""
    for path in sorted((ROOT / "service").rglob("*.py")):
        yield from ((path, module) for module in imports_of(path))


def imports_of(path: Path) -> Iterator[str]:
    """Yield the modules that a file names in its imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (imported(node, alias) for alias in node.names)


def imported(node: ast.ImportFrom, alias: ast.alias) -> str:
    """Return the module that ``from node import alias`` loads."""
    whole = f"{node.module}.{alias.name}"
    return whole if whole in MODULES else node.module or ""


def dotted(path: Path) -> str:
    """Return the name of the module in a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {dotted(path) for path in (ROOT / "service").rglob("*.py")}


def entry_of(name: str, floor: Collection[str]) -> str:
    """Return the entry that a module belongs to: its own, or the nearest package's."""
    while name not in floor and "." in name:
        name = name.rpartition(".")[0]
    return name


def levels(floors: tuple[set[str], ...], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the imports below ``prefix`` that go sideways or up, as they stand."""
    floor = {name: number for number, names in enumerate(floors) for name in names}
    for path, target in sources():
        module = dotted(path)
        if not (module.startswith(prefix) and target.startswith(prefix)):
            continue
        user = entry_of(module.removeprefix(prefix), floor)
        used = entry_of(target.removeprefix(prefix), floor)
        if user != used and floor[user] <= floor[used]:
            yield module, target


@pytest.mark.parametrize("name", LIGHT)
def test_light_modules(name: str) -> None:
    """Importing a module loads none of the libraries that it must not need."""
    if name == "service.archive" and not find_spec("ray"):
        pytest.skip("whosaid-attribution[archive] is not installed")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, " ".join(modules(name))],
        capture_output=True,
        text=True,
        check=True,
    )

    heavy = LIGHT[name] if name == "service.archive" else LIGHT[name] | ARCHIVE
    heavy = heavy if name == "service.mcp" else heavy | TOOLS
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
    """Only the library's own folder names it."""
    used = {
        path.relative_to(ROOT).as_posix()
        for path, module in sources()
        if module.partition(".")[0] == library
    }

    assert used
    assert [path for path in used if not path.startswith(DOORS[library])] == []


def test_the_python_api_is_beside_the_service() -> None:
    """The service imports nothing of the package for users, which has few doors."""
    named = {module.partition(".")[0] for _, module in sources()}
    used = {
        module.partition(".")[2]
        for path in (ROOT / API).rglob("*.py")
        for module in imports_of(path)
        if module.startswith("service.")
    }

    assert API not in named
    assert {name.partition(".")[0] for name in used} == API_DOORS


def test_the_service_knows_nothing_of_the_training() -> None:
    """What makes the models can be taken away, and the service runs on."""
    named = {module.partition(".")[0] for _, module in sources()}

    assert "training" not in named
    assert "matplotlib" not in named


def test_floors() -> None:
    """Every module and package of the service imports lower floors only."""
    assert list(levels(FLOORS, "service.")) == []


def test_stages() -> None:
    """The same for the modules and packages of the attribution."""
    assert list(levels(STAGES, "service.attribution.")) == []


def test_no_cycles() -> None:
    """No module imports itself by way of others."""
    graph: dict[str, set[str]] = {}
    for path, target in sources():
        if target in MODULES and target != dotted(path):
            graph.setdefault(dotted(path), set()).add(target)

    assert len(tuple(graphlib.TopologicalSorter(graph).static_order())) > len(FLOORS)


def test_folders_are_small() -> None:
    """No folder of the service holds more modules and packages than a page shows."""
    entries = Counter(name.rpartition(".")[0] for name in MODULES)
    del entries["service"], entries[""]

    assert [name for name, size in entries.items() if size > MOST_ENTRIES] == []


def test_modules_have_names_of_their_own() -> None:
    """No two modules share a name; commands are called as on the command line."""
    names = Counter(
        name.rpartition(".")[2]
        for name in MODULES
        if not name.startswith("service.cli.commands.")
    )

    assert [name for name, times in names.items() if times > 1] == []


def test_the_service_knows_no_archive() -> None:
    """Nothing but its command imports the archive, and Ray with it."""
    users = {
        dotted(path)
        for path, module in sources()
        if module.startswith("service.archive")
    }

    assert {name for name in users if not name.startswith("service.archive.")} == {
        "service.cli.archive_summary",
        "service.cli.commands.audit",
        "service.cli.commands.archive",
    }


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

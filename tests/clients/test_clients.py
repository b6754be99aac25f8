"""Generated clients: strictly typed, with every operation in both languages."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.api.auth.keys import make_key
from tests.clients.make_clients import DOCUMENT, make_python, make_typescript
from tests.clients.npm_tools import HERE, MODULES, run_node, run_tool
from tests.support.fakes import INFO
from tests.support.live_server import LiveServer

pytestmark = pytest.mark.server

TEXT = "“Hello,” said Ann. “Bye,” said Bob on CNN."
BOTH = ["Ann", "Bob"]
EXPECTED = {
    "early": [1, ["Cleo"], 200],
    "createAttributions": BOTH,
    "createAttributions fails": "empty_text",
    "text/plain": BOTH,
    "text/plain fails": "invalid_field",
    "text/html": BOTH,
    "html": "html",
    "msgpack": BOTH,
    "createExport": TEXT,
    "createExport fails": "empty_text",
    "csv": True,
    "createAttributionBatch": [[1, 200, BOTH], [2, 422, None], [3, 200, BOTH]],
    "createAttributionBatch fails": ["empty_text"],
    "maskQuotations": 2,
    "maskQuotations fails": "empty_text",
    "unmaskQuotations": True,
    "unmaskQuotations fails": "invalid_field",
    "auditArticle": BOTH,
    "auditArticle fails": "empty_text",
    "checkDraft": ["verbatim", "verbatim"],
    "checkDraft fails": "invalid_field",
    "getModel": [["en"], INFO.rules_version],
    "model": [INFO.package, INFO.rules_version],
    "getModel fails": "not_ready",
    "getLiveness": "ok",
    "getReadiness": "ok",
    "getReadiness fails": "not_ready",
    "getOpenapi": "3.1.0",
    "key": BOTH,
    "key, text/plain": BOTH,
    "key, batch": [200, 200],
    "wrong key": "key_unknown",
    "no key": "key_missing",
}
KEY, STORED = make_key("tests")
MYPY_CACHE = HERE.parents[1] / ".mypy_cache" / "clients"
README = (HERE.parents[1] / "api_spec" / "README.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"
KEYED = 3
"""Index of the README command for a service with keys."""
READ_BY_CLIENTS = {"application/json", "application/x-ndjson"}


def blocks(language: str, address: str = ADDRESS) -> list[str]:
    """Return the README's blocks in a language, for a server's address."""
    found = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return [block.replace(ADDRESS, address) for block in found]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Return the addresses of a warm server, a cold one and one that needs a key."""
    environ = {
        "PYTHONPATH": str(HERE.parents[1]),
        "WHOSAID_KEYS": str(STORED),
    }
    started = [
        LiveServer(
            tmp_path_factory.mktemp(name),
            app=f"tests.clients.client_app:{name}()",
            environ=environ,
        )
        for name in ("warm", "cold", "closed")
    ]
    for server in started:
        server.spawn()
    try:
        for server in started:
            server.url = server._wait_for_address()
        yield [server.url for server in started]
    finally:
        for server in started:
            server.process.send_signal(signal.SIGQUIT)
        for server in started:
            server.__exit__(None, None, None)


@pytest.fixture(scope="module")
def python_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the Python client and of the program that uses it."""
    folder = tmp_path_factory.mktemp("python")
    make_python(folder)
    shutil.copy(HERE / "use_client.py", folder)
    return folder


@pytest.fixture(scope="module")
def typescript_client(
    tmp_path_factory: pytest.TempPathFactory, servers: list[str]
) -> Path:
    """Return the folder of the TypeScript client and of the program that uses it."""
    if not MODULES.is_dir():
        pytest.skip("npm's tools are missing (npm ci in tests/clients)")
    folder = tmp_path_factory.mktemp("typescript")
    make_typescript(folder)
    shutil.copy(HERE / "use_client.ts", folder)
    (program,) = blocks("ts", servers[0])
    (folder / "readme.ts").write_text(program, encoding="utf-8")
    (folder / "node_modules").symlink_to(MODULES)
    return folder


def test_every_operation_is_used() -> None:
    """The programs use every operation with a JSON response, and its errors."""
    operations = [
        operation
        for methods in json.loads(DOCUMENT.read_text("utf-8"))["paths"].values()
        for operation in methods.values()
        if READ_BY_CLIENTS & operation["responses"]["200"]["content"].keys()
    ]
    used = {operation["operationId"] for operation in operations}
    failing = {
        f"{operation['operationId']} fails"
        for operation in operations
        if len(operation["responses"]) > 1
    }

    assert operations
    assert used | failing <= EXPECTED.keys()


def test_python_client(python_client: Path, servers: list[str]) -> None:
    """The client and its use are strictly typed, and every operation works."""
    environ = {**os.environ, "MYPYPATH": str(python_client)}
    checked = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", f"--cache-dir={MYPY_CACHE}"),
            *("--config-file=", "whosaid_client", "use_client.py"),
        ],
        cwd=python_client,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout

    used = subprocess.run(
        [sys.executable, "use_client.py", *servers, KEY],
        cwd=python_client,
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome(used) == EXPECTED


def test_typescript_client(typescript_client: Path, servers: list[str]) -> None:
    """The client and its use are strictly typed, and every operation works."""
    checked = run_tool("tsc", "--project", ".", cwd=typescript_client)
    assert checked.returncode == 0, checked.stdout

    program = typescript_client / "dist" / "use_client.js"
    used = run_node(program, *servers, KEY, cwd=typescript_client)

    assert outcome(used) == EXPECTED

    shown = run_node(program.with_name("readme.js"), cwd=typescript_client)
    assert (shown.returncode, shown.stdout.count("'Ann'")) == (0, 3), shown.stderr


def test_python_of_the_readme(python_client: Path, servers: list[str]) -> None:
    """The Python program of the README prints the attributions of three articles."""
    (program,) = blocks("python", servers[0])
    shown = subprocess.run(
        [sys.executable, "-c", program],
        cwd=python_client,
        capture_output=True,
        text=True,
        check=False,
    )

    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.count("speakers=[Speaker(id='s1', name='Ann'") == 3


@pytest.mark.parametrize(
    ("number", "tool", "answers"),
    [
        *[(0, "curl", 1), (1, "curl", 1), (2, "curl", 2), (KEYED, "curl", 1)],
        *[(4, "http", 1), (5, "http", 1), (6, "http", 1)],
    ],
)
def test_commands_of_the_readme(
    tmp_path: Path, servers: list[str], number: int, tool: str, answers: int
) -> None:
    """Each command of the README returns the attributions of its articles."""
    command = blocks("sh", servers[2 if number == KEYED else 0])[number]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    if shutil.which(tool, path=path) is None:
        pytest.skip(f"{tool} is missing")
    options = {"default_options": ["--ignore-stdin"]}
    (tmp_path / "config.json").write_text(json.dumps(options), "utf-8")
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env={
            **os.environ,
            "PATH": path,
            "HTTPIE_CONFIG_DIR": str(tmp_path),
            "WHOSAID_KEY": KEY,
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert re.search(rf"\b{tool}\b", command)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count('"offset_unit":') == answers, done.stdout


def test_all_commands_are_run() -> None:
    """The table above has every command of the README."""
    assert len(blocks("sh")) == 7


def outcome(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return the JSON output of a program."""
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found

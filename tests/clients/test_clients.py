"""Generated clients: they compile strictly, and every operation works from both."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_server import LiveServer
from make_clients import DOCUMENT, make_python, make_typescript
from npm_tools import HERE, MODULES, run_node, run_tool

pytestmark = pytest.mark.server

TEXT = "“Hello,” said Ann. “Bye,” said Bob on CNN."
BOTH = ["Ann", "Bob"]
EXPECTED = {
    "createAttributions": BOTH,
    "createAttributions fails": "empty_text",
    "text/plain": BOTH,
    "text/plain fails": "invalid_field",
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
    "getModel": ["en"],
    "getModel fails": "not_ready",
    "getLiveness": "ok",
    "getReadiness": "ok",
    "getReadiness fails": "not_ready",
    "getOpenapi": "3.1.0",
}
READ_BY_CLIENTS = {"application/json", "application/x-ndjson"}


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Return the addresses of a warm and of a cold server."""
    environ = {"PYTHONPATH": os.pathsep.join(map(str, (HERE, HERE.parent)))}
    warm, cold = (
        LiveServer(
            tmp_path_factory.mktemp(name), app=f"client_app:{name}()", environ=environ
        )
        for name in ("warm", "cold")
    )
    with warm:
        cold.spawn()
        try:
            yield [warm.url, cold._wait_for_address()]
        finally:
            cold.__exit__(None, None, None)


@pytest.fixture(scope="module")
def python_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the Python client and of the program that uses it."""
    folder = tmp_path_factory.mktemp("python")
    make_python(folder)
    shutil.copy(HERE / "use_client.py", folder)
    return folder


@pytest.fixture(scope="module")
def typescript_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the TypeScript client and of the program that uses it."""
    if not MODULES.is_dir() or shutil.which("node") is None:
        pytest.skip("Node.js or its tools are missing (npm ci in tests/clients)")
    folder = tmp_path_factory.mktemp("typescript")
    make_typescript(folder)
    shutil.copy(HERE / "use_client.ts", folder)
    (folder / "node_modules").symlink_to(MODULES)
    return folder


def test_every_operation_is_used() -> None:
    """The programs use each operation with a body that clients read, errors too."""
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
    """It is strictly typed, as is what uses it, and every operation answers."""
    environ = {**os.environ, "MYPYPATH": str(python_client)}
    checked = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--no-incremental"),
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
        [sys.executable, "use_client.py", *servers],
        cwd=python_client,
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome(used) == EXPECTED


def test_typescript_client(typescript_client: Path, servers: list[str]) -> None:
    """It is strictly typed, as is what uses it, and every operation answers."""
    checked = run_tool("tsc", "--project", ".", cwd=typescript_client)
    assert checked.returncode == 0, checked.stdout

    program = typescript_client / "dist" / "use_client.js"
    used = run_node(program, *servers, cwd=typescript_client)

    assert outcome(used) == EXPECTED


def outcome(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return what a program told."""
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found

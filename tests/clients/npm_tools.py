"""The npm tools of package.json; tests are skipped if they are not installed."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.nodejs import NODE

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
SECONDS = 240


def run_tool(
    name: str, *arguments: str | Path, cwd: Path = HERE
) -> subprocess.CompletedProcess[str]:
    """Run an npm tool and return the completed process with its output."""
    tool = MODULES / ".bin" / name
    if not tool.exists():
        pytest.skip(f"{name} is missing (npm ci in tests/clients)")
    return run_node(tool, *arguments, cwd=cwd)


def run_node(
    script: Path, *arguments: str | Path, cwd: Path
) -> subprocess.CompletedProcess[str]:
    """Run a script with Node.js and return the completed process with its output."""
    return subprocess.run(
        [NODE, script, *arguments],
        cwd=cwd,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )

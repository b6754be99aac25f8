"""Fixtures: the application with canned results, and a browser if installed."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.real_server import free_port
from tests.web.chromium import chromium, is_installed

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
START_SECONDS = 60


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Return the address of the application over canned readings."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    command = [
        sys.executable, "-m", "gunicorn", "--worker-class", "asgi", "--bind",
        f"127.0.0.1:{port}", "--asgi-lifespan", "on",
        "--log-level", "warning", "--no-control-socket", "tests.web.canned_app:make()",
    ]  # fmt: skip
    path = str(HERE.parents[1])
    environ = {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(command, env=environ, cwd=HERE) as process:
        try:
            _wait(address, process)
            yield address
        finally:
            process.terminate()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the application ended"
        try:
            with urllib.request.urlopen(f"{address}readyz", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("the application did not start")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return Chromium."""
    if not is_installed():
        pytest.skip("chromium or chromedriver is missing (Debian has both)")
    profile = tmp_path_factory.mktemp("profile")
    with chromium(profile, tmp_path_factory.mktemp("downloads")) as started:
        yield started


@pytest.fixture
def downloads(browser: Any, tmp_path: Path) -> Path:  # noqa: ANN401 - selenium
    """Return the folder that this test's downloads go to."""
    where = {"behavior": "allow", "downloadPath": str(tmp_path)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", where)
    return tmp_path


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    if not AXE.is_file():
        pytest.skip("axe-core is missing (npm ci in tests/web)")
    return AXE.read_text(encoding="utf-8")

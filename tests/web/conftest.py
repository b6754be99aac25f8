"""A real browser on the real application; skipped, with a reason, where one lacks."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from real_server import free_port

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is missing")

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1440,1000",
)
START_SECONDS = 60


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Return the address of the application over canned readings."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    command = [
        sys.executable, "-m", "gunicorn", "--worker-class", "asgi", "--bind",
        f"127.0.0.1:{port}", "--asgi-lifespan", "on",
        "--log-level", "warning", "--no-control-socket", "canned_app:make()",
    ]  # fmt: skip
    path = os.pathsep.join(map(str, (HERE, HERE.parent, HERE.parents[1])))
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
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the application did not start")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Return Chromium, driven by its own driver."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("chromium or chromedriver is missing (Debian has both)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    folder = str(tmp_path_factory.mktemp("downloads"))
    options.add_experimental_option("prefs", {"download.default_directory": folder})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(executable_path=driver)
    chrome = webdriver.Chrome(options=options, service=service)
    chrome.downloads = Path(folder)
    try:
        yield chrome
    finally:
        chrome.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    if not AXE.is_file():
        pytest.skip("axe-core is missing (npm ci in tests/web)")
    return AXE.read_text(encoding="utf-8")

"""schemathesis over the OpenAPI document against the running server, all checks on."""

import os
import secrets
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from service.api.auth.keys import make_key
from tests.support.live_server import FAKE_APP, LiveServer

pytestmark = pytest.mark.server

TESTS = Path(__file__).parents[1]
ENVIRON = {"WHOSAID_PROCESSES": "1", "WHOSAID_QUEUE": "64", "WHOSAID_BODY_SECONDS": "2"}


def fuzz(server: LiveServer, *options: str, header: Sequence[str] = ()) -> str:
    """Run schemathesis; return what it prints, which ends with its verdict."""
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("schemathesis")), "--config-file"),
            *(str(TESTS / "schemathesis.toml"), "run", f"{server.url}/openapi.json"),
            *("--checks", "all", "--no-color", "--request-timeout", "60"),
            *options,
            *header,
        ],
        env={
            **os.environ,
            "PYTHONPATH": str(TESTS.parent),
            "SCHEMATHESIS_HOOKS": "tests.support.schemathesis_hooks",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    shown = "\n".join(line[:500] for line in done.stdout.splitlines())
    assert done.returncode == 0, shown + done.stderr[-2_000:]
    return shown


def check_log(server: LiveServer) -> None:
    """Find no fault of the service in its log."""
    assert "internal_error" not in server.log
    assert "Traceback" not in server.log


def test_short_run(tmp_path: Path) -> None:
    """Nothing that the document allows or forbids is answered in another way.

    With the same requests every time: a count ends it, not a clock.
    """
    with LiveServer(tmp_path, app=FAKE_APP, environ=ENVIRON) as server:
        shown = fuzz(server, "--max-examples", "75", "--generation-deterministic")

        check_log(server)
    assert "11 selected / 11 total" in shown


@pytest.mark.nightly
def test_long_run(tmp_path: Path) -> None:
    """The same against the real models, with a key, for longer, never twice alike."""
    key, stored = make_key("fuzzer")
    environ = ENVIRON | {"WHOSAID_KEYS": str(stored)}
    seed = str(secrets.randbelow(2**31))
    sys.stdout.write(f"schemathesis --seed {seed}\n")
    with LiveServer(tmp_path, environ=environ) as server:
        header = "-H", f"X-API-Key: {key}"
        fuzz(server, "--max-time", "300", "--seed", seed, header=header)

        check_log(server)

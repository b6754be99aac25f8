"""``whosaid serve`` replaces its process by gunicorn."""

import os
import sys
from pathlib import Path

import pytest

from service.cli.commands import serve
from tests.support.cli_fakes import run_cli


def test_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command becomes gunicorn, its options variables of the environment."""
    became: list[object] = []
    monkeypatch.setattr(os, "execve", lambda *args: became.append(args))

    ran = run_cli("serve", "--port", "8080", WHOSAID_HOST="::1", WHOSAID_PORT="1")

    assert ran.status == 0
    assert became == [
        (
            sys.executable,
            [sys.executable, "-m", "gunicorn", "--config", str(serve.CONFIG)],
            {"WHOSAID_HOST": "::1", "WHOSAID_PORT": "8080"},
        )
    ]
    assert serve.CONFIG.is_file()


def test_serve_installed(tmp_path: Path) -> None:
    """Without the project beside it the package's own configuration is used."""
    command = serve.command(tmp_path / "gunicorn.conf.py")

    assert command[-2:] == ["--config", "python:service.gunicorn_conf"]

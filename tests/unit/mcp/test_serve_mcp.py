"""Who may reach the tools over HTTP."""

import re

import pytest

from service.api.auth.keys import make_key
from service.errors import InvalidSettings
from service.mcp.serve_mcp import allowed, check_reach
from service.settings import Settings
from tests.support.cli_fakes import run_cli

KEY = str(make_key("desk")[1])


@pytest.mark.parametrize(
    ("settings", "hosts"),
    [
        ({}, ()),
        ({"host": "::1"}, ()),
        ({"host": "localhost", "keys": KEY}, ()),
        ({"host": "0.0.0.0", "keys": KEY}, ("tools.example.org",)),  # noqa: S104
    ],
)
def test_reach(settings: dict[str, str], hosts: tuple[str, ...]) -> None:
    """Loopback needs nothing; other addresses need keys and names."""
    check_reach(Settings(**settings), hosts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "hosts", "reason"),
    [
        ({}, ("tools.example.org",), "there are no keys"),
        ({"allow_anonymous": True}, ("tools.example.org",), "there are no keys"),
        ({"keys": KEY}, (), "--allowed-host"),
        ({"keys": "x"}, ("tools.example.org",), "is not NAME:SALT:HASH"),
    ],
)
def test_reach_refused(
    settings: dict[str, object], hosts: tuple[str, ...], reason: str
) -> None:
    """Anonymous clients of other machines are never answered."""
    with pytest.raises(InvalidSettings, match=re.escape(reason)):
        check_reach(Settings(host="192.0.2.1", **settings), hosts)  # type: ignore[arg-type]


def test_allowed() -> None:
    """Hosts are those of this machine with the port, and those that were named."""
    found = allowed(("tools.example.org",), 8001)

    assert found.allowed_hosts == [
        "127.0.0.1:8001",
        "localhost:8001",
        "[::1]:8001",
        "tools.example.org",
    ]
    assert "http://localhost:8001" in found.allowed_origins
    assert "https://tools.example.org" in found.allowed_origins
    assert not any("*" in each for each in found.allowed_hosts + found.allowed_origins)


@pytest.mark.parametrize(
    ("argv", "models", "reason"),
    [
        (("--port", "8001"), "", "--host, --port and --allowed-host need --http"),
        (("--http", "--host", "192.0.2.1"), "", "there are no keys"),
        (("--http", "--port", "x"), "", "WHOSAID_PORT"),
        ((), "/nowhere", "no folder of models"),
    ],
)
def test_command(argv: tuple[str, ...], models: str, reason: str) -> None:
    """What cannot be served ends the command with one line."""
    done = run_cli("mcp", *argv, WHOSAID_MODELS=models)

    assert done.status == 1
    assert reason in done.errors
    assert len(done.errors.splitlines()) == 1
    assert done.data == b""

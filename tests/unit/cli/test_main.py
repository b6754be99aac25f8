"""Exit statuses and error lines of the command line."""

import sys
from pathlib import Path

import pytest

from service.api.find_routes import find_routes
from service.api.openapi.openapi_document import openapi_json
from service.cli import main
from service.cli.commands import attribute, evaluate
from service.settings import Settings
from service.wire.responses import SERVICE_VERSION
from tests.support.cli_fakes import FakeAttributor, run_cli, use_fake_attributor


@pytest.fixture(autouse=True)
def fake_attributor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the models by a pattern."""
    use_fake_attributor(monkeypatch, attribute, evaluate)


@pytest.mark.parametrize(
    ("argv", "stdin", "environ", "reason"),
    [
        (["attribute", "/nowhere/a.txt"], b"", {}, "/nowhere/a.txt"),
        (["attribute", "-"], b"", {}, "no letter or digit"),
        (["attribute", "-"], b"\xff", {}, "not UTF-8"),
        (["attribute", "-"], b"a" * 1001, {}, "1001 characters"),
        (["attribute", "-"], b"a", {"WHOSAID_PORT": "x"}, "WHOSAID_PORT"),
        (["evaluate", "/nowhere/gold.jsonl"], b"", {}, "/nowhere/gold.jsonl"),
        (["batch", "/nowhere/in", "/nowhere/out"], b"", {}, "/nowhere/in"),
        (["models", "verify"], b"", {"WHOSAID_MODELS": "/nowhere"}, "/nowhere"),
        (["serve", "--port", "x"], b"", {}, "WHOSAID_PORT"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_failures(
    argv: list[str], stdin: bytes, environ: dict[str, str], reason: str
) -> None:
    """What cannot be done is one line on standard error, and status 1."""
    ran = run_cli(*argv, stdin=stdin, **environ)

    assert ran.status == 1
    assert ran.data == b""
    assert ran.errors.startswith("whosaid: ")
    assert reason in ran.errors
    assert ran.errors.count("\n") == 1


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["fly"],
        ["attribute"],
        ["models"],
        ["batch", "in", "out", "--workers", "0"],
        ["batch", "in", "out", "--workers", "two"],
        ["evaluate", "gold", "--profile", "mine"],
        ["attribute", "-", "--jsn"],
    ],
    ids=" ".join,
)
def test_usage(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command line is status 2 with the usage."""
    with pytest.raises(SystemExit) as caught:
        run_cli(*argv)

    assert caught.value.code == 2
    assert "usage: whosaid" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is the package's own."""
    with pytest.raises(SystemExit) as caught:
        run_cli("--version")

    assert caught.value.code == 0
    assert capsys.readouterr().out == f"{SERVICE_VERSION}\n"


def test_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a command without a traceback."""

    def interrupted(_: Settings) -> FakeAttributor:
        raise KeyboardInterrupt

    monkeypatch.setattr(attribute, "build_attributor", interrupted)

    assert run_cli("attribute", "-", stdin=b"a").status == 130


def test_closed_output(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A reader that left, such as ``head``, is status 1 and no noise."""

    def gone(_: Settings) -> FakeAttributor:
        raise BrokenPipeError

    monkeypatch.setattr(attribute, "build_attributor", gone)
    with (tmp_path / "stdout").open("w") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        ran = run_cli("attribute", "-", stdin=b"a")
        stdout.write("lost")

    assert ran.status == 1
    assert ran.errors == ""
    assert (tmp_path / "stdout").read_text() == ""


def test_default_context(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Without a terminal the process's own streams are used."""
    assert main(["openapi"], environ={}) == 0
    assert capfdbinary.readouterr().out == openapi_json(find_routes())

"""Exit statuses and error lines of the command line."""

import tempfile

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


def test_closed_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that left, such as ``head``, is status 1 and no noise."""

    def gone(_: Settings) -> FakeAttributor:
        raise BrokenPipeError

    monkeypatch.setattr(attribute, "build_attributor", gone)
    ran = run_cli("attribute", "-", stdin=b"a")

    assert ran.status == 1
    assert ran.errors == ""


AS_IT_IS = [":smile: [bold]x[/bold].txt", "“café”.txt", "[/no/tag].txt"]


@pytest.mark.parametrize("name", AS_IT_IS)
def test_errors_show_text_as_it_is(name: str) -> None:
    """What looks like rich's names of emoji or its markup is text."""
    ran = run_cli("attribute", f"/nowhere/{name}")

    assert ran.errors == f"whosaid: /nowhere/{name}: No such file or directory\n"


def test_no_usable_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system without a file is told without its number."""
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/nowhere"])

    def build(_: Settings) -> FakeAttributor:
        tempfile.mkdtemp()
        raise AssertionError

    monkeypatch.setattr(attribute, "build_attributor", build)
    ran = run_cli("attribute", "-", stdin=b"a")

    told = "whosaid: No usable temporary directory found in ['/nowhere']\n"
    assert (ran.status, ran.errors) == (1, told)


def test_default_context(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Without a terminal the process's own streams are used."""
    assert main(["openapi"], environ={}) == 0
    assert capfdbinary.readouterr().out == openapi_json(find_routes())

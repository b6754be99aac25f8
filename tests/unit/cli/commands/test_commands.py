"""The commands, over an attributor that needs no models."""

import json
import os
import sys
from pathlib import Path

import msgspec
import pytest

from service.api.openapi.openapi_document import openapi_json
from service.cli import batch_reader as reader
from service.cli import main
from service.cli.commands import attribute, evaluate, models, serve
from service.cli.parser import build_parser
from service.nlp.packages import ModelFile, PackageInfo
from service.settings import Settings
from service.wire.responses import SERVICE_VERSION, to_response
from service.wire.schemas import AttributionRequest
from tests.support.cli_fakes import FakeAttributor, run_cli
from tests.support.fake_attributors import company
from tests.support.fakes import INFO, fake_reading

ARTICLE = "“We won,” said Ida.\n“I know,” said Per.\n(Agencies)"


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the fake attributor where commands build the real one."""
    for module in (attribute, evaluate):
        monkeypatch.setattr(module, "build_attributor", lambda _: FakeAttributor())
    attributor = company().attributor
    monkeypatch.setattr(reader, "build_attributor", lambda _: attributor)


def expected_response() -> dict[str, object]:
    """Return the response to the article, as plain values."""
    response = to_response(
        fake_reading(ARTICLE), AttributionRequest(text=ARTICLE), info=INFO
    )
    return msgspec.json.decode(msgspec.json.encode(response))


@pytest.mark.parametrize("source", ["file", "stdin"])
def test_attribute_json(tmp_path: Path, source: str) -> None:
    """The response to a file, or to standard input, is printed as JSON."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    name = "-" if source == "stdin" else str(path)

    ran = run_cli("attribute", name, "--json", stdin=ARTICLE.encode())

    assert ran.status == 0
    assert json.loads(ran.data) == expected_response()
    assert ran.shown == ran.errors == ""


def test_attribute_table(tmp_path: Path) -> None:
    """By default people get a table; asked to, its picture is saved as well."""
    picture = tmp_path / "picture.svg"
    ran = run_cli("attribute", "-", "--svg", str(picture), stdin=ARTICLE.encode())

    assert ran.status == 0
    assert ran.data == b""
    for words in ("Ida", "“We won,”", "said", "continues a1", "Credit: (Agencies)"):
        assert words in ran.shown
    drawn = picture.read_text()
    assert "Ida" in drawn
    assert "@font-face" not in drawn


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
    assert capfdbinary.readouterr().out == openapi_json()


def test_openapi() -> None:
    """The document is printed as it is served."""
    assert run_cli("openapi").data == openapi_json()


def test_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Packages are listed, verified and fetched by the models module."""
    file = ModelFile("en/pos/news.pt", "md5", "0")
    packages = (
        PackageInfo("news", (("pos", "news"), ("ner", "news")), present=True),
        PackageInfo("slow", (("pos", "slow"),), present=False),
    )
    asked: list[object] = []
    monkeypatch.setattr(models, "list_packages", lambda _: packages)
    monkeypatch.setattr(models, "verify", lambda *args: asked.append(args) or (file,))
    monkeypatch.setattr(models, "download", lambda *args: asked.append(args) or (file,))

    listed = run_cli("models", "list").shown.splitlines()
    verified = run_cli("models", "verify", WHOSAID_MODELS=str(tmp_path))
    fetched = run_cli(
        "models", "download", "default", str(tmp_path), "--url", "http://127.0.0.1:9"
    )

    assert listed[1].split() == ["news*", "yes", "pos,", "ner"]
    assert listed[2].split() == ["slow", "no", "pos"]
    assert verified.shown == "news: 1 files are whole\n"
    assert fetched.status == 0
    assert asked == [
        (tmp_path, "news"),
        ("default", tmp_path, "http://127.0.0.1:9"),
    ]


def test_official_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without an address a package comes from where Stanza's own are listed."""
    asked: list[object] = []
    monkeypatch.setattr(models, "download", lambda *args: asked.append(args) or ())
    monkeypatch.setattr(models, "OFFICIAL", "os:sep")

    run_cli("models", "download", "default", str(tmp_path))

    assert asked == [("default", tmp_path, os.sep)]


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


def test_reader() -> None:
    """A batch worker answers lines as the service would, whatever they hold."""
    answer = reader.build_reader(Settings())

    lines = [
        json.dumps({"id": "a", "text": ARTICLE, "options": {"kinds": ["thought"]}}),
        json.dumps({"id": "b", "text": "RAISE"}),
        json.dumps({"id": "c", "text": "..."}),
        json.dumps({"id": "d", "text": "x", "txt": "y"}),
        "{",
    ]
    answers = [json.loads(one) for one in answer([line.encode() for line in lines])]

    assert answers[0]["id"] == "a"
    assert answers[0]["attributions"] == []
    assert [item["id"] for item in answers[1:]] == ["b", "c", "d", None]
    assert [item["error"]["code"] for item in answers[1:]] == [
        "inference_failed",
        "empty_text",
        "invalid_field",
        "malformed_body",
    ]
    assert "RAISE" not in answers[1]["error"]["detail"]


def test_every_command_has_a_module() -> None:
    """Each command of the parser names a module that runs it."""
    commands = {
        "attribute": ["attribute", "-"],
        "batch": ["batch", "in", "out", "--workers", "2"],
        "serve": ["serve"],
        "openapi": ["openapi"],
        "models": ["models", "list"],
        "evaluate": ["evaluate", "gold"],
    }
    for name, argv in commands.items():
        assert build_parser().parse_args(argv).module == f"service.cli.commands.{name}"

"""``whosaid attribute``, with an attributor that needs no models."""

import json
from pathlib import Path

import msgspec
import pytest

from service.cli.commands import attribute
from service.exports import FORMATS
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest
from tests.support.cli_fakes import run_cli, use_fake_attributor
from tests.support.fakes import INFO, fake_reading

ARTICLE = "“We won,” said Ida.\n“I know,” said Per.\n(Agencies)"


@pytest.fixture(autouse=True)
def fake_attributor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the models by a pattern."""
    use_fake_attributor(monkeypatch, attribute)


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


def test_picture_on_standard_output() -> None:
    """``-`` is standard output, in place of the table."""
    ran = run_cli("attribute", "-", "--svg", "-", stdin=ARTICLE.encode())

    assert ran.data.startswith(b"<svg ")
    assert ran.data.endswith(b"</svg>\n")
    assert (ran.status, ran.shown) == (0, "")


@pytest.mark.parametrize("name", FORMATS)
def test_attribute_writes_every_format(name: str) -> None:
    """The bytes are those of the format, ended by a line break."""
    ran = run_cli("attribute", "-", "--format", name, stdin=ARTICLE.encode())

    assert ran.status == 0
    assert ran.data.endswith(b"\n")
    assert not ran.data.endswith(b"\n\n")
    assert b"Ida" in ran.data


def test_one_format_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON is a format of its own; two at once are a wrong command line."""
    with pytest.raises(SystemExit, match="2"):
        run_cli("attribute", "-", "--json", "--format", "csv", stdin=b"x")
    assert "not allowed with" in capsys.readouterr().err


HTML = "<p>“We <b>won</b>,” said <i>Ida</i>.<script>“No” said Per</script>"


@pytest.mark.parametrize(
    ("name", "options", "form"),
    [
        ("article.html", [], "html"),
        ("article.HTM", [], "html"),
        ("article.xhtml", [], "html"),
        ("article.txt", [], "text"),
        ("article.txt", ["--input-format", "html"], "html"),
        ("article.html", ["--input-format", "text"], "text"),
        ("-", [], "text"),
        ("-", ["--input-format", "html"], "html"),
    ],
)
def test_input_format(tmp_path: Path, name: str, options: list[str], form: str) -> None:
    """The name of the file gives the format, unless an option does."""
    path = tmp_path / name
    path.write_text(HTML)
    given = "-" if name == "-" else str(path)

    ran = run_cli("attribute", given, "--json", *options, stdin=HTML.encode())

    answer = json.loads(ran.data)
    assert answer["format"] == form
    if form == "html":
        (found,) = answer["attributions"]
        (span,) = found["content"]
        assert HTML[span["start"] : span["end"]] == "“We <b>won</b>,”"
        assert span["text"] == "“We won,”"


def test_html_as_a_table() -> None:
    """People see the words without tags, and what was left out."""
    ran = run_cli("attribute", "-", "--input-format", "html", stdin=HTML.encode())

    assert "“We won,”" in ran.shown
    assert "script" in ran.shown
    assert "<b>" not in ran.shown


def test_exports_of_html() -> None:
    """An export counts in the text that the format "text" prints."""
    options = ("--input-format", "html", "--format")
    text = run_cli("attribute", "-", *options, "text", stdin=HTML.encode()).data
    citron = run_cli("attribute", "-", *options, "citron", stdin=HTML.encode()).data

    assert text == "“We won,” said Ida.\n".encode()
    (quote,) = json.loads(citron)["quotes"]
    assert quote["contents"] == [{"start": 0, "end": 9, "text": "“We won,”"}]
    assert json.loads(citron)["text"] == "“We won,” said Ida."


def test_html_in_another_encoding() -> None:
    """HTML that is not UTF-8 is refused in one line."""
    ran = run_cli("attribute", "-", "--input-format", "html", stdin=b"<p>\xff")

    assert ran.status == 1
    assert "UTF-8" in ran.errors

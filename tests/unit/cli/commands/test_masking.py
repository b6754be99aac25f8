"""``mask``, ``unmask`` and ``attribute --format`` on the command line."""

import json
from pathlib import Path

import pytest

from service.cli.commands import attribute, mask
from service.exports import FORMATS
from tests.support.cli_fakes import FakeAttributor, run_cli

ARTICLE = "\ufeff“Hello,” said Ann.\r\n“Well,” said Cleo. 😀"


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by a pattern instead of models."""
    for module in (attribute, mask):
        monkeypatch.setattr(module, "build_attributor", lambda _: FakeAttributor())


@pytest.mark.parametrize("name", FORMATS)
def test_attribute_writes_every_format(name: str) -> None:
    """The bytes are those of the format, ended by a line break."""
    ran = run_cli("attribute", "-", "--format", name, stdin=ARTICLE.encode())

    assert ran.status == 0
    assert ran.data.endswith(b"\n")
    assert not ran.data.endswith(b"\n\n")
    assert b"Ann" in ran.data


def test_one_format_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON is a format of its own; two at once are a wrong command line."""
    with pytest.raises(SystemExit, match="2"):
        run_cli("attribute", "-", "--json", "--format", "csv", stdin=b"x")
    assert "not allowed with" in capsys.readouterr().err


def test_mask_prints_what_the_service_answers() -> None:
    """Without a file for the placeholders, all of it is JSON."""
    masked = json.loads(run_cli("mask", "-", stdin=ARTICLE.encode()).data)

    assert [each["text"] for each in masked["placeholders"]] == ["“Hello,”", "“Well,”"]
    assert masked["text"].startswith("\ufeff[[QUOTE-1-")


def test_there_and_back(tmp_path: Path) -> None:
    """Byte for byte: BOM, CRLF and the missing line break at the end too."""
    quotes, edited = tmp_path / "quotes.json", tmp_path / "edited.txt"
    masked = run_cli("mask", "-", "--placeholders", str(quotes), stdin=ARTICLE.encode())
    edited.write_bytes(masked.data)
    restored = run_cli("unmask", str(edited), "--placeholders", str(quotes))

    assert "“".encode() not in masked.data
    assert (restored.status, restored.data) == (0, ARTICLE.encode())


def test_touched_placeholders_fail_after_the_text(tmp_path: Path) -> None:
    """The text is printed, and one line says what an editor should look at."""
    quotes = tmp_path / "quotes.json"
    run_cli("mask", "-", "--placeholders", str(quotes), stdin=ARTICLE.encode())
    first, second = (
        each["id"] for each in json.loads(quotes.read_bytes())["placeholders"]
    )
    edited = f"Ann: [[{first}]] [[{first}]] {first.lower()}"
    ran = run_cli("unmask", "-", "--placeholders", str(quotes), stdin=edited.encode())

    assert ran.status == 1
    assert ran.data.decode() == "Ann: “Hello,” “Hello,” “Hello,”"
    assert f"lost: {second}; repeated: {first}; altered: {first}" in ran.errors


def test_other_files_are_refused(tmp_path: Path) -> None:
    """A file that mask did not write is named."""
    quotes = tmp_path / "quotes.json"
    quotes.write_text("[]", encoding="utf-8")
    ran = run_cli("unmask", "-", "--placeholders", str(quotes), stdin=b"x")

    assert (ran.status, ran.data) == (1, b"")
    assert f"{quotes} is not what mask writes" in ran.errors

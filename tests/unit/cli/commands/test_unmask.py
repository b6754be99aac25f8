"""``whosaid unmask`` restores what ``mask`` replaced."""

import json
from pathlib import Path

import pytest

from service.cli.commands import mask
from tests.support.cli_fakes import run_cli, use_fake_attributor

ARTICLE = "\ufeff“Hello,” said Ann.\r\n“Well,” said Cleo. 😀"


@pytest.fixture(autouse=True)
def fake_attributor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the models by a pattern."""
    use_fake_attributor(monkeypatch, mask)


def test_there_and_back(tmp_path: Path) -> None:
    """Byte for byte: BOM, CRLF and the missing line break at the end too."""
    quotes, edited = tmp_path / "quotes.json", tmp_path / "edited.txt"
    masked = run_cli("mask", "-", "--placeholders", str(quotes), stdin=ARTICLE.encode())
    edited.write_bytes(masked.data)
    restored = run_cli("unmask", str(edited), "--placeholders", str(quotes))

    assert "“".encode() not in masked.data
    assert (restored.status, restored.data) == (0, ARTICLE.encode())


def test_placeholders_by_streams(tmp_path: Path) -> None:
    """``-`` is standard output for ``mask`` and standard input for ``unmask``."""
    masked = run_cli("mask", "-", "--placeholders", "-", stdin=ARTICLE.encode()).data
    edited = tmp_path / "edited.txt"
    edited.write_bytes(json.loads(masked)["text"].encode())

    restored = run_cli("unmask", str(edited), "--placeholders", "-", stdin=masked)

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

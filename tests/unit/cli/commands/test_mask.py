"""``whosaid mask`` prints the masked article."""

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


def test_mask_prints_what_the_service_answers() -> None:
    """Without a file for the placeholders, all of it is JSON."""
    masked = json.loads(run_cli("mask", "-", stdin=ARTICLE.encode()).data)

    assert [each["text"] for each in masked["placeholders"]] == ["“Hello,”", "“Well,”"]
    assert masked["text"].startswith("\ufeff[[QUOTE-1-")


def test_html_is_masked_with_its_tags(tmp_path: Path) -> None:
    """The masked file is HTML; unmask restores its very bytes."""
    html = "<p>“Hel<b>lo</b>,” said Ann.</p>\r\n<p>“Well,” said Cleo."
    article, edited = tmp_path / "a.html", tmp_path / "masked.html"
    article.write_bytes(html.encode())
    kept = str(tmp_path / "kept.json")

    masked = run_cli("mask", str(article), "--placeholders", kept).data
    edited.write_bytes(masked)
    restored = run_cli("unmask", str(edited), "--placeholders", kept).data

    assert masked.startswith(b"<p>[[QUOTE-1-")
    assert b"</b>" not in masked
    assert restored == html.encode()

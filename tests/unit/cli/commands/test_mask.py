"""``whosaid mask`` prints the masked article."""

import json

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

"""Request lines to response lines."""

import json

import pytest

from service.cli import attribute_lines as line_attribution
from service.settings import Settings
from tests.support.fake_attributors import batch_attributor

ARTICLE = "“We won,” said Ida.\n“I know,” said Per.\n(Agencies)"


@pytest.fixture(autouse=True)
def fake_attributor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the models by a pattern that raises on RAISE."""
    fake = batch_attributor().attributor
    monkeypatch.setattr(line_attribution, "build_attributor", lambda _: fake)


def test_reader() -> None:
    """A batch worker answers lines as the service would, whatever they hold."""
    answer = line_attribution.build_line_attributor(Settings())

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

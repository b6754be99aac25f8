"""The evaluate command, over an attributor that needs no models."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pytest
from msgspec.structs import replace

from service.cli.commands import evaluate
from service.nlp.annotator import Annotation
from service.provenance import AttributorInfo
from service.records import Reading, Span
from service.text.article import Article
from service.wire import schemas
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest, AttributionResponse
from tests.support.cli_fakes import FakeAttributor, run_cli, use_fake_attributor

TEXT = "“We won,” said Ida. “So 😀 it is,” thought Per."


@pytest.fixture(autouse=True)
def fake_attributor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the models by a pattern."""
    use_fake_attributor(monkeypatch, evaluate)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a gold file: one record as the fake finds it, one that it misses."""
    found = {
        "content": [[0, 9]],
        "cue": [10, 14],
        "source": [15, 18],
        "type": "direct",
        "kind": "speech",
        "speaker": "Ida",
        "speaker_type": "person",
        "outlet": None,
        "addressee": None,
    }
    missed = found | {"content": [[0, 1], [40, 46]], "cue": None, "source": None}
    article = {"id": "a", "text": TEXT, "attributions": [found, missed]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(article))
    return path


def test_json(gold: Path) -> None:
    """The figures are those of the scorer, and every span is compared."""
    ran = run_cli("evaluate", str(gold), "--json")
    figures = json.loads(ran.data)

    assert ran.status == 0
    assert figures["report"]["gold"] == 2
    assert figures["report"]["predicted"] == 2
    assert figures["report"]["triple"] == {"p": 50.0, "r": 50.0, "f1": 50.0}
    spans = 2 * 3 + 2  # content, cue and source of both, a mention of each speaker
    assert figures["offsets"] == {"spans": 3 * spans, "wrong": 0}


def test_table(gold: Path) -> None:
    """People get tables, recall by type and kind among them."""
    shown = run_cli("evaluate", str(gold)).shown

    assert "1 articles, 2 gold attributions, 2 predicted" in shown
    cue = ["cue", "50.0", "50.0", "50.0", "50.0", "to", "50.0"]
    assert any(row.split() == cue for row in rows(shown))
    assert any(row.split()[:2] == ["confidence", "records"] for row in rows(shown))
    assert any(
        row.split() == ["direct", "2", "50.0", "50.0", "50.0"] for row in rows(shown)
    )
    assert "offsets: 24 of 24 spans" in shown


def test_table_without_speakers(gold: Path) -> None:
    """A gold without speakers gets no speaker figures."""
    article = json.loads(gold.read_text())
    for record in article["attributions"]:
        for name in ("speaker", "outlet", "kind"):
            del record[name]
    gold.write_text(json.dumps(article))

    shown = run_cli("evaluate", str(gold)).shown

    assert not any("outlet" in row for row in rows(shown))
    assert any(row.split() == ["direct", "2", "50.0", "50.0"] for row in rows(shown))


def rows(shown: str) -> list[str]:
    """Return the printed lines."""
    return shown.splitlines()


def test_mistakes(gold: Path, tmp_path: Path) -> None:
    """Every mistake is written as a line of JSON with its words."""
    path = tmp_path / "errors.jsonl"
    run_cli("evaluate", str(gold), "--errors", str(path))
    mistakes = [json.loads(line) for line in path.read_text().splitlines()]

    assert [item["mistake"] for item in mistakes] == ["missed", "spurious"]
    assert mistakes[1]["predicted"]["cue"] == "thought"


@pytest.mark.parametrize(
    ("flags", "predicted"),
    [([], 3), (["--outermost"], 2), (["--profile", "polnear"], 2)],
    ids=str,
)
def test_outermost(
    gold: Path, monkeypatch: pytest.MonkeyPatch, flags: list[str], predicted: int
) -> None:
    """Records nested in others are dropped where the gold has none."""

    class Nesting(FakeAttributor):
        def with_threshold(self, threshold: float) -> Self:
            assert threshold < 0
            return self

        def read(self, article: Article, annotations: Sequence[Annotation]) -> Reading:
            reading = super().read(article, annotations)
            first = reading.attributions[0]
            nested = replace(first, id="a9", content=(Span(1, 4),))
            return replace(reading, attributions=(*reading.attributions, nested))

    monkeypatch.setattr(evaluate, "build_attributor", lambda _: Nesting())

    figures = json.loads(run_cli("evaluate", str(gold), *flags, "--json").data)

    assert figures["report"]["predicted"] == predicted


def test_wrong_offsets_fail(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One span that is not its text makes the command fail, figures and all."""

    def shifted(
        reading: Reading, request: AttributionRequest, *, info: AttributorInfo
    ) -> AttributionResponse:
        response = to_response(reading, request, info=info)
        return replace(response, credits=(schemas.Span(0, 1, "x"),))

    monkeypatch.setattr(evaluate, "to_response", shifted)

    ran = run_cli("evaluate", str(gold), "--json")

    assert ran.status == 1
    assert json.loads(ran.data)["offsets"] == {"spans": 27, "wrong": 3}
    assert "3 of 27 spans do not equal their text" in ran.errors

"""Exports and masking over real records of a whole article."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from bioc import brat

from service.attribution.lexicon import Lexicon
from service.attributor import Attributor
from service.exports import FORMATS, ExportName
from service.nlp.stanza_annotator import StanzaAnnotator
from service.records import Reading
from service.wire.mask_responses import to_mask_response, to_unmask_response
from service.wire.masking_schemas import UnmaskRequest
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest, AttributionResponse

pytestmark = pytest.mark.model

GOLDEN = Path(__file__).parents[1] / "golden" / "article.json"
TEXT: str = json.loads(GOLDEN.read_text(encoding="utf-8"))["text"]
REQUEST = AttributionRequest(text=TEXT, id="golden")
QUOTATIONS = 4
"""Direct quotations in the article; its one mixed record has one more."""


@pytest.fixture(scope="module")
def found(annotator: StanzaAnnotator) -> tuple[Reading, AttributionResponse]:
    """Return the reading of the article and the response made of it."""
    attributor = Attributor(annotator, Lexicon.load(), 50_000)
    reading = attributor.attribute(TEXT)
    return reading, to_response(reading, REQUEST, info=attributor.info)


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"text"}))
def test_every_record_reaches_every_format(
    found: tuple[Reading, AttributionResponse], name: ExportName
) -> None:
    """No format of records loses one, but Citron's, which needs cues."""
    _, response = found
    body = FORMATS[name].write(TEXT, response).decode()
    records = len(response.attributions)
    cued = sum(each.cue is not None for each in response.attributions)
    counts = {
        "web-annotation": lambda: len(json.loads(body)["items"]),
        "schema-org": lambda: _count_said(json.loads(body)),
        "ninjs": lambda: len(json.loads(body)["associations"]),
        "brat": lambda: len(brat.load(io.StringIO(TEXT), io.StringIO(body)).events),
        "csv": lambda: body.count("\r\n") - 1,
        "citron": lambda: len(json.loads(body)["quotes"]),
    }

    assert records > 10
    assert counts[name]() == (cued if name == "citron" else records)


def _count_said(document: dict[str, Any]) -> int:
    kinds = [node["@type"] for node in document["@graph"]]
    return kinds.count("Quotation") + kinds.count("Claim")


def test_no_quoted_word_is_left_for_an_editor(
    found: tuple[Reading, AttributionResponse],
) -> None:
    """All quotations of the article are out, and all come back."""
    reading, _ = found
    masked = to_mask_response(reading, REQUEST)
    wanted = UnmaskRequest(text=masked.text, placeholders=masked.placeholders)
    restored = to_unmask_response(wanted, limit=None)

    assert len(masked.placeholders) == QUOTATIONS + 1
    assert "“" not in masked.text
    assert restored.text == TEXT
    assert restored.lost == restored.repeated == restored.altered == ()

"""CSV: read back by the standard reader."""

import csv
import io

import msgspec
import pytest

from service.exports.csv_rows import COLUMNS, to_csv
from service.wire.schemas import AttributionResponse, Span
from tests.support.export_samples import NOTHING, RESPONSE, SPLIT, TEXT


def _rows(response: AttributionResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(TEXT, response), newline="")))


def test_one_row_per_attribution() -> None:
    """Rows are in the order of the records, after the header."""
    assert [row["id"] for row in _rows(RESPONSE)] == [
        each.id for each in RESPONSE.attributions
    ]
    assert tuple(_rows(RESPONSE)[0]) == COLUMNS
    assert to_csv(TEXT, NOTHING) == ",".join(COLUMNS) + "\r\n"


def test_a_row_tells_everything() -> None:
    """Every field of a record has a cell; an unknown value is empty."""
    row = {name: cell for name, cell in _rows(RESPONSE)[2].items() if cell}

    assert row == {
        "article": "wire 7/ü",
        "id": "a3",
        "type": "mixed",
        "kind": "speech",
        "content": "it was “a bad day” for harbour workers",
        "content_start": "130",
        "content_end": "168",
        "content_spans": "130:168",
        "cue": "said",
        "cue_start": "125",
        "cue_end": "129",
        "cue_lemma": "say",
        "source": "The ferry union",
        "source_start": "109",
        "source_end": "124",
        "speaker_id": "s2",
        "speaker": "ferry union",
        "speaker_type": "organization",
        "outlet_id": "o1",
        "outlet": "Daily Ferry",
        "outlet_start": "183",
        "outlet_end": "198",
        "negated": "false",
        "confidence": "0.5",
        "speaker_gender": "mixed",
        "speaker_affiliation": "Harbour Board",
        "speaker_anonymous": "true",
        "speaker_class": "labour",
    }


def test_cells_are_the_text_at_their_offsets() -> None:
    """Line breaks and quotation marks in cells are preserved."""
    second = _rows(RESPONSE)[1]
    start, end = int(second["content_start"]), int(second["content_end"])

    assert second["content"] == TEXT[start:end] == "“We are\nsorry,”"


def test_split_content_lists_its_spans() -> None:
    """The text of a split content is in one cell, its offsets in another."""
    first = _rows(RESPONSE)[0]
    spans = [pair.split(":") for pair in first["content_spans"].split(";")]
    pieces = [TEXT[int(start) : int(end)] for start, end in spans]

    assert pieces == ["“The tram is late,”", "“and it will stay late.”"]
    assert first["content"] == " … ".join(pieces)
    assert first["speaker_role"] == "Mayor"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_a_cell_is_never_a_formula(words: str) -> None:
    """A cell that a spreadsheet would evaluate is prefixed with an apostrophe."""
    content = (Span(0, len(words), words),)
    said = msgspec.structs.replace(SPLIT, content=content)
    response = msgspec.structs.replace(RESPONSE, attributions=(said,))

    assert _rows(response)[0]["content"] == f"'{words}"

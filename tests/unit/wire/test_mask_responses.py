"""Masking responses: filters, offset units, and checks of placeholders."""

from typing import Any

import pytest

from service.errors import InvalidField, TextTooLong
from service.wire.mask_responses import to_mask_response, to_unmask_response
from service.wire.masking_schemas import MaskedQuote, UnmaskRequest
from service.wire.responses import text_id
from service.wire.schemas import AttributionRequest, Options
from tests.support.fakes import fake_reading

TEXT = "😀 “One” said Ann. “Two” said Bob."
QUOTE = MaskedQuote("QUOTE-1-KXTRWD", "“One.”", 0, 6)


@pytest.mark.parametrize(
    ("options", "offsets"),
    [
        ({}, [(2, 7), (18, 23)]),
        ({"offset_unit": "utf16"}, [(3, 8), (19, 24)]),
        ({"offset_unit": "utf8"}, [(5, 14), (25, 34)]),
        ({"min_confidence": 0.9}, [(2, 7)]),
        ({"types": ("indirect",)}, []),
    ],
)
def test_masked_quotations(
    options: dict[str, Any], offsets: list[tuple[int, int]]
) -> None:
    """Quotations that pass the filters are masked; offsets are in the given unit."""
    request = AttributionRequest(text=TEXT, options=Options(**options))

    response = to_mask_response(fake_reading(TEXT), request)

    assert [(each.start, each.end) for each in response.placeholders] == offsets
    assert response.text.count("[[QUOTE-") == len(offsets)
    assert response.id == text_id(TEXT)


def test_unmasked_text() -> None:
    """Each placeholder is replaced with its quotation; a missing one is reported."""
    other = MaskedQuote("QUOTE-2-KXTRWD", "“Two.”", 8, 14)
    request = UnmaskRequest(text="[[QUOTE-1-KXTRWD]]", placeholders=(QUOTE, other))

    response = to_unmask_response(request, limit=100)

    assert (response.text, response.lost) == ("“One.”", (other.id,))


@pytest.mark.parametrize(
    ("names", "path"),
    [
        (["QUOTE-1-KXTRWD", "QUOTE-1-KXTRWD"], "$.placeholders"),
        (["QUOTE-1-KXTRWD", "QUOTE-2-KXTRWD\n"], "$.placeholders[1].id"),
    ],
)
def test_invalid_ids(names: list[str], path: str) -> None:
    """Repeated ids and ids with a final newline are rejected."""
    placeholders = tuple(MaskedQuote(name, "“A”", 0, 3) for name in names)

    with pytest.raises(InvalidField) as caught:
        to_unmask_response(UnmaskRequest(text="x", placeholders=placeholders), limit=9)

    assert caught.value.path == path


def test_length_limit() -> None:
    """A text that is too long after restoration is rejected; None is no limit."""
    request = UnmaskRequest(text="[[QUOTE-1-KXTRWD]]" * 9, placeholders=(QUOTE,))

    with pytest.raises(TextTooLong):
        to_unmask_response(request, limit=200)
    assert to_unmask_response(request, limit=None).text == "“One.”" * 9

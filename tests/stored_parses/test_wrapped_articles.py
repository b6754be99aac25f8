"""The records of an article in HTML are those of its plain text."""

import pytest

from service.attribution import Lexicon
from service.attributor import Attributor
from service.text.html import read_html
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest
from tests.stored_parses.store import INFO, StoredParse, read_parses
from tests.stored_parses.test_stored_parses import StoredAnnotator
from tests.stored_parses.wrapped_articles import (
    fields_of,
    without_offsets,
    wrong_slices,
)
from tests.support.html_wrapping import wrap

STORED = read_parses()
SHORT = [each for each in STORED if each.text == " ".join(each.text.split())]
LONG = [
    each
    for each in STORED
    if read_html(wrap(each.text, 0, share=0)).text == each.text and "\n" in each.text
]


@pytest.fixture(scope="module")
def attributor() -> Attributor:
    """Return an attributor that reads stored parses."""
    return Attributor(StoredAnnotator(), Lexicon.load(), 50_000)


def test_there_are_articles() -> None:
    """Most of the stored texts come out of their HTML to the last character."""
    assert len(SHORT) > 100
    assert len(LONG) > 5


@pytest.mark.parametrize("stored", [*LONG, *SHORT[::8]], ids=lambda each: each.name)
def test_the_same_records(attributor: Attributor, stored: StoredParse) -> None:
    """Tags, references and hidden parts change no field but the offsets."""
    markup = wrap(stored.text, seed=len(stored.text))
    readable = read_html(markup)
    reading = attributor.read(attributor.open(readable.text), stored.annotations)
    request = AttributionRequest(text=markup, format="html")

    answer = to_response(reading, request, info=INFO, readable=readable)

    assert readable.text == stored.text
    plain = to_response(reading, AttributionRequest(text=stored.text), info=INFO)
    found = fields_of(answer)
    assert without_offsets(found) == without_offsets(fields_of(plain))
    assert wrong_slices(found, markup) == []

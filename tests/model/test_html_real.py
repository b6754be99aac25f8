"""HTML with the real models: what its elements say about quotations."""

import pytest

from service.attribution import Lexicon
from service.attributor import Attributor
from service.nlp.stanza_annotator import StanzaAnnotator
from service.wire.responses import readable_of, to_response
from service.wire.schemas import AttributionRequest, AttributionResponse

pytestmark = pytest.mark.model

MET = "<p>The council met on Monday.</p>"
WORDS = "We will not close the bridge before March."
SIGNED = {
    "footer": f"{MET}<blockquote><p>{WORDS}</p><footer>Ida Holm</footer></blockquote>",
    "cite at the end": f"{MET}<blockquote>{WORDS} <cite>Ida Holm</cite></blockquote>",
    "cite after it": f"{MET}<blockquote>{WORDS}</blockquote><cite>Ida Holm</cite>",
    "caption": f"{MET}<figure><blockquote>{WORDS}</blockquote>"
    "<figcaption>&mdash; <cite>Ida Holm</cite></figcaption></figure>",
}


@pytest.fixture(scope="module")
def attributor(annotator: StanzaAnnotator) -> Attributor:
    """Return the real attributor."""
    return Attributor(annotator, Lexicon.load(), 50_000)


def read(attributor: Attributor, html: str) -> AttributionResponse:
    """Return the answer to an HTML text."""
    request = AttributionRequest(text=html, format="html")
    reading = attributor.attribute(readable_of(request).text)
    return to_response(reading, request, info=attributor.info)


@pytest.mark.parametrize("html", SIGNED.values(), ids=SIGNED)
def test_signed_blocks(attributor: Attributor, html: str) -> None:
    """A blockquote is direct speech of whom a cite, footer or caption names."""
    (found,) = read(attributor, html).attributions

    assert [span.text for span in found.content] == [WORDS]
    assert found.type == "direct"
    assert found.speaker is not None
    assert found.speaker.name == "Ida Holm"
    assert found.source is not None
    assert html[found.source.start : found.source.end] == "Ida Holm"


def test_a_cite_that_names_no_speaker(attributor: Attributor) -> None:
    """The title of a work is no source."""
    html = f"{MET}<blockquote>The sea was calm. <cite>The Long Tide</cite></blockquote>"

    assert not any(each.source for each in read(attributor, html).attributions)


def test_inline_quotations(attributor: Attributor) -> None:
    """Words in q are quoted: all of the content, or a part of it."""
    html = (
        "<p><q>We will open in April,</q> Ida Holm said.</p>"
        "<p>Tom Berg said the town was <q>ready for the winter</q>.</p>"
    )
    first, second = read(attributor, html).attributions

    assert [each.type for each in (first, second)] == ["direct", "mixed"]
    (span,) = first.content
    assert html[span.start : span.end] == "<q>We will open in April,</q>"
    assert span.text == "We will open in April,"

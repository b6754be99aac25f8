"""Citron: the members and offsets of its documented format."""

from typing import Any

import msgspec

from service.exports.citron import to_citron
from tests.support.export_samples import (
    CONTINUED,
    NOTHING,
    ONLY_CUELESS,
    RESPONSE,
    SPLIT,
    TEXT,
)


class CitronSpan(msgspec.Struct, forbid_unknown_fields=True):
    """A span as Citron documents it."""

    start: int
    end: int
    text: str


class CitronQuote(msgspec.Struct, forbid_unknown_fields=True):
    """A quote as Citron documents it, its optional members included."""

    cue: CitronSpan
    sources: list[CitronSpan]
    contents: list[CitronSpan]
    coreferences: list[CitronSpan]
    confidence: float
    id: str


class CitronDocument(msgspec.Struct, forbid_unknown_fields=True):
    """A document as Citron documents it."""

    text: str
    quotes: list[CitronQuote]
    coreference_groups: list[list[CitronSpan]]


def _read(exported: dict[str, Any]) -> CitronDocument:
    return msgspec.convert(exported, CitronDocument, strict=True)


DOCUMENT = _read(to_citron(TEXT, RESPONSE))


def test_offsets_are_character_offsets() -> None:
    """Every span of the document is the text at its offsets."""
    spans = [span for group in DOCUMENT.coreference_groups for span in group]
    for quote in DOCUMENT.quotes:
        spans += [quote.cue, *quote.sources, *quote.contents, *quote.coreferences]

    assert len(spans) > 20
    assert [TEXT[span.start : span.end] for span in spans] == [s.text for s in spans]


def test_quotes_have_cue_source_and_contents() -> None:
    """A split quotation has two contents; mentions of the speaker are coreferences."""
    first = DOCUMENT.quotes[0]

    assert first.cue.text == "told"
    assert [span.text for span in first.sources] == ["Mayor Ida Holm"]
    assert [span.text for span in first.contents] == [
        "“The tram is late,”",
        "“and it will stay late.”",
    ]
    assert [span.text for span in first.coreferences] == ["she", "Holm"]
    assert (first.id, first.confidence) == ("a1", 0.97)


def test_a_continuation_gives_its_content_to_what_it_continues() -> None:
    """The content of a continuation is added to the quote that it continues."""
    second = DOCUMENT.quotes[1]

    assert [span.text for span in second.contents] == [
        "“We are\nsorry,”",
        "“That is all.”",
    ]
    assert [quote.id for quote in DOCUMENT.quotes] == [
        "a1",
        "a2",
        "a3",
        "a4",
        "a5",
        "a6",
    ]


def test_chains_of_continuations_end_at_the_cue() -> None:
    """A chain of continuations joins the quote with the cue; a cycle is omitted."""
    third = msgspec.structs.replace(CONTINUED, id="a8", continues="a7")
    ring = msgspec.structs.replace(CONTINUED, id="r1", continues="r2")
    other = msgspec.structs.replace(CONTINUED, id="r2", continues="r1")
    said = (*RESPONSE.attributions, third, ring, other)
    document = _read(
        to_citron(TEXT, msgspec.structs.replace(RESPONSE, attributions=said))
    )

    assert len(document.quotes) == 6
    assert len(document.quotes[1].contents) == 3


def test_a_quotation_without_any_cue_is_left_out() -> None:
    """A quotation without a cue is omitted."""
    assert _read(to_citron(TEXT, ONLY_CUELESS)).quotes == []
    assert _read(to_citron(TEXT, NOTHING)).coreference_groups == []


def test_an_attribution_without_source_has_empty_lists() -> None:
    """Absent source and speaker are empty lists, as Citron's readers expect."""
    said = msgspec.structs.replace(SPLIT, source=None, speaker=None)
    response = msgspec.structs.replace(RESPONSE, attributions=(said,))
    (quote,) = _read(to_citron(TEXT, response)).quotes

    assert (quote.sources, quote.coreferences) == ([], [])


def test_speakers_with_one_mention_form_no_group() -> None:
    """A group has at least two members."""
    groups = [[span.text for span in group] for group in DOCUMENT.coreference_groups]

    assert groups == [["Mayor Ida Holm", "she", "Holm"]]

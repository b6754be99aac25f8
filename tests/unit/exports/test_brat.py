"""brat: read back by the reader of the bioc package."""

import io
from typing import Any

import msgspec
import pytest
from bioc import brat

from service.exports.brat import to_brat
from service.wire.schemas import Span
from tests.support.export_samples import NOTHING, RESPONSE, SPLIT, TEXT


def _read(text: str, annotations: str) -> Any:  # noqa: ANN401 - bioc has no types
    return brat.load(io.StringIO(text, newline=""), io.StringIO(annotations))


DOCUMENT = _read(TEXT, to_brat(TEXT, RESPONSE))


def test_events_have_their_parts() -> None:
    """Trigger and roles of each event are the spans of the attribution."""
    places = {each.id: each for each in DOCUMENT.entities}
    events = [
        {role: places[place].text for role, place in event.arguments.items()}
        for event in DOCUMENT.events
    ]
    triggers = [places[event.trigger_id].text for event in DOCUMENT.events]

    assert triggers[0] == "“The tram is late,” “and it will stay late.”"
    assert events[:3] == [
        {"Cue": "told", "Source": "Mayor Ida Holm", "Addressee": "reporters"},
        {"Cue": "went on", "Source": "she"},
        {"Cue": "said", "Source": "The ferry union", "Outlet": "the Daily Ferry"},
    ]
    assert len(events) == len(RESPONSE.attributions)


def test_every_place_is_its_words() -> None:
    """The text column is the text at the offsets, fragments joined by a space."""
    for place in DOCUMENT.entities:
        words = " ".join(
            TEXT[span.begin : span.end] for span in sorted(place.locations)
        )
        assert words == place.text


def test_no_fragment_crosses_a_line() -> None:
    """A quotation over a line break is two fragments, as brat requires."""
    fragments = [
        TEXT[span.begin : span.end]
        for place in DOCUMENT.entities
        for span in sorted(place.locations)
    ]

    assert {"“We are", "sorry,”"} <= set(fragments)
    assert not any("\n" in each or "\r" in each for each in fragments)


def test_attributes_and_relations_tell_the_rest() -> None:
    """Type, kind and negation are attributes; parent and continuation are relations."""
    attributes = [(each.type, each.refid) for each in DOCUMENT.attributes]
    relations = [
        (each.type, each.arguments["Arg1"], each.arguments["Arg2"])
        for each in DOCUMENT.relations
    ]

    assert attributes.count(("Negated", "E4")) == 1
    assert len([kind for kind, _ in attributes if kind == "Negated"]) == 1
    assert relations == [("In", "E6", "E5"), ("Continues", "E7", "E2")]


def test_notes_name_speaker_outlet_and_confidence() -> None:
    """Speaker, outlet and confidence are in the note of the event."""
    lines = to_brat(TEXT, RESPONSE).splitlines()
    notes = [line.split("\t") for line in lines if line.startswith("#")]

    assert notes[2] == [
        "#3",
        "AnnotatorNotes E3",
        "speaker ferry union; outlet Daily Ferry; confidence 0.50",
    ]


def test_a_place_is_written_once() -> None:
    """Two attributions that share a source share its annotation."""
    twice = msgspec.structs.replace(
        RESPONSE, attributions=(SPLIT, msgspec.structs.replace(SPLIT, id="b"))
    )
    document = _read(TEXT, to_brat(TEXT, twice))

    assert len(document.entities) == len({each.text for each in document.entities})
    assert len(document.events) == 2


def content_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges of an annotation over a whole text, as bioc reads them."""
    content = (Span(0, len(text), text),)
    bare = msgspec.structs.replace(
        SPLIT, content=content, cue=None, source=None, addressee=None
    )
    response = msgspec.structs.replace(RESPONSE, attributions=(bare,))
    document = _read(text, to_brat(text, response))
    return [
        (location.begin, location.end)
        for entity in document.entities
        for location in sorted(entity.locations)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a \n b", [(0, 1), (4, 5)]),
        ("a\r\n\r\nb", [(0, 1), (5, 6)]),
        ("a\tb", [(0, 1), (2, 3)]),
        ("a\x0bb\x0cc", [(0, 1), (2, 3), (4, 5)]),
        ("a\x1cb\x1dc\x1ed", [(0, 1), (2, 3), (4, 5), (6, 7)]),
        ("a\x85b", [(0, 1), (2, 3)]),
        ("a\u2028b\u2029c", [(0, 1), (2, 3), (4, 5)]),
        ("\na\n", [(1, 2)]),
    ],
    ids=repr,
)
def test_span_is_split_at_line_breaks_and_tabs(
    text: str, expected: list[tuple[int, int]]
) -> None:
    """Each line of a span is a fragment without the white space around it."""
    assert content_ranges(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a ", [(1, 2)]),
        ("\u00a0a\u202f", [(1, 2)]),
        ("\u3000a\u2003", [(1, 2)]),
        ("\x1fa\x1f", [(1, 2)]),
        ("a\x1fb c", [(0, 5)]),
        ("\ufeffa\u200b", [(0, 3)]),
        ("\x1f", []),
        ("\u3000", []),
        ("\u2028", []),
        ("\x85", []),
        (" \t\u2003\n\x1f", []),
        ("", []),
    ],
    ids=repr,
)
def test_text_column_has_no_white_space_at_its_ends(
    text: str, expected: list[tuple[int, int]]
) -> None:
    """White space at either end is left out; a span of white space is not written."""
    assert content_ranges(text) == expected


def test_no_attribution_gives_an_empty_file() -> None:
    """An article without attributions has an empty file."""
    assert to_brat(TEXT, NOTHING) == ""

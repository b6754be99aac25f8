"""Readings are converted to responses: texts of spans, units and filters."""

import subprocess
import sys
from typing import Any

import msgspec
import pytest

from service.wire.responses import text_id, to_response
from service.wire.schemas import AttributionRequest, AttributionResponse, Options
from tests.support.fakes import INFO, fake_reading

TEXT = "“One 😀” said Ann. “Two” thought Bob, on CNN. “Three” said Ann. (Agencies)"
NONE: tuple[str, ...] = ()


def respond(
    text: str = TEXT,
    **options: Any,  # noqa: ANN401 - fields of Options
) -> AttributionResponse:
    """Return the response to a text read by the fake."""
    request = AttributionRequest(text=text, options=Options(**options))
    return to_response(fake_reading(text), request, info=INFO)


FILTERS = [
    ({}, ["a1", "a2", "a3"], ["s1", "s2"], ["o1"]),
    ({"types": ("direct",)}, ["a1", "a3"], ["s1"], ["o1"]),
    ({"types": ("indirect",)}, ["a2"], ["s2"], ["o1"]),
    ({"types": ("mixed",)}, NONE, NONE, NONE),
    ({"kinds": ("thought",)}, ["a2"], ["s2"], ["o1"]),
    ({"min_confidence": 0.9}, ["a1"], ["s1"], ["o1"]),
    ({"min_confidence": 0.91}, NONE, NONE, NONE),
    ({"min_confidence": 1.0}, NONE, NONE, NONE),
]


@pytest.mark.parametrize(("options", "attributions", "speakers", "outlets"), FILTERS)
def test_filters_apply_last(
    options: dict[str, Any],
    attributions: list[str],
    speakers: list[str],
    outlets: list[str],
) -> None:
    """Filters keep attributions and what they refer to, with unchanged ids."""
    response = respond(**options)

    assert [item.id for item in response.attributions] == list(attributions)
    assert [item.id for item in response.speakers] == list(speakers)
    assert [item.id for item in response.outlets] == list(outlets)


def test_filtered_reference_becomes_null() -> None:
    """A reference to a continued attribution that is filtered out becomes null."""
    whole = respond()
    kept = respond(kinds=("thought",))

    assert [item.continues for item in whole.attributions] == [None, "a1", "a1"]
    assert [item.continues for item in kept.attributions] == [None]


def test_filtered_parent_becomes_null() -> None:
    """A reference to a parent that is filtered out becomes null."""
    reading = fake_reading(TEXT)
    first, second, third = reading.attributions
    nested = msgspec.structs.replace(third, parent="a2")
    reading = msgspec.structs.replace(reading, attributions=(first, second, nested))

    def parents(options: Options) -> list[str | None]:
        request = AttributionRequest(text=TEXT, options=options)
        response = to_response(reading, request, info=INFO)
        return [item.parent for item in response.attributions]

    assert parents(Options()) == [None, None, "a2"]
    assert parents(Options(types=("direct",))) == [None, None]


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
def test_every_span_is_a_slice(unit: str) -> None:
    """The text of each span is the article between its offsets, in each unit."""
    encoding, width = {
        "codepoint": ("utf-32-le", 4),
        "utf16": ("utf-16-le", 2),
        "utf8": ("utf-8", 1),
    }[unit]
    data = TEXT.encode(encoding)
    spans = list(find_spans(msgspec.to_builtins(respond(offset_unit=unit))))

    assert len(spans) > 10
    assert [
        data[width * span["start"] : width * span["end"]].decode(encoding)
        for span in spans
    ] == [span["text"] for span in spans]


def find_spans(value: object) -> list[dict[str, Any]]:
    """Return every object with offsets, wherever it is."""
    if isinstance(value, dict):
        own = [value] if "start" in value else []
        return own + [span for item in value.values() for span in find_spans(item)]
    if isinstance(value, list | tuple):
        return [span for item in value for span in find_spans(item)]
    return []


def test_evidence_only_on_demand() -> None:
    """Evidence is empty unless the option is set."""
    assert respond().attributions[0].evidence == ()
    assert respond(evidence=True).attributions[0].evidence[0].rule == "verb"


def test_confidence_has_two_decimals() -> None:
    """Confidence is rounded, and the filter compares the rounded value."""
    assert [item.confidence for item in respond().attributions] == [0.9, 0.5, 0.5]


def test_id_is_the_requests_or_a_hash() -> None:
    """The id is that of the request, which may be empty, else a hash of the text."""
    request = AttributionRequest(text=TEXT, id="")

    assert to_response(fake_reading(TEXT), request, info=INFO).id == ""
    assert respond().id == text_id(TEXT) != text_id(TEXT + " ")


def test_unknown_is_null() -> None:
    """Unknown values are null in the response."""
    reading = fake_reading(TEXT)
    bare = msgspec.structs.replace(
        reading.attributions[0], cue=None, source=None, speaker=None, outlet=None
    )
    reading = msgspec.structs.replace(reading, attributions=(bare,))

    [found] = to_response(
        reading, AttributionRequest(text=TEXT), info=INFO
    ).attributions

    assert (found.cue, found.source, found.speaker, found.outlet) == (None,) * 4


def test_credits_and_warnings_are_kept() -> None:
    """Filters do not apply to credits and warnings."""
    response = respond(types=("mixed",))

    assert [span.text for span in response.credits] == ["(Agencies)"]
    assert [item.code for item in respond("Nothing.").warnings] == ["nothing_found"]


def test_wire_types_need_no_http_library() -> None:
    """The wire types can be imported without loading Litestar or PyTorch."""
    code = (
        "import sys, service.wire.responses, service.wire.codecs;"
        "import service.api.model_report;"
        "sys.exit('litestar' in sys.modules or 'torch' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], check=False)

    assert done.returncode == 0

"""Spans of a response compared with their text."""

import pytest

from service.evaluation.roundtrip import UNITS, Unit, spans_in, wrong_spans

EMOJI = "a😀é b"
RIGHT: dict[Unit, tuple[int, int]] = {
    "codepoint": (2, 3),
    "utf16": (3, 4),
    "utf8": (5, 7),
}


@pytest.mark.parametrize("unit", UNITS)
def test_spans_equal_their_text(unit: Unit) -> None:
    """A span holds in the unit it counts in and in no other, however deep it lies."""
    start, end = RIGHT[unit]
    response = {"list": [{"cue": {"start": start, "end": end, "text": "é", "n": 1}}]}

    assert list(spans_in(response)) == [(start, end, "é")]
    assert wrong_spans(response, EMOJI, unit=unit) == ()
    for other in set(UNITS) - {unit}:
        assert wrong_spans(response, EMOJI, unit=other) == ((start, end, "é"),)


def test_half_characters_are_wrong() -> None:
    """Offsets inside one character never equal a text."""
    response = {"start": 1, "end": 3, "text": "😀"}

    assert wrong_spans(response, EMOJI, unit="utf8") == ((1, 3, "😀"),)

"""Our records in the scorer's form, and offsets against texts."""

import pytest

from service.evaluation.gold_articles import Record
from service.evaluation.predictions import records_of
from service.evaluation.roundtrip import UNITS, Unit, spans_in, wrong_spans
from service.records import (
    Attribution,
    Cue,
    OutletCredit,
    Reading,
    Span,
    Speaker,
)

TEXT = "“Yes,” Ida told us."
BARE = Attribution(
    id="a1",
    type="direct",
    kind="speech",
    content=(Span(0, 6),),
    cue=None,
    source=None,
    speaker=None,
    outlet=None,
    addressee=None,
    parent=None,
    continues=None,
    negated=False,
    confidence=0.5,
    evidence=(),
)
FULL = Attribution(
    id="a2",
    type="direct",
    kind="speech",
    content=(Span(0, 6),),
    cue=Cue(Span(11, 15), "tell"),
    source=Span(7, 10),
    speaker="s1",
    outlet=OutletCredit("o1", "Us", None),
    addressee=Span(16, 18),
    parent=None,
    continues=None,
    negated=False,
    confidence=0.9,
    evidence=(),
)


def test_records() -> None:
    """A record has names and words where the reading has ids and offsets."""
    reading = Reading(
        language="en",
        attributions=(BARE, FULL),
        speakers=(Speaker("s1", "Ida Holm", "person", None, ()),),
        outlets=(),
        credits=(),
        warnings=(),
        words=4,
    )

    assert records_of(reading, TEXT) == (
        Record(
            content=((0, 6),),
            cue=None,
            source=None,
            type="direct",
            kind="speech",
            speaker=None,
            speaker_type=None,
            outlet=None,
            addressee=None,
        ),
        Record(
            content=((0, 6),),
            cue=(11, 15),
            source=(7, 10),
            type="direct",
            kind="speech",
            speaker="Ida Holm",
            speaker_type="person",
            outlet="Us",
            addressee="us",
        ),
    )


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

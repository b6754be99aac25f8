"""Records of a reading in the form that the scorer compares."""

from service.evaluation.gold_articles import Record
from service.evaluation.predictions import records_of
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
    """A record has names and words where the reading has ids and offsets.

    Without a speaker the type is "unknown".
    """
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
            speaker_type="unknown",
            outlet=None,
            addressee=None,
            confidence=0.5,
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
            confidence=0.9,
        ),
    )

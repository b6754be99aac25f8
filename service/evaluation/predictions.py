"""Records of a reading in the form that the scorer compares."""

from typing import Literal

from service.evaluation.gold_articles import Record
from service.records import Attribution, Reading, Span, Speaker

ProfileName = Literal["default", "polnear"]
ONLY_OUTERMOST: dict[ProfileName, bool] = {"default": False, "polnear": True}
"""PolNeAR annotates nothing inside the content of another attribution."""
THRESHOLDS: dict[ProfileName, float | None] = {"default": None, "polnear": -1.5}
"""Least log-odds of an attribution; None for that of the fitted numbers.

PolNeAR annotates more than the project's guidelines (beliefs, intentions, decrees), so
that its profile keeps more.
"""


def records_of(reading: Reading, text: str) -> tuple[Record, ...]:
    """Return the attributions of a reading of ``text`` as records for the scorer.

    The type of the speaker of an attribution without one is "unknown", as in the gold
    annotation.
    """
    speakers = {speaker.id: speaker for speaker in reading.speakers}
    return tuple(
        _record(found, speakers.get(found.speaker or ""), text)
        for found in reading.attributions
    )


def _record(found: Attribution, speaker: Speaker | None, text: str) -> Record:
    to = found.addressee
    return Record(
        content=tuple((span.start, span.end) for span in found.content),
        cue=_pieces(found.cue.span if found.cue else None),
        source=_pieces(found.source),
        type=found.type,
        kind=found.kind,
        speaker=speaker.name if speaker else None,
        speaker_type=speaker.type if speaker else "unknown",
        outlet=found.outlet.name if found.outlet else None,
        addressee=text[to.start : to.end] if to else None,
        confidence=found.confidence,
    )


def _pieces(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None

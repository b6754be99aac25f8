"""What an evaluation finds: metrics, their intervals, calibration and offsets."""

import msgspec

from service.evaluation.calibration import Band
from service.evaluation.intervals import Interval
from service.evaluation.report import Prf, Report


class Offsets(msgspec.Struct, frozen=True):
    """Number of spans compared with their text in all units, and how many differ."""

    spans: int
    wrong: int


class Evaluation(msgspec.Struct, frozen=True):
    """The output of ``evaluate --json``."""

    report: Report
    offsets: Offsets
    intervals: dict[str, Interval]
    """95 per cent intervals of the F1 of each measure, over articles."""
    reliability: tuple[Band, ...]
    """Share of right records by confidence."""
    tagger: dict[str, Prf]
    """Exact spans of the attribution tagger by label; empty without it."""

"""The metrics of an evaluation as tables."""

from collections.abc import Iterable, Mapping

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table

from service.evaluation.calibration import Band
from service.evaluation.intervals import Interval
from service.evaluation.outcome import Evaluation
from service.evaluation.report import Prf, Report
from service.evaluation.speaker_scores import SpeakerReport

MEASURES = ("content", "exact", "source", "cue", "triple", "chars", "speaker", "outlet")


def render(evaluation: Evaluation) -> RenderableType:
    """Return the tables of an evaluation and a line on the offsets."""
    report, offsets = evaluation.report, evaluation.offsets
    tables = [
        _measures(report, evaluation.intervals),
        _accuracies(report),
        _recalls(report),
        _reliability(evaluation.reliability),
    ]
    if evaluation.tagger:
        tables.append(_tagger(evaluation.tagger))
    return Group(
        f"{report.articles} articles, {report.gold} gold attributions, "
        f"{report.predicted} predicted",
        *tables,
        f"offsets: {offsets.spans - offsets.wrong} of {offsets.spans} spans equal "
        "their text (all units)",
    )


def render_speakers(report: SpeakerReport) -> RenderableType:
    """Return the table of an evaluation of speakers."""
    table = _table("of aligned speakers", "P", "R", "F1")
    for name in ("gender", "affiliation", "anonymous"):
        table.add_row(name, *_row(getattr(report, name)))
    table.add_row("class (accuracy)", "", "", _number(report.source_class))
    return Group(
        f"{report.articles} articles, {report.gold} gold speakers, "
        f"{report.predicted} predicted, {report.aligned} aligned by name",
        table,
    )


def _measures(report: Report, intervals: Mapping[str, Interval]) -> Table:
    table = _table("measure", "P", "R", "F1", "95 % interval")
    for name in MEASURES:
        metrics: Prf | msgspec.UnsetType = getattr(report, name)
        if metrics is not msgspec.UNSET:
            interval = intervals.get(name)
            between = f"{interval.low:.1f} to {interval.high:.1f}" if interval else ""
            table.add_row(name, *_row(metrics), between)
    return table


def _reliability(bands: Iterable[Band]) -> Table:
    table = _table("confidence", "records", "right %")
    for band in bands:
        right = "-" if band.right is None else _number(band.right)
        table.add_row(f"{band.low} to {band.high}", str(band.records), right)
    return table


def _tagger(scores: Mapping[str, Prf]) -> Table:
    table = _table("exact spans of the tagger", "P", "R", "F1")
    for label, metrics in scores.items():
        table.add_row(label, *_row(metrics))
    return table


def _accuracies(report: Report) -> Table:
    table = _table("the same in aligned pairs", "%")
    for name, share in report.of_aligned.items():
        table.add_row(name, _number(share))
    return table


def _recalls(report: Report) -> Table:
    names = [name for name in ("content", "source", "speaker") if _has(report, name)]
    table = _table("recall by gold type and kind", "gold", *names)
    for key, recalls in report.recall_by.items():
        shares = (_number(recalls[name]) for name in names)
        table.add_row(key, str(int(recalls["gold"])), *shares)
    return table


def _row(metrics: Prf) -> Iterable[str]:
    return map(_number, (metrics.p, metrics.r, metrics.f1))


def _has(report: Report, name: str) -> bool:
    return any(name in recalls for recalls in report.recall_by.values())


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _number(value: float) -> str:
    return f"{value:.1f}"

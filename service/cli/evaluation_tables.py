"""The metrics of an evaluation as tables."""

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table

from service.evaluation.report import Prf, Report

MEASURES = ("content", "exact", "source", "cue", "triple", "chars", "speaker", "outlet")


def render(report: Report, *, spans: int, wrong: int) -> RenderableType:
    """Return the tables of a report and a line on the offsets."""
    return Group(
        f"{report.articles} articles, {report.gold} gold attributions, "
        f"{report.predicted} predicted",
        _measures(report),
        _accuracies(report),
        _recalls(report),
        f"offsets: {spans - wrong} of {spans} spans equal their text (all units)",
    )


def _measures(report: Report) -> Table:
    table = _table("measure", "P", "R", "F1")
    for name in MEASURES:
        metrics: Prf | msgspec.UnsetType = getattr(report, name)
        if metrics is not msgspec.UNSET:
            table.add_row(name, *map(_number, (metrics.p, metrics.r, metrics.f1)))
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

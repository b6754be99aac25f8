"""Draw losses and development scores over the steps of a training."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import msgspec
from matplotlib.axes import Axes
from matplotlib.figure import Figure

SMOOTHED = 12
"""Number of batches in the moving average of a loss."""


class Row(msgspec.Struct, frozen=True):
    """A line of the log: the losses of a step, or the scores after it."""

    step: int
    seconds: float
    loss: dict[str, float] = {}
    score: dict[str, float] = {}
    final: bool = False


def read_log(path: Path) -> list[Row]:
    """Return the rows of a log."""
    return [
        msgspec.json.decode(line, type=Row) for line in path.read_bytes().splitlines()
    ]


def draw(log: Path, target: Path, *, names: Sequence[str] | None = None) -> None:
    """Draw the curves of a log as SVG.

    Args:
        log: JSON lines as ``training.loop`` writes them.
        target: the SVG file.
        names: the scores to draw; None draws all except those of single classes.
    """
    rows = read_log(log)
    picture = Figure(figsize=(9, 3.6), layout="constrained")
    losses, scores = picture.subplots(1, 2)
    _draw_losses(losses, rows)
    _draw_scores(scores, rows, names)
    with mpl.rc_context({"svg.hashsalt": "whosaid", "svg.fonttype": "none"}):
        picture.savefig(target, format="svg", metadata={"Date": None})


def _draw_losses(axes: Axes, rows: Sequence[Row]) -> None:
    by_head: dict[str, list[tuple[int, float]]] = {}
    for row in rows:
        for name, value in row.loss.items():
            by_head.setdefault(name, []).append((row.step, value))
    for name, points in by_head.items():
        means = [
            sum(value for _, value in part) / len(part)
            for end in range(1, len(points) + 1)
            if (part := points[max(0, end - SMOOTHED) : end])
        ]
        axes.plot([step for step, _ in points], means, label=name)
    axes.set(title="loss", xlabel="step", yscale="log")
    axes.legend(fontsize="small")


def _draw_scores(axes: Axes, rows: Sequence[Row], names: Sequence[str] | None) -> None:
    scored = [row for row in rows if row.score]
    for name in names or _whole(scored[-1].score if scored else {}):
        points = [(row.step, row.score[name]) for row in scored if name in row.score]
        axes.plot(*zip(*points, strict=True), marker="o", markersize=3, label=name)
    axes.set(title="development sets", xlabel="step", ylim=(0, 100))
    if scored:
        axes.legend(fontsize="small", loc="lower right")


def _whole(score: Mapping[str, Any]) -> list[str]:
    """Return the names of the scores that are not of a single class."""
    return [name for name in score if " " not in name or name.endswith(" micro")] or [
        *score
    ]

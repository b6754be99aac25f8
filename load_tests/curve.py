"""Plot latency over throughput."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

Points = Sequence[tuple[float, float]]


def draw(path: Path, lines: Mapping[str, Points]) -> None:
    """Write an SVG of p95 in seconds over words per second, with a line per name."""
    mpl.rcParams["svg.hashsalt"] = "whosaid"  # makes the file reproducible
    figure = Figure(figsize=(6.4, 3.6), layout="constrained")
    axes = figure.subplots()
    for name, points in lines.items():
        words, p95 = zip(*points, strict=True)
        axes.plot(words, [one / 1000 for one in p95], marker="o", label=name)
    axes.set_xlabel("words per second that were answered")
    axes.set_ylabel("p95 of articles up to 1,000 words, s")
    axes.set_xlim(left=0)
    axes.set_ylim(bottom=0)
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    figure.savefig(path, metadata={"Date": None})

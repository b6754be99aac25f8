"""A table that compares the scores of packages."""

from collections.abc import Iterator

from rich.table import Table

from training.measure import Scores


def compare(scores: dict[str, Scores]) -> Table:
    """Return a table with a column for each set of scores, and the difference of two.

    Args:
        scores: one or two sets, by the name of their column.
    """
    names = list(scores)
    table = Table(box=None, header_style="bold")
    table.add_column("on", no_wrap=True)
    table.add_column("score", no_wrap=True)
    for name in names:
        table.add_column(name, justify="right", overflow="fold")
    if len(names) > 1:
        table.add_column("gained", justify="right", no_wrap=True)
    for on, score in _keys(scores):
        values = [scores[name].get(on, {}).get(score) for name in names]
        cells = ["" if value is None else f"{value:.2f}" for value in values]
        known = [value for value in values if value is not None]
        if len(names) > 1:
            both = len(known) == len(names)
            cells.append(f"{known[-1] - known[0]:+.2f}" if both else "")
        table.add_row(on, score, *cells)
    return table


def _keys(scores: dict[str, Scores]) -> Iterator[tuple[str, str]]:
    """Yield each pair of test set and score once, in the order of the first set."""
    seen: dict[tuple[str, str], None] = {}
    for one in scores.values():
        for on, metrics in one.items():
            seen |= dict.fromkeys((on, score) for score in metrics)
    yield from seen

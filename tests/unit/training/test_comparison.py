"""The table that compares two packages."""

from rich.console import Console

from training.comparison import compare


def test_compare() -> None:
    """Packages are compared score by score; a score that one lacks is empty."""
    table = compare({"old": {"ud": {"LAS": 89.7}}, "new": {"ud": {"LAS": 90, "X": 1}}})
    console = Console(width=100)
    with console.capture() as capture:
        console.print(table)

    lines = [line.split() for line in capture.get().splitlines()]

    assert lines == [
        ["on", "score", "old", "new", "gained"],
        ["ud", "LAS", "89.70", "90.00", "+0.30"],
        ["ud", "X", "1.00"],
    ]

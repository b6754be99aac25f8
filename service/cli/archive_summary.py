"""The summary of an archive as text and tables."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from service.archive.output.summary import NameCounts, Summary
from service.cli.response_table import printable


def render(summary: Summary) -> RenderableType:
    """Return a line of counts and tables of types, speakers and outlets."""
    records = sum(count for _, count in summary.types)
    head = (
        f"{summary.articles:,} articles, {summary.errors:,} of them errors; "
        f"{summary.words:,} words; {records:,} attributions"
    )
    tables = (
        _table("type", summary.types),
        _table("most quoted", summary.speakers),
        _table("outlet", summary.outlets),
    )
    return Group(Text(head), *(table for table in tables if table.row_count))


def _table(title: str, counted: NameCounts) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(title, min_width=24)
    table.add_column("attributions", justify="right")
    for name, count in counted:
        table.add_row(Text(printable(name)), f"{count:,}")
    return table

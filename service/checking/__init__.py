"""A draft's quotations against its sources."""

from service.checking.broken_lines import join_broken_lines
from service.checking.check_records import (
    Checked,
    Credit,
    Difference,
    Finding,
    IndirectFinding,
    Near,
    SourceText,
)
from service.checking.findings import Search, find, search_sources

__all__ = [
    "Checked",
    "Credit",
    "Difference",
    "Finding",
    "IndirectFinding",
    "Near",
    "Search",
    "SourceText",
    "find",
    "join_broken_lines",
    "search_sources",
]

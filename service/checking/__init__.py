"""A draft's quotations against its sources."""

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
    "search_sources",
]

"""Each guarantee of docs/OPERATIONS.md names a test that exists."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
TEXT = (TESTS.parent / "docs" / "OPERATIONS.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", TEXT)))
NAMED_IN_ROW = re.compile(r"`[\w/]+\.py::test_\w+`")
LEAST_GUARANTEES = 30


@pytest.mark.parametrize(("file", "function"), NAMED)
def test_named_test_exists(file: str, function: str) -> None:
    """The document names tests as they are."""
    assert f"def {function}(" in (TESTS / file).read_text("utf-8")


def test_every_guarantee_has_a_test() -> None:
    """Every row of the table of guarantees names at least one test."""
    section = TEXT.partition("## Guarantees\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][1:]

    assert len(rows) > LEAST_GUARANTEES
    assert [row for row in rows if not NAMED_IN_ROW.search(row)] == []

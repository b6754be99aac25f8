"""Each promise of docs/OPERATIONS.md has a test that exists."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
TEXT = (TESTS.parent / "docs" / "OPERATIONS.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", TEXT)))


@pytest.mark.parametrize(("file", "function"), NAMED)
def test_named_test_exists(file: str, function: str) -> None:
    """The document names tests as they are."""
    assert f"def {function}(" in (TESTS / file).read_text("utf-8")


def test_every_promise_has_a_test() -> None:
    """No row of the promises is without one; there are as many as promised."""
    rows = [line for line in TEXT.splitlines() if line.startswith("| ")]
    promises = [row for row in rows if "test_" in row]

    assert len(promises) > 30
    assert all(NAMED_IN_ROW.search(row) for row in promises)


NAMED_IN_ROW = re.compile(r"`[\w/]+\.py::test_\w+`")

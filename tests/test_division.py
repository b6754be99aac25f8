"""The division of the tests between processes names folders and modules that exist."""

import pytest

from tests.conftest import APART, FIRST, TESTS, TOGETHER, group_of, rank_of


def test_names_exist() -> None:
    """A folder or module that moves takes its place in the division with it."""
    names = *TOGETHER, *FIRST, *APART

    assert [name for name in names if not (TESTS / name).exists()] == []


@pytest.mark.parametrize(
    ("test", "group"),
    [
        ("tests/archive/test_archive_on_ray.py::test_run", "archive"),
        ("tests/model/test_fuzzing.py::test_a[x::y]", "model/test_fuzzing.py"),
        ("tests/unit/test_logs.py::test_a[1@2]", "unit/test_logs.py"),
        ("tests/test_docs.py::test_a", "test_docs.py"),
    ],
)
def test_group(test: str, group: str) -> None:
    """A folder that shares something is one group; elsewhere a module is."""
    assert group_of(test) == group


def test_order() -> None:
    """The folders that take longest come first."""
    modules = ["test_docs.py", "web/test_page.py", "archive/test_archive_on_ray.py"]

    assert sorted(modules, key=lambda name: rank_of(TESTS / name)) == modules[::-1]

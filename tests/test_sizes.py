"""Code that fits a head: CONTRIBUTING's limits of modules and functions."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("service", "whosaid_attribution")
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
LONGEST_MODULE = 300
MEDIAN_MODULE = 100
PAGE = 120
LONGEST_FUNCTION = 40
"""Lines, from ``def`` to the last statement, docstring included."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_sizes(path: Path) -> None:
    """No module and no function of the service is longer than the house allows."""
    source = path.read_text("utf-8")

    assert len(source.splitlines()) <= LONGEST_MODULE
    assert list(long_functions(source)) == []


def test_the_pipeline_is_a_page() -> None:
    """All stages of the attribution can be read at a glance."""
    pipeline = ROOT / "service" / "attribution" / "pipeline.py"

    assert len(pipeline.read_text("utf-8").splitlines()) < PAGE


def test_median() -> None:
    """Half of the modules of the service are short."""
    lengths = [len(path.read_text("utf-8").splitlines()) for path in MODULES]

    assert median(lengths) <= MEDIAN_MODULE


def test_long_function_is_found() -> None:
    """The check sees methods, and counts their last line."""
    body = "        pass\n" * LONGEST_FUNCTION
    source = f"class Box:\n    def long(self):\n{body}    def short(self): pass\n"

    assert list(long_functions(source)) == ["long"]


def long_functions(source: str) -> Iterator[str]:
    """Yield the names of the functions that are too long."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            if last - node.lineno + 1 > LONGEST_FUNCTION:
                yield node.name

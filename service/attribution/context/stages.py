"""Work in stages that can be paused between them."""

from collections.abc import Generator
from typing import TypeVar

_Result = TypeVar("_Result")
Stages = Generator[None, None, _Result]
"""Yields after each stage, so that the work can be paused there; returns the result."""


def run_stages(stages: Stages[_Result]) -> _Result:
    """Run all stages that are left and return the result."""
    while True:
        try:
            next(stages)
        except StopIteration as end:
            result: _Result = end.value
            return result

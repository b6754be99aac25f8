"""One Ray for all tests of a module that leave it alive."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.archive.cluster import connect_to_ray

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def mark() -> str:
    """Return what is in the environment of this module's Ray and of no other."""
    return f"ARCHIVE_TEST={uuid.uuid4().hex}"


@pytest.fixture(scope="module")
def ray_here(mark: str) -> Iterator[None]:
    """Run a Ray of two CPUs whose processes find the tests' factories."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.fspath(ROOT))
        patch.setenv(*mark.split("="))
        with connect_to_ray(None, cpus=2):
            yield

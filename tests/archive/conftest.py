"""A local Ray instance that the tests of a module share."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.archive.cluster import connect_to_ray

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def mark() -> str:
    """Return a variable that identifies the processes of this module's Ray."""
    return f"ARCHIVE_TEST={uuid.uuid4().hex}"


@pytest.fixture(scope="module")
def ray_here(mark: str) -> Iterator[None]:
    """Run Ray with two CPUs and the repository on the path of its processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.fspath(ROOT))
        patch.setenv(*mark.split("="))
        with connect_to_ray(None, cpus=2):
            yield

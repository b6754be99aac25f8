"""The version of gunicorn whose private names the ASGI worker uses."""

import tomllib
from pathlib import Path

import gunicorn
import pytest
from packaging.requirements import Requirement

from service.errors import StartError
from service.serving.gunicorn.tested_version import check_gunicorn

PROJECT = Path(__file__).parents[4] / "pyproject.toml"


@pytest.mark.parametrize("version", ["26.1.0", "27.1.0", "27.00.1", "28.0"])
def test_other_versions_are_refused(version: str) -> None:
    """Another minor version stops the start; the error names both versions."""
    with pytest.raises(StartError, match=rf"gunicorn {version} .* 27\.0\.x"):
        check_gunicorn(version)


def test_patch_versions_are_accepted() -> None:
    """The installed version and other patch versions of the minor version pass."""
    check_gunicorn(gunicorn.__version__)
    check_gunicorn("27.0.9")


def test_requirement_is_the_same() -> None:
    """The package requires the minor version that the check accepts."""
    needed = map(
        Requirement, tomllib.loads(PROJECT.read_text())["project"]["dependencies"]
    )
    [pinned] = [each.specifier for each in needed if each.name == "gunicorn"]

    for version in ("27.0.1", "27.1.0", "28.0.0"):
        try:
            check_gunicorn(version)
        except StartError:
            assert version not in pinned
        else:
            assert version in pinned

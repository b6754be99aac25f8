"""Whose modules and command these are."""

import subprocess
import sys
from pathlib import Path

import pytest

import service
from whosaid_attribution import ownership
from whosaid_attribution.ownership import DISTRIBUTION, ForeignModule, check_package

LIGHT = "import sys, whosaid_attribution; print('torch' in sys.modules)"


def test_own_package() -> None:
    """The package beside the module is right, and both name the distribution."""
    check_package()

    assert service.DISTRIBUTION == DISTRIBUTION


def test_overwritten_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package in the right place that another project has written over is refused."""
    monkeypatch.setattr(service, "DISTRIBUTION", "another")

    with pytest.raises(ForeignModule, match="another distribution has overwritten"):
        check_package()


def test_package_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A package in another place is refused with both places."""
    monkeypatch.setattr(ownership, "ROOT", tmp_path)

    with pytest.raises(ForeignModule) as caught:
        check_package()

    assert str(service.__file__) in str(caught.value)
    assert str(tmp_path / "service") in str(caught.value)


def test_import_is_light() -> None:
    """The import loads no models and not the library that runs them."""
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"

"""The device of the settings must exist."""

import subprocess
import sys

import pytest

from service.errors import InvalidSettings
from service.nlp.devices import check_device


def test_device_is_asked_for_by_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a CUDA device cuda is an error; cpu is not even asked about."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")

    check_device("cpu", probe="raise SystemExit(1)")
    check_device("cuda", probe="raise SystemExit(0)")
    with pytest.raises(InvalidSettings, match=r"^WHOSAID_DEVICE is cuda, but torch"):
        check_device("cuda", probe="import a_module_that_does_not_exist")


def test_check_imports_no_torch() -> None:
    """The process that checks has no torch, which would start threads."""
    code = (
        "import sys; from service.nlp.devices import check_device;"
        "check_device('cuda', probe='');"
        "sys.exit('torch' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

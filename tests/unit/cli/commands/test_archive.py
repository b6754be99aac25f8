"""The archive command where its extra is not installed."""

import subprocess
import sys

WITHOUT = """
import sys
sys.modules["ray"] = None
from service.cli import main
sys.exit(main(["archive", "in", "out"], environ={}))
"""


def test_without_the_extra() -> None:
    """Where Ray is not installed, the command says what to install."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert (
        "archive needs the extra whosaid-attribution[archive]: there is no ray"
        in done.stderr
    )

"""The wheels of the project, built for a test."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OWN = ("whosaid", "__editable__", "__pycache__")
"""How the entries of site-packages begin that are this project's, or nobody's."""


def build_wheels(folder: Path) -> dict[str, Path]:
    """Build the wheels; return their files by the name of the distribution."""
    subprocess.run(
        [sys.executable, ROOT / "deploy/wheels/build_wheels.py", folder],
        check=True,
        capture_output=True,
    )
    return {path.name.partition("-")[0]: path for path in folder.glob("*.whl")}

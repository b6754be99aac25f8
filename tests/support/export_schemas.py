"""What exports are checked against: our own statement of it, and the official one.

Official schemas are other people's files, so they are not in this repository. A folder
``schemas`` in the ``shared`` folder beside the checkout holds them, or whichever
``OFFICIAL_SCHEMAS`` names; where it does, every check runs against them too.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("OFFICIAL_SCHEMAS", ROOT.parent / "shared" / "schemas"))


def schemas(own: str, official: str) -> list[Any]:
    """Return our own schema and, where this machine has it, the official one."""
    paths = {"own": HERE / own, "official": FOLDER / official}
    return [
        pytest.param(json.loads(path.read_text(encoding="utf-8")), id=name)
        for name, path in paths.items()
        if name == "own" or path.is_file()
    ]

"""Schemas for the tests of exports: the project's own and the official ones.

Official schemas are not part of this repository. They are read from the folder that
``OFFICIAL_SCHEMAS`` names, by default ``shared/schemas`` beside the checkout; if it
exists, every check runs against them too.
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
    """Return the project's own schema and, if present, the official one, as params."""
    paths = {"own": HERE / own, "official": FOLDER / official}
    return [
        pytest.param(json.loads(path.read_text(encoding="utf-8")), id=name)
        for name, path in paths.items()
        if name == "own" or path.is_file()
    ]

"""Official schemas, where this machine has them.

They are other people's files, so they are not in this repository: a folder
``schemas`` in the ``shared`` folder beside the checkout holds them, or whichever
``WHOSAID_SCHEMAS`` names. Tests that need one that is missing are skipped and say so.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("WHOSAID_SCHEMAS", ROOT.parent / "shared" / "schemas"))


def official(name: str) -> dict[str, Any]:
    """Return an official schema, or skip the test and name what is missing."""
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"the official {name} is not in {FOLDER} (set WHOSAID_SCHEMAS)")
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema

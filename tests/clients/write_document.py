"""Write the OpenAPI document and the released copy of its version: ``make openapi``.

``released/openapi-VERSION.json`` is the document that clients of that version were
generated from. Compatible changes are added to it. A breaking change is rejected unless
the version in pyproject.toml allows it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from service.api.find_routes import find_routes
from service.api.openapi.openapi_document import openapi_json
from tests.clients.breaking import allows_breaking, breaking_changes

SPEC = Path(__file__).parents[2] / "api_spec"


def last_released(spec: Path) -> Path | None:
    """Return the path of the latest released document, or None."""
    files = (spec / "released").glob("openapi-*.json")
    return max(files, key=lambda file: _numbers(_version(file)), default=None)


def changes_since_release(spec: Path, document: dict[str, Any]) -> list[str]:
    """Return the breaking changes since the last released document."""
    last = last_released(spec)
    if last is None or allows_breaking(_version(last), document["info"]["version"]):
        return []
    return breaking_changes(json.loads(last.read_text("utf-8")), document)


def write_document(spec: Path, body: bytes) -> list[str]:
    """Write both files unless there are breaking changes, which are returned."""
    document = json.loads(body)
    broken = changes_since_release(spec, document)
    if not broken:
        version = document["info"]["version"]
        (spec / "openapi.json").write_bytes(body)
        (spec / "released" / f"openapi-{version}.json").write_bytes(body)
    return broken


def _version(file: Path) -> str:
    return file.stem.removeprefix("openapi-")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


if __name__ == "__main__":
    broken = write_document(SPEC, openapi_json(find_routes()))
    if broken:
        sys.exit(
            "\n".join(
                ["breaking changes need a new version in pyproject.toml:", *broken]
            )
        )

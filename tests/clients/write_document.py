"""Write the OpenAPI document, and what its version promises: ``make openapi``.

``released/openapi-VERSION.json`` is what clients of that version were made from. It
grows with what is added to the document. What would take something away is refused,
until pyproject.toml has a version that may.
"""

import json
import sys
from pathlib import Path
from typing import Any

from service.api.openapi.openapi_document import openapi_json
from tests.clients.breaking import allows_breaking, breaking_changes

SPEC = Path(__file__).parents[2] / "api_spec"


def last_released(spec: Path) -> Path | None:
    """Return the document of the highest version, if there is one."""
    files = (spec / "released").glob("openapi-*.json")
    return max(files, key=lambda file: _numbers(_version(file)), default=None)


def broken_promises(spec: Path, document: dict[str, Any]) -> list[str]:
    """Return what a document takes away from the clients of the last released one."""
    last = last_released(spec)
    if last is None or allows_breaking(_version(last), document["info"]["version"]):
        return []
    return breaking_changes(json.loads(last.read_text("utf-8")), document)


def write_document(spec: Path, body: bytes) -> list[str]:
    """Write both files, or neither; return what would have been broken."""
    document = json.loads(body)
    broken = broken_promises(spec, document)
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
    broken = write_document(SPEC, openapi_json())
    if broken:
        sys.exit("\n".join(["this needs a new version in pyproject.toml:", *broken]))

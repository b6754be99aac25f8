"""The OpenAPI document is valid by the Redocly linter."""

import json
from pathlib import Path

import pytest

from tests.clients.npm_tools import HERE, run_tool

DOCUMENT = HERE.parents[1] / "api_spec" / "openapi.json"
CONFIG = HERE / "redocly.yaml"


def lint(document: Path) -> list[str]:
    """Return the ids of the rules that a document violates."""
    done = run_tool("redocly", "lint", f"--config={CONFIG}", "--format=json", document)
    found = json.loads(done.stdout[done.stdout.index("{") :])
    return [problem["ruleId"] for problem in found["problems"]]


def test_the_document_has_no_warning() -> None:
    """The recommended rules of Redocly find no error and no warning."""
    assert lint(DOCUMENT) == []


@pytest.mark.parametrize(
    ("key", "rule"),
    [("summary", "operation-summary"), ("operationId", "operation-operationId")],
)
def test_the_linter_looks(tmp_path: Path, key: str, rule: str) -> None:
    """The linter finds a document with a missing member."""
    document = json.loads(DOCUMENT.read_text("utf-8"))
    del document["paths"]["/v1/attributions"]["post"][key]
    damaged = tmp_path / "openapi.json"
    damaged.write_text(json.dumps(document), "utf-8")

    assert rule in lint(damaged)

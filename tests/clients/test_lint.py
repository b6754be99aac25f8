"""The OpenAPI document under a linter that others use."""

import json
from pathlib import Path

import pytest

from tests.clients.npm_tools import HERE, run_tool

DOCUMENT = HERE.parents[1] / "api_spec" / "openapi.json"
CONFIG = HERE / "redocly.yaml"


def lint(document: Path) -> list[str]:
    """Return the rules that a document breaks."""
    done = run_tool("redocly", "lint", f"--config={CONFIG}", "--format=json", document)
    found = json.loads(done.stdout[done.stdout.index("{") :])
    return [problem["ruleId"] for problem in found["problems"]]


def test_the_document_has_no_warning() -> None:
    """Redocly's recommended rules find nothing, not even a warning."""
    assert lint(DOCUMENT) == []


@pytest.mark.parametrize(
    ("key", "rule"),
    [("summary", "operation-summary"), ("operationId", "operation-operationId")],
)
def test_the_linter_looks(tmp_path: Path, key: str, rule: str) -> None:
    """A document that lacks something is found out."""
    document = json.loads(DOCUMENT.read_text("utf-8"))
    del document["paths"]["/v1/attributions"]["post"][key]
    damaged = tmp_path / "openapi.json"
    damaged.write_text(json.dumps(document), "utf-8")

    assert rule in lint(damaged)

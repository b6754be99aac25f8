"""What the stages hand on."""

import ast
from pathlib import Path

import pytest

import service.attribution

MODULES = sorted(Path(service.attribution.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_evidence_is_never_read_back(path: Path) -> None:
    """No stage reads the name of a rule: what it needs is a typed field."""
    read = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"rule", "stage"}
    ]
    assert read == []

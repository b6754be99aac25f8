"""An audit that could not be made never looks like one that was passed."""

import json
import subprocess
import sys

import pytest

from tests.deploy.manifests import ROOT

GOOD = {"name": "good", "version": "1.0", "vulns": []}
BAD = {
    "name": "bad",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": []}],
}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "status", "words"),
    [
        ([GOOD], 0, "1 packages, no known advisory"),
        ([GOOD, BAD], 1, "bad 1.0: PYSEC-1, fixed in 1.1"),
        ([UNKNOWN, BAD], 1, "PYSEC-1"),
        ([GOOD, UNKNOWN], 2, "NOT AUDITED: 1 of 2 packages"),
        ([], 2, "NOT AUDITED"),
        (None, 2, "NOT AUDITED: pip-audit gave no report"),
    ],
)
def test_verdict(
    packages: list[dict[str, object]] | None, status: int, words: str
) -> None:
    """Only an audit of every package passes."""
    report = "" if packages is None else json.dumps({"dependencies": packages})
    done = subprocess.run(
        [sys.executable, str(ROOT / "deploy/image/audit.py")],
        input=report,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == status
    assert words in done.stdout + done.stderr

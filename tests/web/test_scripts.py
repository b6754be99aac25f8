"""The scripts of the page in Node.js: what needs no browser is tested in scripts/.

The answers of the service are those of ``canned_app``, made once for all of them.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest
from litestar.testing import TestClient

from tests.support.nodejs import NODE
from tests.web.canned_app import BUSY, EMOJI, GOLDEN, LIMIT, make
from tests.web.corrected import cases

HERE = Path(__file__).parent
SCRIPTS = sorted((HERE / "scripts").glob("*.test.mjs"))
FLAGS = ("--test", "--test-isolation=none", "--test-force-exit", "--no-warnings")
TEXTS = {
    "emoji": EMOJI,
    "golden": json.loads(GOLDEN.read_text(encoding="utf-8"))["text"],
    "empty": "Nothing was reported here.\n",
}
PROBLEMS = (("long", "x" * (LIMIT + 1)), ("empty", " - "), ("busy", BUSY))
SOURCE = "“The ferry is late,” she told us.\n"
SECONDS = 480


@pytest.fixture
def canned(tmp_path: Path) -> Path:
    """Return a file with the texts and the answers to them."""
    file = tmp_path / "canned.json"
    with TestClient(cast("Any", make())) as client:
        answers: dict[str, Any] = {
            name: _answers(client, text) for name, text in TEXTS.items()
        }
        answers["problems"] = {name: _problem(client, text) for name, text in PROBLEMS}
    answers["corrections"] = {"cases": cases()}
    file.write_text(json.dumps(answers), encoding="utf-8")
    return file


def _answers(client: TestClient[Any], text: str) -> dict[str, Any]:
    """Return a text with the responses that the page asks for."""
    options = {"offset_unit": "utf16"}
    read = client.post("/v1/attributions", json={"text": text, "options": options})
    sources = [{"id": "Source 1", "text": SOURCE}]
    body = {"draft": {"text": text}, "sources": sources, "options": options}
    check = client.post("/v1/check", json=body)
    formats = ("csv", "ninjs", "web-annotation", "text")
    exports = {
        name: client.post(f"/v1/exports/{name}", json={"text": text}).text
        for name in formats
    }
    return {
        "text": text,
        "response": read.raise_for_status().json(),
        "check": check.raise_for_status().json(),
        "exports": exports,
    }


def _problem(client: TestClient[Any], text: str) -> dict[str, Any]:
    """Return a text that is refused, with the answer to it."""
    answer = client.post("/v1/attributions", json={"text": text})
    wait = answer.headers.get("Retry-After", "0")
    return {
        "text": text,
        "status": answer.status_code,
        "body": answer.json(),
        "wait": wait,
    }


def test_scripts(canned: Path) -> None:
    """All tests in scripts/ pass, in one process of Node.js."""
    if not (HERE / "node_modules" / "jsdom").is_dir():
        pytest.skip("jsdom is missing (npm ci in tests/web)")
    done = subprocess.run(
        [NODE, *FLAGS, *SCRIPTS],
        env={**os.environ, "CANNED": str(canned)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr

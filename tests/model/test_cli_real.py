"""The command line as its user runs it, with the real models."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.model

WHOSAID = (sys.executable, "-m", "service")
BRIDGE = "“The bridge is safe,” mayor Ida Holm told the Daily Ferry."
FERRY = "Fisherman Olga Lund said on Friday that the ferry was late again."
LINES = [
    {"id": "r0", "text": BRIDGE},
    {"id": "r1", "text": "..."},
    *({"id": f"r{n}", "text": (BRIDGE, FERRY)[n % 2]} for n in range(2, 400)),
]


def whosaid(*argv: str | Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    return subprocess.run(
        [*WHOSAID, *argv],
        env={**os.environ, **environ},
        capture_output=True,
        check=False,
    )


def test_batch_killed_and_continued(tmp_path: Path) -> None:
    """A batch that was killed is continued, and its records are those of any run."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in LINES))
    command: list[str | Path] = [*WHOSAID, "batch", source, target, "--workers", "2"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 120
        while not (target.exists() and target.stat().st_size):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    before = target.read_bytes()

    done = whosaid("batch", source, target)
    results = [json.loads(line) for line in target.read_text().splitlines()]

    assert done.returncode == 0, done.stderr
    assert len(before.splitlines()) < len(LINES)
    assert target.read_bytes().startswith(before.rpartition(b"\n")[0])
    assert [result["id"] for result in results] == [line["id"] for line in LINES]
    assert results[1]["error"]["code"] == "empty_text"
    for line, result in zip(LINES, results, strict=True):
        assert [
            found["speaker"]["name"]
            for found in (result["result"] or {"attributions": []})["attributions"]
        ] == ({BRIDGE: ["Ida Holm"], FERRY: ["Olga Lund"]}.get(line["text"], []))
    assert len({json.dumps(same_text(result)) for result in results}) == 3


def same_text(result: dict[str, Any]) -> dict[str, Any]:
    """Return an output line without what differs between equal texts."""
    response = result["result"] and {**result["result"], "id": ""}
    return {**result, "line": 0, "id": "", "result": response}


def test_attribute(tmp_path: Path) -> None:
    """One article from a file gives its response on standard output, and no noise."""
    article = tmp_path / "article.txt"
    article.write_text(BRIDGE)

    done = whosaid("attribute", article, "--json")
    response = json.loads(done.stdout)

    assert done.returncode == 0
    assert done.stderr == b""
    assert [found["cue"]["lemma"] for found in response["attributions"]] == ["tell"]


def test_without_models(tmp_path: Path) -> None:
    """Missing models are one clear line and status 1, and nothing is fetched."""
    done = whosaid("attribute", "LICENSE", WHOSAID_MODELS=str(tmp_path))

    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.startswith(b"whosaid: ")
    assert str(tmp_path).encode() in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []

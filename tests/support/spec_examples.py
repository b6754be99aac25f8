"""The pairs of request and response in api_spec/examples, and how to send them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import httpx

FOLDER = Path(__file__).parents[2] / "api_spec" / "examples"
PAIRS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted(FOLDER.glob("*.json"))
}


def send(client: Any, request: dict[str, Any]) -> httpx.Response:  # noqa: ANN401
    """Send the request of a pair with an httpx client."""
    answer: httpx.Response = client.request(
        request["method"],
        request["path"],
        content=_write(request["body"], request["headers"]["Content-Type"]),
        headers=request["headers"],
    )
    return answer


def read(answer: httpx.Response) -> Any:  # noqa: ANN401 - any JSON
    """Return the body of a response in the notation of a pair."""
    media = answer.headers["content-type"]
    if "ndjson" in media:
        return [json.loads(line) for line in answer.text.splitlines()]
    return answer.json() if "json" in media else answer.text


def rows(text: str) -> list[dict[str, Any]]:
    """Return the rows of a CSV table, with numeric confidences."""
    found: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text)))
    return [{**row, "confidence": float(row["confidence"])} for row in found]


def standoff(text: str) -> list[dict[str, Any]]:
    """Return the lines of a brat standoff file, with numeric confidences."""
    pairs = [line.partition("confidence ") for line in text.splitlines()]
    return [{"line": line, "confidence": float(sure or 0)} for line, _, sure in pairs]


def _write(body: Any, media: str) -> bytes:  # noqa: ANN401
    """Return the encoded body: text, JSON lines or JSON."""
    if isinstance(body, str):
        return body.encode()
    if "ndjson" in media:
        return b"".join(json.dumps(line).encode() + b"\n" for line in body)
    return json.dumps(body).encode()

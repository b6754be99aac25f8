"""Send one request to the service."""

import json
import time
import urllib.request
from collections.abc import Mapping


def ask(address: str, body: Mapping[str, str]) -> bytes:
    """Post a request body for attributions; return the body of the response."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{address}/v1/attributions",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - ours
        answered: bytes = answer.read()
    return answered


def post(address: str, text: str) -> float:
    """Post an article; return the seconds until the response was read."""
    begun = time.perf_counter()
    ask(address, {"text": text})
    return time.perf_counter() - begun

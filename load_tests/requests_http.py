"""One request to the service, timed."""

import json
import time
import urllib.request


def post(address: str, text: str) -> float:
    """Send an article; return the seconds until its records were read."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{address}/v1/attributions",
        data=json.dumps({"text": text}).encode(),
        headers={"Content-Type": "application/json"},
    )
    begun = time.perf_counter()
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - ours
        answer.read()
    return time.perf_counter() - begun

"""The path and the key of a request for the tools."""

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

import pytest

from service.api.auth.keys import make_key
from service.api.auth.rate_limits import RateLimiter
from service.mcp.key_gate import KeyGate, Receive, Scope, Send

KEY, STORED = make_key("desk")


def ask(gate: KeyGate, path: str = "/mcp", **headers: str) -> tuple[int, bytes]:
    """Return status and body of the answer to a request."""
    sent: list[Any] = []
    scope = {
        "type": "http",
        "path": path,
        "headers": [
            (name.replace("_", "-").encode(), value.encode())
            for name, value in headers.items()
        ],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(gate(scope, receive, send))
    return sent[0]["status"], sent[1]["body"]


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Charge the key once more, if there is one, and answer."""
    del receive
    scope.get("state", {}).get("charge", int)()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"the tools"})


def gate(*, keys: bool = True, rate: int = 0) -> KeyGate:
    """Return a gate before ``answer``."""
    return KeyGate(answer, [STORED] if keys else [], RateLimiter(rate))


@pytest.mark.parametrize(
    ("keys", "path", "headers", "status", "code"),
    [
        (False, "/mcp", {}, 200, ""),
        (True, "/mcp", {"authorization": f"Bearer {KEY}"}, 200, ""),
        (True, "/mcp", {"x_api_key": KEY}, 200, ""),
        (True, "/mcp", {}, 401, "key_missing"),
        (True, "/mcp", {"x_api_key": KEY + "x"}, 403, "key_unknown"),
        (False, "/", {}, 404, ""),
        (True, "/mcp/", {"x_api_key": KEY}, 404, ""),
    ],
)
def test_keys(
    keys: bool,  # noqa: FBT001 - a column
    path: str,
    headers: dict[str, str],
    status: int,
    code: str,
) -> None:
    """With keys a request needs one; there is one path."""
    found, body = ask(gate(keys=keys), path, **headers)

    assert found == status
    assert not code or json.loads(body)["code"] == code


def test_rate() -> None:
    """A request counts, and so does what a tool charges for it."""
    limited = gate(rate=2)

    assert ask(limited, x_api_key=KEY)[0] == 200
    assert ask(limited, x_api_key=KEY)[0] == 429

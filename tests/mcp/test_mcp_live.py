"""``whosaid mcp`` as programs of its own, used by the SDK's client; no models."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult

from service.api.auth.keys import make_key

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[2]
TEXT = "“Hello,” said Ann. “Bye,” said Bob on CNN."
KEY, STORED = make_key("desk")
SERVE = """
import sys
from service.mcp import serve_mcp
from service.settings import Settings

FACTORY = "tests.support.fake_models:build_printing"
if __name__ == "__main__":
    settings = Settings(port=0, processes=2, keys=sys.argv[2], key_rate=4)
    getattr(serve_mcp, sys.argv[1])(settings, factory=FACTORY)
"""
TOOL_CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "attribute", "arguments": {"text": TEXT}},
}
PATIENCE = 60.0
"""Seconds to an answer, on a busy machine."""
ACCEPT = {"Accept": "application/json, text/event-stream"}


def command(kind: str, keys: str = "none") -> list[str]:
    """Return the command line of a program that serves fake models."""
    return [sys.executable, "-c", SERVE, f"serve_{kind}", keys]


@contextmanager
def http_server(keys: str = "none") -> Iterator[str]:
    """Start a server; yield its address; end it by SIGTERM, with status 0."""
    with subprocess.Popen(
        command("http", keys), cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stderr is not None
        try:
            for line in program.stderr:
                if found := re.search(r"MCP at (\S+)$", line):
                    break
            else:
                pytest.fail("the server has ended")
            yield found[1]
        finally:
            program.send_signal(signal.SIGTERM)
            program.stderr.read()
    assert program.returncode in {0, -signal.SIGTERM}


@asynccontextmanager
async def keyed_client(address: str, key: str) -> AsyncIterator[Client]:
    """Connect with a key."""
    headers = {"Authorization": f"Bearer {key}"}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=PATIENCE) as http,
        Client(streamable_http_client(address, http_client=http)) as client,
    ):
        yield client


def send(url: str, body: object, headers: dict[str, str]) -> httpx.Response:
    """Return the answer to a request that goes through no proxy."""
    return httpx.post(
        url, json=body, headers=headers, timeout=PATIENCE, trust_env=False
    )


def speakers_of(result: CallToolResult) -> list[str]:
    """Return the names of the speakers in the result of a tool."""
    assert not result.is_error, result.content
    return [each["name"] for each in result.structured_content["speakers"]]


def test_stdio() -> None:
    """The SDK's client lists and calls the tools."""
    parameters = StdioServerParameters(
        command=sys.executable, args=command("stdio")[1:], cwd=ROOT, env={**os.environ}
    )

    async def talk() -> tuple[int, list[str]]:
        async with Client(parameters) as client:
            listed = await client.list_tools()
            answer = await client.call_tool("attribute", {"text": TEXT})
            return len(listed.tools), speakers_of(answer)

    assert asyncio.run(talk()) == (5, ["Ann", "Bob"])


def test_stdio_has_nothing_but_the_protocol() -> None:
    """Models that print write to standard error; each line of output is JSON-RPC."""
    initialize = {
        "jsonrpc": "2.0",
        "id": 0,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    initialized = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    sent = [initialize, initialized, TOOL_CALL]
    with subprocess.Popen(
        command("stdio"),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdin.write(
            b"".join(json.dumps(each).encode() + b"\n" for each in sent)
        )
        program.stdin.flush()
        lines = [program.stdout.readline(), program.stdout.readline()]
        program.stdin.close()
        lines += program.stdout.readlines()
        errors = program.stderr.read()

    messages = [json.loads(line) for line in lines]
    assert program.returncode == 0
    assert [each.get("id") for each in messages] == [0, 1]
    assert {each["jsonrpc"] for each in messages} == {"2.0"}
    assert b"the models are loading" in errors
    assert b"they are loaded" in errors


def test_http() -> None:
    """The SDK's client is served; other hosts, origins, paths and sizes are not."""

    async def talk(address: str) -> list[str]:
        async with Client(address) as client:
            return speakers_of(await client.call_tool("attribute", {"text": TEXT}))

    with http_server() as address:
        assert asyncio.run(talk(address)) == ["Ann", "Bob"]
        port = address.rpartition(":")[2].partition("/")[0]

        def post(path: str = "", body: object = TOOL_CALL, **headers: str) -> int:
            url = address.removesuffix("/mcp") + path if path else address
            given = {**ACCEPT, **headers}
            return send(url, body, given).status_code

        assert post() == 200
        assert post(Host=f"localhost:{port}", Origin=f"http://localhost:{port}") == 200
        assert post(Host="evil.example") == 421
        assert post(Host=f"evil.example:{port}") == 421
        assert post(Origin="http://evil.example") == 403
        assert post(Origin="null") == 403
        assert post("/") == 404
        assert post(body={**TOOL_CALL, "extra": "a" * 9_000_000}) == 413


def test_http_with_keys() -> None:
    """A key is asked for, and limited as over the service's interface."""

    async def talk(address: str) -> list[str]:
        async with keyed_client(address, KEY) as client:
            return speakers_of(await client.call_tool("attribute", {"text": TEXT}))

    with http_server(str(STORED)) as address:
        statuses = [
            send(address, TOOL_CALL, given).status_code
            for given in (ACCEPT, ACCEPT | {"X-API-Key": "who_x"})
        ]
        assert statuses == [401, 403]
        assert asyncio.run(talk(address)) == ["Ann", "Bob"]
        headers = ACCEPT | {"X-API-Key": KEY}
        answers = [send(address, TOOL_CALL, headers) for _ in range(4)]
        assert answers[-1].status_code == 429
        assert answers[-1].json()["code"] == "rate_limited"
        assert "Retry-After" in answers[-1].headers

"""The tools over the SDK's own client, in this process and without models."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
import pytest
from mcp import Client, MCPError
from mcp_types import CallToolResult, TextContent

from service.audit import to_audit_response
from service.errors import NotReady
from service.mcp import tools
from service.mcp.mcp_server import build_server
from service.mcp.tools import TOOLS, Backend
from service.records import Reading
from service.settings import Settings
from service.wire.mask_responses import to_mask_response
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest, Options
from tests.support.fakes import INFO, FakePool, fake_reading

TEXT = "“Hello,” said Ann. “Bye,” said Bob on CNN."
REQUEST = AttributionRequest(
    text=TEXT, id="a", options=Options(types=("direct",), evidence=True)
)
ARTICLE = msgspec.to_builtins(REQUEST)
SOURCE = {"id": "wire", "text": TEXT}
CHECK = {
    "draft": {"text": "“Hello,” said Ann."},
    "sources": [SOURCE],
}
SETTINGS = Settings(max_chars=1_000)
T = TypeVar("T")
Use = Callable[[Client], Awaitable[T]]


def use(run: Use[T], pool: FakePool | None = None, *, mode: str = "auto") -> T:
    """Return what a client gets of a server that has started."""

    async def connected() -> T:
        used = pool or FakePool()
        await used.start()
        server = build_server(Backend(used, SETTINGS))
        async with Client(server, mode=mode) as client:
            return await run(client)

    return asyncio.run(connected())


def call(
    name: str, arguments: dict[str, Any], pool: FakePool | None = None
) -> CallToolResult:
    """Return the result of a tool."""
    return use(lambda client: client.call_tool(name, arguments), pool)


def text_of(result: CallToolResult) -> dict[str, Any]:
    """Return the value in the one text of a result."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    found: dict[str, Any] = json.loads(content.text)
    return found


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_tools(mode: str) -> None:
    """The tools have the schemas of the interface, with an object at the root."""
    listed = use(lambda client: client.list_tools(), mode=mode).tools

    assert [each.name for each in listed] == [
        "attribute",
        "check",
        "mask",
        "unmask",
        "audit",
    ]
    for each in listed:
        assert each.description
        assert each.input_schema["type"] == "object"
        assert each.output_schema is not None
        assert each.output_schema["type"] == "object"
        assert each.annotations is not None
        assert each.annotations.read_only_hint
    assert listed[0].input_schema["required"] == ["text"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("attribute", to_response(fake_reading(TEXT), REQUEST, info=INFO)),
        ("mask", to_mask_response(fake_reading(TEXT), REQUEST)),
        ("audit", to_audit_response(fake_reading(TEXT), REQUEST, info=INFO)),
    ],
)
def test_answers(name: str, expected: msgspec.Struct) -> None:
    """The result is the response over HTTP, as a value and as text."""
    result = call(name, ARTICLE)

    assert not result.is_error
    assert result.structured_content == json.loads(msgspec.json.encode(expected))
    assert text_of(result) == result.structured_content


def test_unmask() -> None:
    """What `mask` returns restores the article."""
    masked = call("mask", ARTICLE).structured_content
    edited = {"text": masked["text"], "placeholders": masked["placeholders"]}

    restored = call("unmask", edited).structured_content

    assert masked["text"] != TEXT
    assert restored["text"] == TEXT


def test_check() -> None:
    """A quotation of the draft is found in its source."""
    found = call("check", CHECK).structured_content["findings"]

    assert [each["verdict"] for each in found] == ["verbatim"]
    assert found[0]["source"]["id"] == "wire"


ERRORS = [
    ("attribute", {}, "invalid_field", "$.text"),
    ("attribute", {"text": 7}, "invalid_field", "$.text"),
    ("attribute", {"text": TEXT, "kind": "x"}, "invalid_field", "$.kind"),
    ("attribute", {"text": " "}, "empty_text", "$.text"),
    ("attribute", {"text": "a" * 1_001}, "text_too_long", "$.text"),
    ("attribute", {"text": TEXT, "language": "de"}, "unsupported_language", None),
    ("mask", {"text": "a" * 1_001}, "text_too_long", "$.text"),
    ("audit", {"text": "a" * 1_001}, "text_too_long", "$.text"),
    ("unmask", {"text": "a" * 2_001, "placeholders": []}, "text_too_long", "$.text"),
    ("check", {**CHECK, "sources": []}, "invalid_field", "$.sources"),
    (
        "check",
        {**CHECK, "sources": [SOURCE] * 51},
        "too_many_sources",
        "$.sources",
    ),
    (
        "check",
        {**CHECK, "sources": [{"id": "a", "text": "a" * 1_001}]},
        "text_too_long",
        "$.sources[0].text",
    ),
]


@pytest.mark.parametrize(("name", "arguments", "code", "path"), ERRORS)
def test_errors(
    name: str, arguments: dict[str, Any], code: str, path: str | None
) -> None:
    """The limits are those of the service; a model can read what is wrong."""
    result = call(name, arguments)
    problem = text_of(result)

    assert result.is_error
    assert problem["code"] == code
    assert problem["detail"]
    assert path is None or problem["path"] == path


def test_error_of_our_own() -> None:
    """An unexpected error reveals nothing, and the server goes on."""

    def fail(text: str) -> Reading:
        raise ZeroDivisionError(text)

    pool = FakePool(fail)
    result = call("attribute", ARTICLE, pool)

    assert text_of(result)["code"] == "internal_error"
    assert "Hello" not in json.dumps(text_of(result))


def test_unknown_tool() -> None:
    """A tool that there is not is an error of the protocol."""

    async def fail(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await client.call_tool("delete", {})
        return str(caught.value)

    assert use(fail) == "there is no tool 'delete'"


def test_models_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call before the models are loaded waits for them, but not for ever."""
    monkeypatch.setattr(tools, "POLL", 0.001)
    pool = FakePool()

    async def wait() -> None:
        backend = Backend(pool, SETTINGS)
        ready = asyncio.create_task(backend.wait_ready())
        await asyncio.sleep(0.01)
        assert not ready.done()
        await pool.start()
        assert await ready == INFO
        await pool.stop()
        monkeypatch.setattr(tools, "LONGEST_LOAD", 0.01)
        with pytest.raises(NotReady):
            await backend.wait_ready()

    asyncio.run(wait())


def test_schemas_are_whole() -> None:
    """Every reference of a schema is among its definitions."""
    for tool in TOOLS:
        for kind in (tool.request, tool.response):
            schema = tools.schema_of(kind)
            found = set(references(schema))
            assert found <= {f"#/$defs/{name}" for name in schema.get("$defs", {})}


def references(value: object) -> list[str]:
    """Return the references in a schema."""
    if isinstance(value, list):
        return [each for item in value for each in references(item)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [each for item in value.values() for each in references(item)]
